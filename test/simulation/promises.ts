import { evolve } from "../../src/domain/session/evolve.ts";
import type { Duty } from "../../src/domain/session/duties.ts";
import type { Instant } from "../../src/domain/session/people.ts";
import { standard } from "../../src/domain/session/policy.ts";
import { helpIsOut, newSession, type Session } from "../../src/domain/session/session.ts";
import type { OutgoingCall } from "../../src/engine/ports.ts";
import type { StoredEvent } from "../../src/engine/ports-store.ts";
import type { Call } from "../support/calls.ts";
import { openSessions } from "../support/memory-store.ts";
import type { DutyRow } from "../support/memory-store.ts";
import type { Network } from "../support/network.ts";
import type { Asking } from "../support/webhooks.ts";
import type { World } from "../support/world.ts";
import { allowance, whatIsOwedComes } from "./allowance.ts";
import { anAnswerCounts, answerReaches, confirmReaches } from "./answers.ts";
import { countedOnce, deadlineSet } from "./bounds.ts";
import {
  neverHungUpOn,
  neverRungWhileBusy,
  nobodyReachesADeadEnd,
  oneResponderOneCaller,
  spokenToWhenAlone,
} from "./company.ts";
import { courtOf, forget, say, type Court } from "./court.ts";
import { goodbyeWasSaid, heardByTheCarrier } from "./endings.ts";
import {
  alwaysOneDeadline,
  callBackOwed,
  deskIsTold,
  helpAsked,
  silenceAsCarried,
  silenceIsBounded,
  takenByAPerson,
  untilTaken,
} from "./help.ts";
import { troublesAreTold, type TroubleTold } from "./vigil.ts";
import { erasedOnTime, neverByOneKey, nothingLeaked, rehearsalsStayApart } from "./outside.ts";

/**
 * The promises of DESIGN 3, each with what judges it and from what. "Carrier" is what the carrier was asked, carried, connected or
 * ended; "books" are the events and rows, where the carrier cannot know. How late is still in time is `allowance`.
 *
 * | promise | judged by | from |
 * |---|---|---|
 * | 1 silence is bounded | `helpAsked`, `silenceAsCarried`; `silenceIsBounded`, `deadlineSet` | carrier: calls asked for, keys carried; books: deadlines |
 * | 2 an answer counts | `answerReaches`, `confirmReaches`, `anAnswerCounts`; `notEarly` in `deadlineSet`; `heardByTheCarrier` | carrier: keys and words carried |
 * | 3 always one deadline | `alwaysOneDeadline`, `mayClose`, `goodbyeWasSaid` | books; carrier: the keys that said goodbye |
 * | 4 softer never gates harder | promise 1, with `wordsFail` and every failed text or announcement costing nothing | carrier |
 * | 5 dispatch until taken | `untilTaken`, `takenByAPerson` | carrier: desk calls, keys pressed there |
 * | 6 only a person calls off | `calledOffByAPerson`, `mayClose`, `deskIsTold` | books: who; carrier: the desk is rung |
 * | 7 one responder, one caller | `oneResponderOneCaller`, `neverRungWhileBusy`, `spokenToWhenAlone` | carrier: conferences, rings, what is heard |
 * | 8 no dead end | `nobodyReachesADeadEnd`, `neverHungUpOn` | carrier: silence, who ended a call, who is rung |
 * | 9 a drop is no goodbye | `callBackOwed`, `goodbyeWasSaid` | carrier: calls asked for, keys pressed |
 * | 10 sealed | `nothingLeaked`, `erasedOnTime` | everything written down outside the vault |
 * | 11 every event is kept | the fold and the prefix in `readOn`, `countedOnce`, `nothingIsForgotten` | books |
 * | 12 rehearsals stay apart | `rehearsalsStayApart`, `neverByOneKey` | carrier: numbers dialled, keys |
 */
export type Judge = {
  /** What was promised and not done; empty while all is well. */
  readonly broken: string[];
  /** How late what was owed came at worst, by promise. */
  readonly worst: ReadonlyMap<string, number>;
  look(): void;
  /** When everybody has gone home. */
  lookAtTheEnd(told: readonly TroubleTold[], calmAt: Instant): void;
  /** What was judged before then is put away. */
  forget(before: Instant): void;
  answerReaches(call: Call, asking: Asking): () => void;
  confirmReaches(sessionId: string, checkIn: number): () => void;
  callRequested(call: OutgoingCall): void;
};

export function judgeOf(world: World, network: Network): Judge {
  const court = courtOf(world, network);
  return {
    broken: court.broken,
    worst: court.worst,
    look: () => look(court),
    forget: (before) => forget(court, before),
    lookAtTheEnd: (told, calmAt) => {
      lookAtTheEnd(court);
      troublesAreTold(court, told, calmAt);
    },
    answerReaches: (call, asking) => answerReaches(court, call, asking),
    confirmReaches: (sessionId, checkIn) => confirmReaches(court, sessionId, checkIn),
    callRequested: (call) => {
      neverRungWhileBusy(court, call);
      rehearsalsStayApart(court, call);
    },
  };
}

function look(court: Court): void {
  const { rows } = court.world;
  for (const sessionId of rows.sessions.keys()) readOn(court, sessionId);
  const duties = dutiesBySession(court);
  for (const { session } of openSessions(rows)) {
    const owed = duties.get(session.id) ?? [];
    silenceIsBounded(court, session);
    silenceAsCarried(court, session);
    alwaysOneDeadline(court, session, owed);
    untilTaken(court, session, owed);
    nobodyReachesADeadEnd(court, session);
  }
  for (const call of court.network.calls) neverHungUpOn(court, call);
  whatIsOwedComes(court);
  oneResponderOneCaller(court);
  nothingIsForgotten(court);
}

