import { inTurn, later, now, owe, record, when } from "./compose.ts";
import { armed, intervalMs, movesTo, nextCheckIn } from "./deadlines.ts";
import { nothing, refuse, type Decision } from "./decision.ts";
import type { Duty } from "./duties.ts";
import type { EventBody, Moves } from "./events.ts";
import type { Instant } from "./people.ts";
import { closeSession } from "./closing.ts";
import { rulesOf } from "./kinds.ts";
import { hungUpOnThird, isLeftToThem, isTheirGoodbye } from "./transfer.ts";
import { callThemNow, OVER_AFTER_MS, REMINDED_EVERY_MS, sought } from "./promised-call.ts";
import { restrictionOf } from "./restricted.ts";
import { helpIsOut, numbersOf, type Session } from "./session.ts";
import { answeredLate } from "./answers.ts";

/** The caller's line went. Not a goodbye (promise 9): after use began they are called back and help has a deadline. */
export function lineDropped(session: Session, at: Instant): Decision {
  const isGoodbye = isTheirGoodbye(session, at) || (isLeftToThem(session) && !owedACall(session));
  if (isGoodbye) return hungUpOnThird(session, at);
  if (session.watch === null && !owedACall(session)) return left(session, at);
  const settled = isSettled(session, at);
  const moves = session.watch === null || helpIsOut(session) ? null : reach(session, settled, at);
  return record(
    at,
    [{ kind: "lineLost", settled, moves }],
    [...(moves === null ? [] : armed(moves)), ...lookingForThem(session, moves, at)],
  );
}

/** Before use, only somebody who asked for it is called back: by giving a number, or by asking for help (PRACTICE 19). With a worry for their life people decide (28). */
const owedACall = (session: Session): boolean =>
  wantsCall(session) ||
  helpIsOut(session) ||
  session.company.state === "with" ||
  mayHarmThemselves(session);

/** Once help is with them, nobody rings the phone in their pocket; nor whoever only tried the line, or abused it. */
function wantsCall({ plan, emergency, help, kind, concerns }: Session): boolean {
  const asked = plan.numberGiven && (rulesOf(kind).callsBack || concerns.length > 0);
  return (asked || emergency) && help.state !== "arrived";
}

function left(session: Session, at: Instant): Decision {
  const outcome = session.help.state === "none" ? "left" : "unknown";
  return inTurn(
    session,
    () => record(at, [{ kind: "callerLeft" }]),
    (s) => closeSession(s, { outcome, by: "caller" }, at),
  );
}

/** On the line, being called back, or watched over: somebody is to be found for them. */
export function isWaitedFor(session: Session): boolean {
  const { caller, watch } = session;
  if (caller.lost === null || watch !== null || helpIsOut(session)) return true;
  if (mayHarmThemselves(session)) return true;
  const triesLeft = caller.lost.tries < numbersOf(session).callBackSettledTries;
  return wantsCall(session) && (triesLeft || caller.pickedUp !== null);
}

const mayHarmThemselves = ({ concerns }: Session): boolean => concerns.includes("selfHarm");

/** Planned time past, the last two answers prompt, no concern: a drop that may well be a goodbye. */
function isSettled(session: Session, at: Instant): boolean {
  const { watch, concerns } = session;
  if (watch === null || concerns.length > 0) return false;
  return at >= watch.plannedEndAt && watch.pace === "steady" && watch.prompt >= 2;
}

/** It replaces the check-in deadline; only "gone quiet", a responder's own worry, stays where that is sooner. */
function reach(session: Session, settled: boolean, at: Instant): Moves {
  const n = numbersOf(session);
  const wait = at + (settled ? n.reachSettledMs : n.reachMs);
  const standing = session.watch?.deadline;
  const worried = standing?.kind === "quiet" || standing?.kind === "asked";
  const helpAt = worried ? Math.min(wait, standing.helpAt ?? wait) : wait;
  return movesTo(session, { kind: "reach", dueAt: at, helpAt });
}

function lookingForThem(session: Session, moves: Moves | null, at: Instant): readonly Duty[] {
  const n = numbersOf(session);
  const watched = session.watch !== null || helpIsOut(session);
  const until = moves?.deadline.helpAt ?? null;
  const text = { kind: "text", to: "caller", words: "callBackText", until } as const;
  const callBack = { kind: "callBackNext", lostAt: at, attempt: 1 } as const;
  const called = watched || wantsCall(session);
  const worried = mayHarmThemselves(session);
  // Not called, they are thought of all the same: after the last try that there would be.
  const asTried = { ...callBack, attempt: n.callBackSettledTries + 1 };
  return [
    now(at, { kind: "rememberNumber", until: at + n.planKeptMs }),
    ...(called ? [later(at, n.callBackFirstMs, callBack)] : []),
    ...(worried && !called ? [later(at, REMINDED_EVERY_MS, asTried)] : []),
    ...(session.plan.mayText && watched ? [now(at, text)] : []),
    ...(watched || worried ? [now(at, { kind: "page", because: "lineLost" } as const)] : []),
  ];
}

