import type { Call } from "../support/calls.ts";
import { evolve } from "../../src/domain/session/evolve.ts";
import type { Duty } from "../../src/domain/session/duties.ts";
import type { Instant, Role } from "../../src/domain/session/people.ts";
import { standard } from "../../src/domain/session/policy.ts";
import {
  helpIsOut,
  newSession,
  numbersOf,
  type Session,
} from "../../src/domain/session/session.ts";
import type { OutgoingCall, StoredEvent } from "../../src/engine/ports.ts";
import type { DutyRow } from "../support/memory-store.ts";
import type { Network } from "../support/network.ts";
import type { Asking } from "../support/webhooks.ts";
import type { World } from "../support/world.ts";
import { anAnswerCounts, answerReaches, confirmReaches } from "./answers.ts";
import { countedOnce, deadlineSet } from "./bounds.ts";
import { ON_ITS_WAY_MS, say, stored, type Awaited, type Court } from "./court.ts";

const FAILURE_MS = 5_000;
/** Losing the queue for a whole night is one failure; a crash beside it is another. */
const SECOND_FAILURE_MS = 3_000;
const SLOT_MS = 1_000;
/** A call that passed the gate the moment before holds it for this long. */
const GATE_BUSY_MS = 1_000;
const FORGOTTEN_MS = 30_000;

export type Judge = {
  /** What was promised and not done; empty while all is well. */
  readonly broken: string[];
  look(): void;
  /** When everybody has gone home. */
  lookAtTheEnd(): void;
  answerReaches(call: Call, asking: Asking): () => void;
  confirmReaches(sessionId: string, checkIn: number): () => void;
  callRequested(call: OutgoingCall): void;
};

export function judgeOf(world: World, network: Network): Judge {
  const court: Court = {
    world,
    network,
    broken: [],
    seen: new Map(),
    owing: [],
    answers: new Map(),
    missed: new Set(),
    lasting: new Map(),
  };
  return {
    broken: court.broken,
    look: () => look(court),
    lookAtTheEnd: () => lookAtTheEnd(court),
    answerReaches: (call, asking) => answerReaches(court, call, asking),
    confirmReaches: (sessionId, checkIn) => confirmReaches(court, sessionId, checkIn),
    callRequested: (call) => neverRungWhileBusy(court, call),
  };
}

function look(court: Court): void {
  const { rows } = court.world;
  for (const [sessionId, row] of rows.sessions) {
    const seen = court.seen.get(sessionId) ?? {
      events: 0,
      session: newSession(sessionId, standard),
    };
    for (const event of row.events.slice(seen.events)) {
      const before = seen.session;
      seen.session = evolve(before, event);
      happened(court, before, seen.session, event);
    }
    if (seen.events === row.events.length) continue;
    seen.events = row.events.length;
    court.seen.set(sessionId, seen);
    countedOnce(court, sessionId, row.events);
    if (JSON.stringify(seen.session) !== JSON.stringify(row.session))
      say(court, "promise 11", sessionId, "its events do not fold into its row");
  }
  const duties = dutiesBySession(court);
  for (const { session } of rows.sessions.values()) {
    if (session.closed !== null) continue;
    const owed = duties.get(session.id) ?? [];
    silenceIsBounded(court, session);
    alwaysOneDeadline(court, session, owed);
    untilTaken(court, session, owed);
  }
  whatIsOwedComes(court);
  oneResponderOneCaller(court);
  nothingIsForgotten(court);
}

function dutiesBySession({ world }: Court): Map<string, Duty[]> {
  const bySession = new Map<string, Duty[]>();
  for (const id of world.rows.open) {
    const row = world.rows.duties.get(id);
    if (row === undefined) continue;
    const { sessionId, duty } = row.owed;
    bySession.set(sessionId, [...(bySession.get(sessionId) ?? []), duty]);
  }
  return bySession;
}

