import { gateClass, isAlarm, type Act, type Alarm } from "../domain/session/duties.ts";
import { listenerOf } from "../domain/session/listening.ts";
import { stillOwed } from "../domain/session/owed.ts";
import type { Session } from "../domain/session/session.ts";
import { actOn } from "./acts.ts";
import { CarrierRefused, CarrierUnreachable } from "./errors.ts";
import { handle } from "./handle.ts";
import { actForLine } from "./line-acts.ts";
import { classOf } from "./metering.ts";
import type { Leg, Line } from "./ports.ts";
import type { DutyEnding, Owed, OwedByLine, OwedBySession } from "./ports-store.ts";
import { rosterFor, whoIsFree } from "./queue.ts";

const EARLY_MAX_MS = 1_000;
const RENEW_EVERY_MS = 500;
const RETRY_MS = 1_000;
/** Nobody on a telephone waits for it. */
const LINE_RETRY_MS = 30_000;

/**
 * Do one duty, a session's or the line's, at least once. Whatever goes wrong it stays owed, and the sweep comes back to it. `known` is
 * the duty itself, where whoever asks has it at hand.
 */
export async function perform(
  line: Line,
  holder: string,
  dutyId: string,
  known?: Owed,
): Promise<void> {
  const owed = known ?? (await line.store.owed(dutyId));
  if (owed !== null) await performOwed(line, holder, owed);
}

/** The same, once it is known what it is. */
export async function performOwed(line: Line, holder: string, owed: Owed): Promise<void> {
  const early = owed.duty.dueAt - line.clock.now();
  if (early > EARLY_MAX_MS) return;
  if (early > 0) await line.clock.until(owed.duty.dueAt);
  if (owed.sessionId !== null && isAlarm(owed.duty)) return goOff(line, owed, owed.duty);
  return act(line, holder, owed.id);
}

/** An alarm takes no lease: two workers at once are two inputs of one id, and the second changes nothing. */
async function goOff(line: Line, owed: OwedBySession, alarm: Alarm): Promise<void> {
  const { id, sessionId } = owed;
  const gathered = async () => {
    const at = line.clock.now();
    const due = { kind: "due", id, at, alarm } as const;
    if (alarm.kind === "ringNext") return { ...due, ...(await whoIsFree(line, sessionId, at)) };
    return { ...due, roster: needsRoster(alarm) ? await rosterFor(line, sessionId, at) : [] };
  };
  const { session, events } = await handle(line, sessionId, gathered, id);
  if (events.length > 0) return begun(line, owed);
  await finish(line, id, { how: "overtaken", by: `event ${session.version}` });
}

const begun = (line: Line, owed: Owed): void =>
  line.metrics.dutyBegun(classOf(owed), line.clock.now() - owed.duty.dueAt);

const needsRoster = ({ kind }: Alarm): boolean =>
  kind === "ringSpeaker" || kind === "ringSupervisor";

const finish = (line: Line, dutyId: string, ending: DutyEnding): Promise<void> =>
  line.store.finish(dutyId, ending, line.clock.now());

async function act(line: Line, holder: string, dutyId: string): Promise<void> {
  const owed = await line.store.claim(dutyId, holder, line.clock.now());
  if (owed === null) return;
  if (owed.attempts === 1) begun(line, owed);
  try {
    await holding(line, holder, dutyId, () => carryOut(line, holder, owed));
  } catch (err) {
    await stayOwed(line, owed, err);
  }
}

/** Keeps the lease while the work lasts, so that nobody else begins it. */
async function holding(
  line: Line,
  holder: string,
  dutyId: string,
  work: () => Promise<void>,
): Promise<void> {
  let working = true;
  const notRenewed = (err: unknown) =>
    line.log.warn({ err, dutyId }, "A lease was not renewed; it is tried again");
  const renew = async () => {
    for (;;) {
      await line.clock.until(line.clock.now() + RENEW_EVERY_MS);
      if (!working) return;
      await line.store.renew(dutyId, holder, line.clock.now()).catch(notRenewed);
    }
  };
  renew().catch(notRenewed);
  try {
    await work();
  } finally {
    working = false;
  }
}

async function carryOut(line: Line, holder: string, owed: Owed): Promise<void> {
  if (owed.sessionId === null) return carryOutForLine(line, owed);
  if (!isAlarm(owed.duty)) return carryOutInSession(line, holder, owed, owed.duty);
}

