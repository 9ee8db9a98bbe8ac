import type { Duty } from "../../src/domain/session/duties.ts";
import type { Instant } from "../../src/domain/session/people.ts";
import {
  helpChosen,
  helpIsOut,
  numbersOf,
  type Session,
} from "../../src/domain/session/session.ts";
import type { StoredEvent } from "../../src/engine/ports-store.ts";
import { allowance, neverLasts } from "./allowance.ts";
import { ON_ITS_WAY_MS, say, type Court } from "./court.ts";

/** Promise 1: the first leg of the help the plan names. */
export function helpAsked(
  court: Court,
  before: Session,
  after: Session,
  event: StoredEvent & { kind: "helpAsked" },
): void {
  const { plan } = after;
  const silentUntil = before.watch?.deadline.helpAt ?? event.at;
  const dueAt = event.by === "silence" ? Math.min(silentUntil, event.at) : event.at;
  const owe = (role: string, by: Instant): void => {
    const from = event.at - ON_ITS_WAY_MS;
    const isMoot = ({ help }: Session): boolean =>
      help.state !== "asked" || (role === "trusted" && isComing(before));
    const keptAt = (session: Session) =>
      isMoot(session) ? "moot" : requestedAt(court, session.id, role, from);
    const promise = `promise 1 (${role})`;
    court.owing.push({ promise, role, sessionId: after.id, dueAt: by, keptAt });
  };
  const chosen = helpChosen(after);
  if (chosen === "trusted") return owe("trusted", dueAt);
  if (chosen === "nobody" || plan.desks.length === 0) return owe("page", dueAt);
  if (!plan.trustedFirst || !plan.trustedPerson) return owe("desk", dueAt);
  owe("trusted", dueAt);
  owe("desk", event.at + numbersOf(after).trustedFirstMs);
}

/** Called before help was: they are rung already, or said what they do. */
const isComing = ({ help }: Session): boolean =>
  help.trusted === "ringing" || help.trusted === "going" || help.trusted === "talk";

/** When the carrier was first asked for such a call since `from`, or people were told. */
export function requestedAt(
  { world, network }: Court,
  sessionId: string,
  role: string,
  from: Instant,
): Instant | null {
  if (role === "page")
    return (
      world.lineEvents.find(
        ({ kind, subject, at }) => kind === "paged" && subject === sessionId && at >= from,
      )?.at ?? null
    );
  const asked = network.requests.find(
    ({ leg, at }) => leg.sessionId === sessionId && leg.role === role && at >= from,
  );
  return asked?.at ?? null;
}

/** Promise 9: a line lost while watched is rung at 5 s, if there is a number. */
export function callBackOwed(
  court: Court,
  before: Session,
  after: Session,
  { at }: StoredEvent,
): void {
  const number = court.world.plans.get(after.id)?.callerNumber ?? null;
  if (before.watch === null || number === null) return;
  const keptAt = (session: Session) => {
    const { on, lost, pickedUp } = session.caller;
    if (on !== "lost" || lost?.at !== at || pickedUp !== null) return "moot";
    return requestedAt(court, session.id, "caller", at);
  };
  court.owing.push({
    promise: "promise 9 (call-back)",
    role: "caller",
    sessionId: after.id,
    dueAt: at + numbersOf(after).callBackFirstMs,
    keptAt,
  });
}

/** Promise 6: whoever had it hears that it was called off. */
export function deskIsTold(court: Court, after: Session, { at }: StoredEvent): void {
  const { desks, earlier, takenBy } = after.help;
  const heard = desks
    .slice(earlier)
    .some(({ errand, answeredAt }) => errand !== "answering" && answeredAt !== null);
  if (takenBy === null && !heard) return;
  const keptAt = (session: Session) => {
    const { help } = session;
    const talking = court.network.live().some(({ legId }) => {
      const leg = legId === null ? undefined : court.world.rows.legs.get(legId);
      return leg?.role === "desk" && leg.sessionId === session.id;
    });
    if (help.state !== "stoodDown" || help.deskStill !== null || talking) return "moot";
    return requestedAt(court, session.id, "desk", at - ON_ITS_WAY_MS);
  };
  const owed = { promise: "promise 6 (desk told)", role: "desk", sessionId: after.id };
  court.owing.push({ ...owed, dueAt: at + numbersOf(after).nextRoundMs, keptAt });
}

/** Promise 5: only a key that somebody there pressed, or a named person of ours. */
export function takenByAPerson(court: Court, { id }: Session, { by }: { by: string }): void {
  const { world, network } = court;
  if (by === "supervisor" || world.rows.staff.has(by)) return;
  const pressed = network.calls.some((call) => {
    const leg = call.legId === null ? undefined : world.rows.legs.get(call.legId);
    const theirs = leg?.role === "desk" && leg.sessionId === id && by === `desk:${leg.party}`;
    return theirs && call.pressed.some(({ digits, ask }) => ask === "brief" && digits === "1");
  });
  if (!pressed) say(court, "promise 5", id, `taken by ${by}, where nobody pressed a key`);
}

export function silenceIsBounded(court: Court, session: Session): void {
  const { watch } = session;
  const helpAt = watch?.deadline.helpAt ?? null;
  if (watch === null || helpAt === null || helpIsOut(session)) return;
  const late = court.world.time.now() - helpAt;
  if (late > 0 && late > allowance(court, { role: "desk", dueAt: helpAt }))
    say(court, "promise 1", session.id, `check-in ${watch.checkIn} is ${late / 1_000} s late`);
}

/** Three minutes away or agreed, and the grace; what the line believes of its deadlines does not come into it. */
const LONGEST_MS = 240_000;

/** Promise 1, as the carrier saw it: since the last key, word or click for this caller, somebody was asked for help. */
export function silenceAsCarried(court: Court, session: Session): void {
  const last = court.lastAnswer.get(session.id);
  if (session.watch === null || last === undefined || helpIsOut(session)) return;
  const { lost } = session.caller;
  const reachMs = lost === null ? 0 : lost.settled || lost.extended ? 600_000 : 90_000;
  const dueAt = Math.max(last + LONGEST_MS, lost === null ? 0 : lost.at + reachMs + LONGEST_MS);
  const late = court.world.time.now() - dueAt;
  if (late > 0 && late > allowance(court, { role: "desk", dueAt }))
    say(court, "promise 1", session.id, `silent for ${(late + LONGEST_MS) / 1_000} s, and no help`);
}

export function alwaysOneDeadline(court: Court, session: Session, owed: readonly Duty[]): void {
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

export function untilTaken(court: Court, session: Session, owed: readonly Duty[]): void {
  const { help, plan } = session;
  if (help.state === "taken") {
    const arrival = owed.some(
      (duty) => duty.kind === "arrival" && duty.dueAt === help.arrivalDueAt,
    );
    if (!arrival) say(court, "promise 5", session.id, "nobody is to ask whether help is there");
  }
  const wanted =
    help.state === "asked" && helpChosen(session) === "ambulance" && plan.desks.length > 0;
  const underWay =
    owed.some(({ kind }) => kind === "callDesk" || kind === "deskAfterTrusted") ||
    court.network.live().some(({ leg }) => leg?.sessionId === session.id && leg.role === "desk");
  const roundMs = numbersOf(session).nextRoundMs;
  neverLasts(court, `promise 5 ${session.id}`, {
    isSo: wanted && !underWay,
    mostMs: roundMs + 5_000,
    say: () => say(court, "promise 5", session.id, "no desk is rung, nor about to be"),
  });
}