/** What each event obliges the line to, and what no event may do. */
function happened(court: Court, before: Session, after: Session, event: StoredEvent): void {
  deadlineSet(court, before, after, event);
  if (event.kind === "helpAsked") helpAsked(court, before, after, event);
  if (event.kind === "lineLost") callBackOwed(court, before, after, event);
  if (event.kind === "checkInMissed") {
    court.missed.add(`${after.id} ${before.watch?.checkIn}`);
    for (const answer of court.answers.values()) anAnswerCounts(court, answer);
  }
  if (event.kind === "sessionClosed") mayClose(court, before, event);
  const goodbye = event.kind === "watchEnded" && event.because === "goodbye";
  if (goodbye && !endsByGoodbye(court, after, event))
    say(court, "promise 9", after.id, "the watch ended without a goodbye");
  if (event.kind === "helpStoodDown" && !isPerson(court, before, event.by))
    say(court, "promise 6", after.id, `called off by ${event.by}`);
}

function mayClose(court: Court, before: Session, { by }: { by: string }): void {
  if (before.watch !== null)
    say(court, "promise 3", before.id, `closed by ${by} with the watch open`);
  if (helpIsOut(before)) say(court, "promise 6", before.id, "closed with help out");
}

/** The person at a desk who was told that the caller answers may say that nobody is sent (PRACTICE 26). */
const isPerson = ({ world }: Court, { help }: Session, by: string): boolean =>
  by === "supervisor" ||
  world.rows.staff.has(by) ||
  (by.startsWith("desk:") && help.answeringSince !== null);

function endsByGoodbye({ world }: Court, { id }: Session, event: StoredEvent): boolean {
  const events = world.rows.sessions.get(id)?.events ?? [];
  return events.some((said) => said.kind === "goodbyeSaid" && said.cause === event.cause);
}

/** Promise 1: the first leg of the help the plan names. */
function helpAsked(
  court: Court,
  before: Session,
  after: Session,
  event: StoredEvent & { kind: "helpAsked" },
): void {
  const { plan } = after;
  const silentUntil = before.watch?.deadline.helpAt ?? event.at;
  const dueAt = event.by === "silence" ? Math.min(silentUntil, event.at) : event.at;
  const called = (role: string, from: Instant) => (session: Session) =>
    session.help.state !== "asked" || wasRequested(court, session.id, role, from);
  const owe = (role: string, by: Instant): void => {
    const isKept = called(role, event.at - ON_ITS_WAY_MS);
    const promise = `promise 1 (${role})`;
    court.owing.push({ promise, role, sessionId: after.id, dueAt: by, isKept });
  };
  if (plan.help === "trusted") return owe("trusted", dueAt);
  if (plan.help === "nobody" || plan.desks.length === 0) return owe("page", dueAt);
  if (!plan.trustedFirst || !plan.trustedPerson) return owe("desk", dueAt);
  owe("trusted", dueAt);
  owe("desk", event.at + numbersOf(after).trustedFirstMs);
}

function wasRequested(court: Court, sessionId: string, role: string, from: Instant): boolean {
  const { world, network } = court;
  if (role === "page")
    return world.lineEvents.some(
      ({ kind, subject, at }) => kind === "paged" && subject === sessionId && at >= from,
    );
  return network.requests.some(
    ({ leg, at }) => leg.sessionId === sessionId && leg.role === role && at >= from,
  );
}

/** Promise 9: a line lost while watched is rung at 5 s, if there is a number. */
function callBackOwed(court: Court, before: Session, after: Session, { at }: StoredEvent): void {
  const number = court.world.plans.get(after.id)?.callerNumber ?? null;
  if (before.watch === null || number === null) return;
  const isKept = (session: Session): boolean =>
    session.caller.on !== "lost" ||
    session.caller.lost?.at !== at ||
    session.caller.pickedUp !== null ||
    wasRequested(court, session.id, "caller", at);
  court.owing.push({
    promise: "promise 9 (call-back)",
    role: "caller",
    sessionId: after.id,
    dueAt: at + numbersOf(after).callBackFirstMs,
    isKept,
  });
}