/** What it owes next is woken for like everything else. */
async function carryOutForLine(line: Line, owed: OwedByLine): Promise<void> {
  const acted = await actForLine(line, owed);
  switch (acted.how) {
    case "overtaken":
      return finish(line, owed.id, acted);
    case "ended":
      return line.alarms.set(acted.owed);
    case "waits":
      return line.store.release(owed.id, acted.waits, acted.until);
    case "done": {
      const now = line.clock.now();
      const next = await line.store.finishForLine(owed.id, { how: "done" }, acted, now);
      return line.alarms.set(next ?? []);
    }
  }
}

async function carryOutInSession(
  line: Line,
  holder: string,
  owed: OwedBySession,
  duty: Act,
): Promise<void> {
  const session = await itsTurn(line, holder, owed, duty);
  if (session === null) return;
  const ending = await actOn(line, session, owed, duty);
  if (ending === "done") {
    await letGo(line, owed, duty);
    await finish(line, owed.id, { how: "done" });
    const { id: dutyId, sessionId, attempts } = owed;
    return line.log.info({ dutyId, sessionId, duty: duty.kind, attempts }, "Duty done");
  }
  await line.store.release(owed.id, ending.waits, ending.until);
}

const RINGS_OURS: ReadonlySet<string> = new Set([
  "ringResponder",
  "callSpeaker",
  "callListener",
  "callThird",
]);

/**
 * Somebody else came while this ring was being asked for, and ended the others before it was there to be seen: it ends now, unless
 * they have picked up. Then they hear what became of it.
 */
async function letGo(line: Line, owed: OwedBySession, duty: Act): Promise<void> {
  if (!RINGS_OURS.has(duty.kind)) return;
  const session = await line.store.load(owed.sessionId);
  if (session === null || stillOwed(session, duty, line.clock.now())) return;
  const legId = `${owed.id}-${owed.attempts}`;
  const leg = await line.legs.byId(legId);
  if (leg === null || leg.answeredAt !== null || leg.endedAt !== null) return;
  if (isTaken(session, leg)) return;
  await actOn(line, session, owed, { kind: "hangUp", legId });
}

/** Whose line this is has come into the call by it. */
function isTaken(session: Session, { id, party }: Leg): boolean {
  const { responder, offered } = session.company;
  const { help, transfer } = session;
  const ours = [responder, offered, help.speaker, listenerOf(session, party), transfer];
  return ours.some((one) => one?.legId === id);
}

/** Null: overtaken, and ended. */
async function wanted(line: Line, owed: OwedBySession, duty: Act): Promise<Session | null> {
  const session = await line.store.load(owed.sessionId);
  if (session !== null && stillOwed(session, duty, line.clock.now())) return session;
  await finish(line, owed.id, { how: "overtaken", by: `event ${session?.version ?? 0}` });
  return null;
}

/**
 * Outgoing calls go one at a time, the most urgent first; what waits keeps its lease and looks again, each time also whether it is
 * wanted still: nothing overtaken takes a slot from somebody who waits. Null: nothing is left to do, or somebody else does it.
 */
async function itsTurn(
  line: Line,
  holder: string,
  owed: OwedBySession,
  duty: Act,
): Promise<Session | null> {
  const urgency = gateClass(duty);
  const since = line.clock.now();
  for (;;) {
    const session = await wanted(line, owed, duty);
    if (session === null || urgency === null) return session;
    const now = line.clock.now();
    const lookAgainAt = await line.gate.pass(owed, urgency, now);
    if (lookAgainAt === null) {
      line.metrics.gatePassed(now - since);
      return session;
    }
    await line.clock.until(Math.min(lookAgainAt, now + RENEW_EVERY_MS));
    if (!(await line.store.renew(owed.id, holder, line.clock.now()))) return null;
  }
}

/** A desk or caller call nobody knows the fate of is repeated at once: a second ring is better than none. */
async function stayOwed(line: Line, owed: Owed, err: unknown): Promise<void> {
  const { id, sessionId, duty, attempts } = owed;
  line.metrics.dutyFailed(classOf(owed));
  const urgent = duty.kind === "callDesk" || duty.kind === "callCaller";
  const atOnce = urgent && err instanceof CarrierUnreachable;
  const retryMs = sessionId === null ? LINE_RETRY_MS : RETRY_MS;
  const waitMs = atOnce ? 0 : retryMs * Math.min(attempts, 10);
  const fields = { err, dutyId: id, sessionId, duty: duty.kind, attempts };
  if (err instanceof CarrierRefused || err instanceof CarrierUnreachable) {
    line.log.warn(fields, "The carrier did not do it; it stays owed");
  } else {
    line.log.error(fields, "A duty failed; it stays owed");
  }
  const reason = err instanceof Error ? err.message : String(err);
  await line.store.release(id, reason, line.clock.now() + waitMs);
}
