import type { Language } from "../domain/language.ts";
import { allCallsFor } from "../domain/session/desk-calls.ts";
import type { Act, DeskErrand } from "../domain/session/duties.ts";
import type { Role, Via } from "../domain/session/people.ts";
import { deskFirstWords } from "../domain/session/script-desk.ts";
import { script } from "../domain/session/script.ts";
import { numbersOf, type Session } from "../domain/session/session.ts";
import type { Script } from "../domain/session/steps.ts";
import type { Acted } from "./acts.ts";
import { CarrierRefused } from "./errors.ts";
import { handle } from "./handle.ts";
import { hearingOf } from "./hearing.ts";
import { countHelpRequested } from "./metering.ts";
import type { Leg, Line, OutgoingCall } from "./ports.ts";
import type { OwedBySession } from "./ports-store.ts";
import { isPractice } from "./queue.ts";

const RING_MS = 30_000;

type OfOurs = "responder" | "speaker" | "supervisor";

/** A responder, a person of ours for a desk, or a supervisor who asked to be in: on their softphone, or on their own phone where 1 takes the call. */
export async function callOurs(
  line: Line,
  session: Session,
  owed: OwedBySession,
  { staffId, via, role }: { staffId: string; via: Via; role: OfOurs },
): Promise<Acted> {
  const member = await line.roster.member(staffId);
  const to = via === "softphone" ? `client:${staffId}` : (member?.phone ?? null);
  const language = member?.languages[0] ?? session.language;
  const leg = await addLeg(line, session, owed, { role, party: staffId, via, language });
  const ringMs = numbersOf(session).ringHoldsMs;
  const firstWords = via === "phone" ? script(await hearingOf(line, session, leg)) : null;
  return place(line, leg, to, { firstWords, ringMs });
}

export async function callDesk(
  line: Line,
  session: Session,
  owed: OwedBySession,
  { deskId, errand, attempt }: { deskId: string; errand: DeskErrand; attempt: number },
): Promise<Acted> {
  const call = allCallsFor(session, errand).find((one) => one.attempt === attempt);
  const desk = await line.desks.desk(deskId);
  const language = desk?.language ?? session.language;
  const leg = await addLeg(line, session, owed, {
    role: "desk",
    party: deskId,
    via: null,
    language,
  });
  const hearing = await hearingOf(line, session, leg);
  const firstWords = deskFirstWords(hearing, errand, call?.byHand ?? false);
  // A person at the desk hears us at once; whether it was a machine is told later (docs/decisions/006).
  const detectMachine = "meanwhile";
  const to = desk?.number ?? null;
  const placed = await place(line, leg, to, { firstWords, ringMs: RING_MS, detectMachine });
  countHelpRequested(line, session, owed);
  return placed;
}

/** A machine that answers is told nothing: its first webhook says what it is, so nothing goes with the request. */
export async function callCaller(
  line: Line,
  session: Session,
  owed: OwedBySession,
): Promise<Acted> {
  const plan = await line.plans.read(session.id);
  const leg = await addLeg(line, session, owed, {
    role: "caller",
    party: null,
    via: null,
    language: session.language,
  });
  return place(line, leg, await outside(line, session, plan?.callerNumber), {
    firstWords: null,
    detectMachine: "first",
  });
}

/** The name they know the caller by is for them alone: a machine that answers is told nothing. */
export async function callTrusted(
  line: Line,
  session: Session,
  owed: OwedBySession,
  { attempt }: Act & { kind: "callTrusted" },
): Promise<Acted> {
  const plan = await line.plans.read(session.id);
  const { language } = session;
  const leg = await addLeg(line, session, owed, {
    role: "trusted",
    party: String(attempt),
    via: null,
    language,
  });
  return place(line, leg, await outside(line, session, plan?.trusted?.number), {
    firstWords: null,
    detectMachine: "first",
  });
}

/** In practice nobody outside is rung, whatever number was written down (decision 052). */
const outside = async (
  line: Line,
  session: Session,
  number: string | null | undefined,
): Promise<string | null> => ((await isPractice(line, session)) ? null : (number ?? null));

type Whose = { role: Role; party: string | null; via: Via | null; language: Language };

/** Stored before the carrier is asked: a webhook that comes before the answer already finds its leg. */
export function addLeg(
  line: Line,
  session: Session,
  owed: OwedBySession,
  whose: Whose,
): Promise<Leg> {
  return line.legs.add({
    ...whose,
    id: `${owed.id}-${owed.attempts}`,
    sessionId: session.id,
    dutyId: owed.id,
    attempt: owed.attempts,
    callSid: null,
    rehearsal: session.rehearsal,
    requestedAt: line.clock.now(),
    answeredAt: null,
    endedAt: null,
    endedHow: null,
    movedAt: null,
  });
}

type Placing = {
  firstWords: Script | null;
  ringMs?: number;
  detectMachine?: OutgoingCall["detectMachine"];
};

/** The carrier is asked. A refusal, or nobody to dial, is that leg's end, and what follows is decided like any other end. */
export async function place(
  line: Line,
  leg: Leg,
  to: string | null,
  placing: Placing,
): Promise<Acted> {
  if (to === null) return failed(line, leg, "There is no number to call");
  const { firstWords, ringMs = RING_MS, detectMachine = "not" } = placing;
  const from = fromNumber(line, leg);
  const call: OutgoingCall = { leg, to, from, firstWords, ringMs, detectMachine };
  try {
    const { callSid } = await line.phone.call(call);
    await line.legs.bind(leg.id, callSid);
    return "done";
  } catch (err) {
    if (!(err instanceof CarrierRefused)) throw err;
    return failed(line, leg, err.message);
  }
}

const fromNumber = ({ voice }: Line, leg: Leg): string =>
  leg.role === "desk"
    ? voice.deskReturnNumber(leg.rehearsal)
    : voice.fromNumber(leg.role, leg.rehearsal);

async function failed(line: Line, leg: Leg, why: string): Promise<Acted> {
  const at = line.clock.now();
  const { id: legId, role, party, sessionId } = leg;
  line.log.warn({ sessionId, legId, role, why }, "A call could not be placed");
  await line.legs.update(legId, { endedAt: at, endedHow: "failed" });
  if (sessionId === null) return "done";
  const ended = {
    kind: "legEnded",
    id: `${legId}:refused`,
    at,
    legId,
    role,
    party,
    how: "failed",
  } as const;
  await handle(line, sessionId, ended);
  return "done";
}