/** Events: the whole of a session is compared now and then, and at its end. */
const COMPARE_EVERY = 8;

/** Promise 11: what was read before is still there, and all of it folds into the row. */
function readOn(court: Court, sessionId: string): void {
  const row = court.world.rows.sessions.get(sessionId);
  if (row === undefined) return;
  const fresh = { events: 0, compared: 0, last: null, session: newSession(sessionId, standard) };
  const seen = court.seen.get(sessionId) ?? fresh;
  if (seen.events === row.events.length) return;
  if (seen.last !== null && row.events[seen.events - 1] !== seen.last)
    say(court, "promise 11", sessionId, "an event that was written is no longer there");
  for (const event of row.events.slice(seen.events)) {
    const before = seen.session;
    seen.session = evolve(before, event);
    happened(court, before, seen.session, event);
  }
  seen.events = row.events.length;
  seen.last = row.events.at(-1) ?? null;
  court.seen.set(sessionId, seen);
  countedOnce(court, sessionId, row.events);
  const due = row.session.closed !== null || seen.events >= seen.compared + COMPARE_EVERY;
  if (!due) return;
  seen.compared = seen.events;
  if (JSON.stringify(seen.session) !== JSON.stringify(row.session))
    say(court, "promise 11", sessionId, "its events do not fold into its row");
}

function dutiesBySession({ world }: Court): Map<string, Duty[]> {
  const bySession = new Map<string, Duty[]>();
  for (const id of world.rows.open) {
    const row = world.rows.duties.get(id);
    if (row === undefined || row.owed.sessionId === null) continue;
    const { sessionId, duty } = row.owed;
    const known = bySession.get(sessionId);
    if (known === undefined) bySession.set(sessionId, [duty]);
    else known.push(duty);
  }
  return bySession;
}

/** What each event obliges the line to, and what no event may do. */
function happened(court: Court, before: Session, after: Session, event: StoredEvent): void {
  deadlineSet(court, before, after, event);
  heardByTheCarrier(court, after, event);
  switch (event.kind) {
    case "helpAsked":
      neverByOneKey(court, after.id, event);
      return helpAsked(court, before, after, event);
    case "lineLost":
      return callBackOwed(court, before, after, event);
    case "checkInMissed":
      court.missed.add(`${after.id} ${before.watch?.checkIn}`);
      for (const answer of court.answers.values()) anAnswerCounts(court, answer);
      return;
    case "helpTaken":
      return takenByAPerson(court, after, event);
    case "responderLost":
      return spokenToWhenAlone(court, after, event);
    case "sessionClosed":
      return mayClose(court, before, event);
    case "watchEnded":
      return goodbyeWasSaid(court, after, event);
    case "helpStoodDown":
      calledOffByAPerson(court, before, event);
      return deskIsTold(court, after, event);
    default:
      return;
  }
}

function mayClose(court: Court, before: Session, { by }: { by: string }): void {
  if (before.watch !== null)
    say(court, "promise 3", before.id, `closed by ${by} with the watch open`);
  if (helpIsOut(before)) say(court, "promise 6", before.id, "closed with help out");
}

/** The person at a desk who was told that the caller answers may say that nobody is sent (PRACTICE 26). */
function calledOffByAPerson(court: Court, { id, help }: Session, { by }: { by: string }): void {
  const person =
    by === "supervisor" ||
    court.world.rows.staff.has(by) ||
    (by.startsWith("desk:") && help.answeringSince !== null);
  if (!person) say(court, "promise 6", id, `called off by ${by}`);
}

const FORGOTTEN_MS = 30_000;

function nothingIsForgotten(court: Court): void {
  const { world } = court;
  const now = world.time.now();
  for (const id of world.rows.open) {
    const row = world.rows.duties.get(id);
    if (row !== undefined && isForgotten(court, row, now))
      say(court, "promise 11", row.owed.sessionId ?? "", `${row.owed.duty.kind} is forgotten`);
  }
}

function isForgotten(court: Court, { owed, heldUntil, lastError }: DutyRow, now: number): boolean {
  const { dueAt } = owed.duty;
  if (now - dueAt <= FORGOTTEN_MS || lastError !== null) return false;
  if (heldUntil !== null && now - heldUntil <= 5_000) return false;
  return now - dueAt > FORGOTTEN_MS + allowance(court, { role: "", dueAt });
}

/** `ringForCover` comes again and again, until somebody is back. */
const FAR_OFF: ReadonlySet<string> = new Set([
  "erasePlan",
  "debrief",
  "ringForCover",
  "eraseExpired",
]);

function lookAtTheEnd(court: Court): void {
  const { world, network } = court;
  for (const id of world.rows.open) {
    const duty = world.rows.duties.get(id)?.owed;
    if (duty !== undefined && !FAR_OFF.has(duty.duty.kind))
      say(court, "at the end", duty.sessionId ?? "", `${duty.duty.kind} is still owed`);
  }
  for (const call of network.calls)
    if (call.state !== "over")
      say(court, "at the end", call.leg?.sessionId ?? "", `${call.sid} is still ${call.state}`);
  for (const { session } of world.rows.sessions.values())
    if (session.closed === null) say(court, "at the end", session.id, "is open");
  nothingLeaked(court);
  erasedOnTime(court);
}
