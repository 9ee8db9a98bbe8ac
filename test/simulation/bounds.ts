import type { Deadline } from "../../src/domain/session/events.ts";
import type { Session } from "../../src/domain/session/session.ts";
import type { StoredEvent } from "../../src/engine/ports-store.ts";
import { say, type Court } from "./court.ts";

const seconds = (n: number): number => n * 1_000;

/** The furthest off help may be when a deadline is set: PRACTICE 8, 10, 12, 13 and 19, written apart from the protocol. */
const FURTHEST_MS: Readonly<Record<Deadline["kind"], number>> = {
  checkIn: seconds(120 + 60),
  away: seconds(180 + 60),
  quiet: seconds(40),
  asked: seconds(10),
  reach: seconds(90),
  open: Infinity,
};
const SETTLED_MS = seconds(600);
/** Two processes may disagree on the time by this much. */
const SKEW_MS = 100;

/** Promise 1: no event sets a deadline further off than the practice knows, and none that an answer moved comes early. */
export function deadlineSet(
  court: Court,
  before: Session,
  after: Session,
  event: StoredEvent,
): void {
  const { id, watch, caller } = after;
  if (event.kind === "checkInMissed") notEarly(court, before, event);
  if (watch === null || watch.checkIn === before.watch?.checkIn) return;
  const { kind, helpAt } = watch.deadline;
  const furthest =
    kind === "reach" && caller.lost?.settled === true ? SETTLED_MS : FURTHEST_MS[kind];
  if (helpAt !== null && helpAt - event.at > furthest)
    say(court, "promise 1", id, `${kind}: help only in ${(helpAt - event.at) / 1_000} s`);
}

/** Promise 2: help for silence never comes before the deadline that stands. */
function notEarly(court: Court, { id, watch }: Session, { at }: StoredEvent): void {
  const helpAt = watch?.deadline.helpAt ?? null;
  if (helpAt === null || at < helpAt - SKEW_MS)
    say(court, "promise 2", id, `check-in ${watch?.checkIn} was missed before its time`);
}

/** Promise 11: one cause is one commit; what comes again with the same id changes nothing. */
export function countedOnce(court: Court, sessionId: string, events: readonly StoredEvent[]): void {
  const known = new Map<string, number>();
  for (const { cause, seq } of events) {
    const last = known.get(cause) ?? seq - 1;
    if (last !== seq - 1) say(court, "promise 11", sessionId, `${cause} was counted twice`);
    known.set(cause, seq);
  }
}