function whatIsOwedComes(court: Court): void {
  const { owing, world } = court;
  for (const [index, owed] of [...owing.entries()].toReversed()) {
    const session = stored(court, owed.sessionId);
    if (session === null || session.closed !== null || owed.isKept(session)) {
      owing.splice(index, 1);
    } else if (world.time.now() > owed.dueAt + allowance(court, owed)) {
      say(
        court,
        owed.promise,
        owed.sessionId,
        `not by ${(world.time.now() - owed.dueAt) / 1_000} s`,
      );
      owing.splice(index, 1);
    }
  }
}

/** Whom the gate lets go before a call of this role. */
const AHEAD: Readonly<Record<string, readonly Role[]>> = {
  desk: ["desk"],
  caller: ["desk", "speaker", "caller"],
  trusted: ["desk", "speaker", "caller", "trusted"],
};

/** One failure, and one slot of the gate for each call that goes before it. */
function allowance({ world, network }: Court, { role, dueAt }: Awaited): number {
  const { faults } = world;
  const second = !faults.queue && faults.crash > 0 ? SECOND_FAILURE_MS : 0;
  const first = AHEAD[role] ?? [];
  const ahead = network.requests.filter(
    ({ leg, at }) => first.includes(leg.role) && at > dueAt - SLOT_MS,
  );
  return FAILURE_MS + second + GATE_BUSY_MS + ahead.length * SLOT_MS;
}

function silenceIsBounded(court: Court, session: Session): void {
  const { watch } = session;
  const helpAt = watch?.deadline.helpAt ?? null;
  if (watch === null || helpAt === null || helpIsOut(session)) return;
  const late = court.world.time.now() - helpAt;
  if (late > allowance(court, { sessionId: session.id, role: "desk", dueAt: helpAt }))
    say(court, "promise 1", session.id, `check-in ${watch.checkIn} is ${late / 1_000} s late`);
}

function alwaysOneDeadline(court: Court, session: Session, owed: readonly Duty[]): void {
  const { watch, help } = session;
  if (watch === null) return;
  const { helpAt } = watch.deadline;
  const hard = owed.filter((duty) => duty.kind === "sendHelp" && duty.checkIn === watch.checkIn);
  if (helpAt !== null && (hard.length !== 1 || hard[0]?.dueAt !== helpAt))
    say(court, "promise 3", session.id, `check-in ${watch.checkIn} has ${hard.length} alarms`);
  const spoken = owed.some(
    (duty) => duty.kind === "openLine" && duty.turn === help.openLineTurn + 1,
  );
  if (helpAt === null && !(helpIsOut(session) && spoken))
    say(court, "promise 3", session.id, `a watch without a deadline, help ${help.state}`);
}

function untilTaken(court: Court, session: Session, owed: readonly Duty[]): void {
  const { help, plan } = session;
  if (help.state === "taken") {
    const arrival = owed.some(
      (duty) => duty.kind === "arrival" && duty.dueAt === help.arrivalDueAt,
    );
    if (!arrival) say(court, "promise 5", session.id, "nobody is to ask whether help is there");
  }
  const wanted = help.state === "asked" && plan.help === "ambulance" && plan.desks.length > 0;
  const underWay =
    owed.some(({ kind }) => kind === "callDesk" || kind === "deskAfterTrusted") ||
    court.network.calls.some(
      ({ leg, state }) => leg?.sessionId === session.id && leg.role === "desk" && state !== "over",
    );
  const roundMs = numbersOf(session).nextRoundMs;
  neverLasts(court, `promise 5 ${session.id}`, {
    isSo: wanted && !underWay,
    mostMs: roundMs + FAILURE_MS + SECOND_FAILURE_MS,
    say: () => say(court, "promise 5", session.id, "no desk is rung, nor about to be"),
  });
}

type Lasting = { readonly isSo: boolean; readonly mostMs: number; readonly say: () => void };

