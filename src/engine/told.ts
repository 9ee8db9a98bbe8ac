import type { Ending } from "../domain/session/people.ts";
import { endLeg } from "./ending.ts";
import { handle } from "./handle.ts";
import { named } from "./named.ts";
import type { Leg, Line } from "./ports.ts";

/** What the carrier tells of a call. `sequence` orders what it tells; empty where it does not number it. */
export type Told = {
  readonly callSid: string;
  /** Null for an inbound call: it is known by its CallSid. */
  readonly legId: string | null;
  readonly sequence: string;
  readonly now: "ringing" | "answered" | Ending;
};

/** Takes in what became of a call, in whatever order and however often it comes. */
export async function takeInTold(line: Line, told: Told): Promise<void> {
  const { callSid, sequence, now } = told;
  const leg = await legOf(line, told);
  if (leg === null) {
    line.log.info({ callSid, now }, "Word of a call that is no leg of ours");
    return;
  }
  if (now === "ringing") return;
  if (now === "answered") return answered(line, leg);
  await endLeg(line, leg, now, `${callSid}:${sequence}`);
}

/** A machine picked up: what that means is decided where the call goes on all the same, at a desk. */
export async function takeInMachine(
  line: Line,
  { callSid, legId }: { readonly callSid: string; readonly legId: string },
): Promise<void> {
  const leg = await legOf(line, { callSid, legId });
  if (leg?.sessionId == null) return;
  const { id, role, party, sessionId } = leg;
  const at = line.clock.now();
  const heard = { kind: "machineHeard", id: `${id}:machine`, at, legId: id, role, party } as const;
  await handle(line, sessionId, heard);
}

async function legOf(
  line: Line,
  { legId, callSid }: Pick<Told, "legId" | "callSid">,
): Promise<Leg | null> {
  if (legId === null) return line.legs.byCallSid(callSid);
  const leg = await line.legs.byId(legId);
  return leg === null ? null : named(line, leg, callSid);
}

/**
 * A desk hears its first words without asking us for them, so that it picked up is known from here. Anybody else is known to be
 * there when their leg asks for its script: a voicemail is only "answered".
 */
async function answered(line: Line, leg: Leg): Promise<void> {
  const { id: legId, role, party, sessionId } = leg;
  const at = line.clock.now();
  if (role === "desk" && sessionId !== null) {
    const id = `${legId}:legAnswered`;
    await handle(line, sessionId, { kind: "legAnswered", id, at, legId, role, party });
  }
  if (leg.answeredAt === null) await line.legs.update(legId, { answeredAt: at });
}
