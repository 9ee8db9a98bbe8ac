import { later, now, owe, record } from "./compose.ts";
import { nothing, type Decision } from "./decision.ts";
import { allCallsFor, callsFor, heardOfIt, live, whoHasIt } from "./desk-calls.ts";
import type { Instant } from "./people.ts";
import type { DeskCall } from "./help.ts";
import { numbersOf, type Session } from "./session.ts";

/** Names the next call that tells a desk: every telling is made once. */
export const nextTelling = (session: Session): number =>
  allCallsFor(session, "answering").length + 1;

/** What a desk answers about an emergency that was called off says nothing of one that came after it. */
export const isBeingTold = ({ help }: Session): boolean =>
  help.answeringSince !== null || help.state === "stoodDown";

/**
 * Desks that still have to hear that the caller answers, or that we called it off. Whoever has it decides, and is told until
 * somebody there has answered for it; after a stand-down every other desk that picked up hears of it too, once
 * (PRACTICE 26): it may have sent somebody.
 */
export function untold(session: Session): readonly string[] {
  const { help } = session;
  const holder = whoHasIt(session);
  const waits = isBeingTold(session) && help.deskStill === null && help.state !== "arrived";
  // Nobody at a voicemail has heard of it.
  const told = callsFor(session, "answering").filter(
    ({ answeredAt, machine }) => answeredAt !== null && !machine,
  );
  const others = help.state === "stoodDown" ? heardOfIt(session) : [];
  return [
    ...(waits && holder !== undefined ? [holder] : []),
    ...others.filter((deskId) => deskId !== holder && !told.some((call) => call.deskId === deskId)),
  ];
}

/** Those of them who are not being told at this moment. */
function toRing(session: Session, at: Instant): readonly string[] {
  const calls = live(callsFor(session, "answering")).filter((call) => !isLost(session, call, at));
  const onCall = new Set(calls.map(({ deskId }) => deskId));
  return untold(session).filter((deskId) => !onCall.has(deskId));
}

/** A call that was overtaken before it was placed, or of which no word ever came: nobody is told by it. */
function isLost(session: Session, { state, slow, rungAt }: DeskCall, at: Instant): boolean {
  if (state !== "rung") return false;
  return slow || rungAt === null || at >= rungAt + numbersOf(session).nextRouteMs;
}

/** Tells them all, whoever has it first (words 11c); looked at again, should word of a call never come. */
export function tellDesks(session: Session, attempt: number, at: Instant): Decision {
  if (attempt !== nextTelling(session)) return nothing;
  const rung = toRing(session, at).map(
    (deskId, index) =>
      ({ deskId, attempt: attempt + index, errand: "answering", beside: index > 0 }) as const,
  );
  return record(
    at,
    rung.map((one) => ({ kind: "deskRung", ...one })),
    [
      ...rung.map((one) => now(at, { kind: "callDesk", ...one })),
      ...(rung.length > 0 ? [lookedAt(session, attempt + rung.length, at)] : []),
    ],
  );
}

const lookedAt = (session: Session, attempt: number, at: Instant) =>
  later(at, numbersOf(session).nextRouteMs, { kind: "tellDesk", attempt } as const);

/** A desk that was being told, and was not reached, is rung again. */
export function tellAgain(session: Session, at: Instant): Decision {
  if (callsFor(session, "answering").length === 0 || toRing(session, at).length === 0)
    return nothing;
  const again = { kind: "tellDesk", attempt: nextTelling(session) } as const;
  return owe(later(at, numbersOf(session).nextRoundMs, again));
}