function neverLasts({ lasting, world }: Court, key: string, { isSo, mostMs, say }: Lasting): void {
  const now = world.time.now();
  if (!isSo) {
    lasting.delete(key);
    return;
  }
  const since = lasting.get(key) ?? now;
  lasting.set(key, since);
  if (now - since > mostMs) say();
}

/** Promise 7, from what the carrier connects and from what the line believes. */
function oneResponderOneCaller(court: Court): void {
  const { world, network } = court;
  const within = new Map<string, string>();
  for (const { session } of world.rows.sessions.values()) {
    if (session.closed !== null) continue;
    const there = network.inConference(session.id).filter(({ leg }) => leg?.role === "responder");
    neverLasts(court, `promise 7 ${session.id}`, {
      isSo: new Set(there.map(({ leg }) => leg?.party)).size > 1,
      mostMs: 10_000,
      say: () => say(court, "promise 7", session.id, "two responders stay with one caller"),
    });
    losersAreTold(court, session);
    const ownSpeaker = session.help.speaker?.state === "up" ? session.help.speaker.staffId : null;
    for (const staffId of new Set([session.company.responder?.staffId, ownSpeaker])) {
      if (staffId === undefined || staffId === null) continue;
      if (within.has(staffId)) say(court, "promise 7", session.id, `${staffId} is in two sessions`);
      within.set(staffId, session.id);
    }
  }
}

/** Whoever else was rung, or picked up too, is let go. */
function losersAreTold(court: Court, { id, company }: Session): void {
  const others = court.network.calls.some(
    ({ leg, state }) =>
      leg?.sessionId === id &&
      leg.role === "responder" &&
      leg.id !== company.responder?.legId &&
      state !== "over",
  );
  neverLasts(court, `promise 7, losers ${id}`, {
    isSo: others && company.state === "with" && company.search === null,
    mostMs: 12_000,
    say: () => say(court, "promise 7", id, "somebody is still rung for a caller who has company"),
  });
}

function neverRungWhileBusy(court: Court, { leg }: OutgoingCall): void {
  const { world, network } = court;
  const { party, role, sessionId } = leg;
  if (party === null || (role !== "responder" && role !== "speaker")) return;
  for (const { session } of world.rows.sessions.values()) {
    if (session.closed === null && session.company.responder?.staffId === party)
      say(court, "promise 7", sessionId ?? "", `${party} is rung while in ${session.id.slice(-4)}`);
  }
  const twice = network.calls.some(
    (call) =>
      call.leg?.party === party && call.state !== "over" && call.leg.sessionId !== sessionId,
  );
  if (twice) say(court, "promise 7", sessionId ?? "", `${party} has two calls at once`);
}

function nothingIsForgotten(court: Court): void {
  const { world } = court;
  const now = world.time.now();
  const isForgotten = ({ owed, heldUntil, lastError }: DutyRow): boolean =>
    now - owed.duty.dueAt > FORGOTTEN_MS &&
    lastError === null &&
    (heldUntil === null || now - heldUntil > FAILURE_MS);
  for (const id of world.rows.open) {
    const row = world.rows.duties.get(id);
    if (row !== undefined && isForgotten(row))
      say(court, "promise 11", row.owed.sessionId, `${row.owed.duty.kind} is forgotten`);
  }
}

const FAR_OFF: ReadonlySet<string> = new Set(["erasePlan", "debrief"]);

function lookAtTheEnd(court: Court): void {
  const { world, network } = court;
  for (const id of world.rows.open) {
    const duty = world.rows.duties.get(id)?.owed;
    if (duty !== undefined && !FAR_OFF.has(duty.duty.kind))
      say(court, "at the end", duty.sessionId, `${duty.duty.kind} is still owed`);
  }
  for (const call of network.calls)
    if (call.state !== "over")
      say(court, "at the end", call.leg?.sessionId ?? "", `${call.sid} is still ${call.state}`);
  for (const { session } of world.rows.sessions.values())
    if (session.closed === null) say(court, "at the end", session.id, "is open");
}