/** The next try to reach them. Settled: five, then people decide until the deadline. Otherwise until somebody is reached. */
export function callBackNext(
  session: Session,
  alarm: { lostAt: Instant; attempt: number },
  at: Instant,
): Decision {
  const { lost } = session.caller;
  if (lost === null || lost.at !== alarm.lostAt || alarm.attempt <= lost.tries) return nothing;
  const n = numbersOf(session);
  const few = lost.settled || session.watch === null;
  if (few && alarm.attempt > n.callBackSettledTries) return givenUp(session, alarm, at);
  const everyMs = lost.settled ? n.callBackSettledEveryMs : n.callBackEveryMs;
  const { attempt, lostAt } = alarm;
  const again = later(at, everyMs, { kind: "callBackNext", lostAt, attempt: attempt + 1 });
  const call =
    session.caller.pickedUp === null ? [now(at, { kind: "callCaller", attempt } as const)] : [];
  return record(at, [{ kind: "callBackTried", attempt }], [...call, again]);
}

type Tried = { readonly lostAt: Instant; readonly attempt: number };

function givenUp(session: Session, tried: Tried, at: Instant): Decision {
  if (session.watch !== null) return owe(now(at, { kind: "page", because: "reachSettled" }));
  const inHand = session.company.state === "with" || helpIsOut(session);
  if (mayHarmThemselves(session)) return stillWorried(session, { ...tried, inHand }, at);
  return inHand ? nothing : closeSession(session, { outcome: "unknown", by: "line" }, at);
}

/**
 * A worry that somebody may harm themselves is no end of it: a person decides what comes next, and supervisors are told so every
 * half hour (PRACTICE 28). After half a day it is closed like a call that was promised, and where they were is erased.
 */
function stillWorried(
  session: Session,
  { lostAt, attempt, inHand }: Tried & { readonly inHand: boolean },
  at: Instant,
): Decision {
  if (!inHand && at >= lostAt + OVER_AFTER_MS) {
    return closeSession(session, { outcome: "unknown", by: "line" }, at);
  }
  return owe(
    ...(inHand ? [] : [now(at, { kind: "page", because: "selfHarm" })]),
    later(at, REMINDED_EVERY_MS, { kind: "callBackNext", lostAt, attempt: attempt + 1 }),
  );
}

/** A person has them called once more, between two calls of ours or after the last. */
export function callCallerNow(session: Session, by: string, at: Instant): Decision {
  const { caller } = session;
  if (caller.on === "gone" && caller.callBackBy !== null) return callThemNow(session, by, at);
  if (caller.on === "line" || caller.lost === null) return refuse("lineNotLost");
  if (!caller.numberKnown) return refuse("noNumber");
  if (caller.pickedUp !== null) return nothing;
  const attempt = caller.lost.tries;
  return record(at, [{ kind: "callBackOrdered", by }], [now(at, { kind: "callCaller", attempt })]);
}

/** Picked up is not an answer: a responder present hears for themselves, otherwise a key is asked for. */
export function callBackPickedUp(session: Session, legId: string, at: Instant): Decision {
  const { caller } = session;
  if (caller.on === "line" || caller.pickedUp === legId) return nothing;
  if (caller.callBackBy !== null)
    return lineRestored(session, { legId, how: "callBack", by: "caller" }, at);
  return record(at, [{ kind: "callBackPickedUp", legId }]);
}

type Restored = {
  readonly legId: string;
  readonly how: "callBack" | "redial";
  readonly by: string;
};

/** They are back: on their key, or when the responder hears them and says so. */
export function lineRestored(
  session: Session,
  { legId, how, by }: Restored,
  at: Instant,
): Decision {
  if (session.caller.on === "line") return nothing;
  return inTurn(
    session,
    () =>
      record(
        at,
        [{ kind: "lineRestored", legId, how }, ...notThem(session, legId)],
        [
          now(at, { kind: "forgetNumber" }),
          now(at, { kind: "endLegs", role: "caller", except: legId }),
        ],
      ),
    when(helpIsOut(session), (s) => answeredLate(s, at)),
    when(!helpIsOut(session) && session.watch !== null, (s) => resume(s, by, at)),
    // A call of ours that rang on after another went unanswered: by then nobody was with them, nor being found.
    (s) => (restrictionOf(s) === null ? sought(s, "line", at) : nothing),
  );
}

/** Whoever was being asked on another line is not the caller, who is here. */
function notThem({ redial }: Session, legId: string): readonly EventBody[] {
  if (redial === null || redial.state === "declined" || redial.legId === legId) return [];
  return [{ kind: "redialDeclined", legId: redial.legId }];
}

function resume(session: Session, by: string, at: Instant): Decision {
  const { watch } = session;
  if (watch === null) return nothing;
  const moves = nextCheckIn(session, intervalMs(session, watch, at), at);
  const { plannedEndAt } = watch;
  const how = by === "caller" ? "key" : "responder";
  const kept = {
    kind: "checkInKept",
    by,
    how,
    prompt: true,
    armed: null,
    plannedEndAt,
    moves,
  } as const;
  return record(at, [kept], armed(moves));
}
