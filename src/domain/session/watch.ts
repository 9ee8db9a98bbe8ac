import { inTurn, later, now, owe, record, type Rule } from "./compose.ts";
import { armed, lastUse, movesTo, nextCheckIn, plannedEndAlarm, stepsOf } from "./deadlines.ts";
import { nothing, refuse, type Decision } from "./decision.ts";
import type { Duty, WatchStep } from "./duties.ts";
import type { EventBody, Moves } from "./events.ts";
import { keepingOf } from "./evolve-keeping.ts";
import { openLineMoves } from "./open-line.ts";
import type { Instant } from "./people.ts";
import type { Route, Substance } from "./plan.ts";
import { helpIsOut, numbersOf, type Session, type Watch } from "./session.ts";

/** "Using now", from any open phase, plan or no plan (PRACTICE 8). Said again, it is another dose. */
export function beginWatch(session: Session, by: string, at: Instant): Decision {
  if (session.watch !== null) {
    return takeDose(session, { by, substance: "unknown", route: "unknown", at });
  }
  const plannedEndAt = at + numbersOf(session).watchMs;
  const moves = firstDeadline(session, at);
  return record(
    at,
    [{ kind: "watchBegan", by, plannedEndAt, moves }, ...asTheyPrefer(session)],
    [...armed(moves), plannedEndAlarm(plannedEndAt), ...openLineLooks(session, moves, at)],
  );
}

/** How often they wish to be asked while somebody is with them, kept from another night. */
function asTheyPrefer(session: Session): readonly EventBody[] {
  const { everyMs } = keepingOf(session);
  return everyMs === null ? [] : [{ kind: "intervalChosen", everyMs, by: "line" }];
}

/** Ordinarily the first check-in; on a line already lost, the reach deadline; with help out, only the open line. */
function firstDeadline(session: Session, at: Instant): Moves {
  const n = numbersOf(session);
  if (helpIsOut(session)) return openLineMoves(session, at);
  if (session.caller.on === "line") return nextCheckIn(session, n.firstCheckInMs, at);
  return movesTo(session, { kind: "reach", dueAt: at, helpAt: at + n.reachMs });
}

const openLineLooks = (session: Session, moves: Moves, at: Instant): readonly Duty[] =>
  moves.deadline.kind === "open"
    ? [
        later(at, numbersOf(session).openLineMs, {
          kind: "openLine",
          turn: session.help.openLineTurn + 1,
        }),
      ]
    : [];

type Taken = { by: string; substance: Substance; route: Route; at: Instant };

/** A dose restarts the watch and its planned end; onset windows overlap, so every dose is kept (PRACTICE 14). */
export function takeDose(session: Session, { by, substance, route, at }: Taken): Decision {
  const n = numbersOf(session);
  const plannedEndAt = at + n.watchMs;
  const dose = (moves: Moves | null): EventBody => ({
    kind: "doseTaken",
    substance,
    route,
    by,
    plannedEndAt,
    moves,
  });
  if (session.watch === null) {
    return inTurn(
      session,
      (s) => beginWatch(s, by, at),
      () => record(at, [dose(null)]),
    );
  }
  if (helpIsOut(session) || session.caller.on !== "line") {
    return record(at, [dose(null)], [plannedEndAlarm(plannedEndAt)]);
  }
  const moves = nextCheckIn(session, n.firstCheckInMs, at);
  return record(at, [dose(moves)], [...armed(moves), plannedEndAlarm(plannedEndAt)]);
}

/** The next softer step of the standing deadline. Whatever is late is passed over; the newest step is the one that counts. */
export function checkInStep(session: Session, checkIn: number, at: Instant): Decision {
  const { watch } = session;
  if (watch === null || watch.checkIn !== checkIn || helpIsOut(session)) return nothing;
  const steps = stepsOf(session, watch);
  const current = steps.findLast((step) => step.at <= at);
  const next = steps.find((step) => step.at > at);
  const chain = next === undefined ? [] : [now(next.at, { kind: "checkInStep", checkIn } as const)];
  if (current === undefined || current.step === watch.step) {
    return current === undefined ? owe(...chain) : nothing;
  }
  return inTurn(session, takeStep(current.step, at), () => owe(...chain));
}

function takeStep(step: WatchStep, at: Instant): Rule {
  return (session) => {
    switch (step) {
      case "due":
        return record(at, [{ kind: "checkInDue" }]);
      case "chime":
        return record(at, [{ kind: "responderChimed" }], chimes(session, at));
      case "announce":
        return record(at, [{ kind: "checkInAnnounced" }], [now(at, announcement(session))]);
      case "ask1":
        return asks(session, 1, at);
      case "ask2":
        return asks(session, 2, at);
      case "ask3":
        return asks(session, 3, at);
    }
  };
}

function chimes(session: Session, at: Instant): readonly Duty[] {
  const { responder } = session.company;
  return responder === null ? [] : [now(at, { kind: "chime", legId: responder.legId })];
}

const announcement = ({ watch }: Session) =>
  ({
    kind: "announce",
    words: watch?.deadline.kind === "quiet" ? "quietAnnounce" : "checkInAnnounce",
  }) as const;

function asks(session: Session, ask: 1 | 2 | 3, at: Instant): Decision {
  const { caller } = session;
  const moved =
    caller.on === "line" ? [now(at, { kind: "moveLeg", legId: caller.legId } as const)] : [];
  return record(at, [{ kind: "callerAsked", ask }], moved);
}

/** Nods, slow, or just said so: 45 s, and the end no sooner than 10 min from the mark (PRACTICE 11, 15). */
export function markDrowsy(session: Session, by: string, at: Instant): Decision {
  const { watch } = session;
  if (watch === null) return refuse("notWatching");
  const n = numbersOf(session);
  const plannedEndAt = Math.max(watch.plannedEndAt, at + n.watchAfterDrowsyMs);
  const moves = nextCheckIn(session, n.closeMs, at);
  return record(
    at,
    [{ kind: "drowsyMarked", by, plannedEndAt, moves }],
    [...armed(moves), plannedEndAlarm(plannedEndAt)],
  );
}

/** Rousing begins at once; help when it goes unanswered, or at the standing deadline if that is sooner (PRACTICE 12). */
export function goneQuiet(session: Session, by: string, at: Instant): Decision {
  if (helpIsOut(session)) return refuse("helpAskedAlready");
  if (session.caller.on !== "line") return refuse("lineLost");
  if (session.watch === null) {
    return inTurn(
      session,
      (s) => beginWatch(s, by, at),
      (s) => goneQuiet(s, by, at),
    );
  }
  const standing = session.watch.deadline.helpAt ?? at;
  const helpAt = Math.min(at + numbersOf(session).quietMs, standing);
  const moves = movesTo(session, { kind: "quiet", dueAt: at, helpAt });
  return record(at, [{ kind: "goneQuiet", by, moves }], armed(moves));
}

/** "Back in a minute": one bounded deadline, once, and not while drowsy or just after a dose (PRACTICE 13). */
export function stepAway(
  session: Session,
  by: string,
  soonAfterDose: boolean,
  at: Instant,
): Decision {
  const { watch } = session;
  const n = numbersOf(session);
  if (watch === null) return refuse("notWatching");
  if (helpIsOut(session)) return refuse("helpAskedAlready");
  if (session.caller.on !== "line") return refuse("lineLost");
  if (watch.awayUsed) return refuse("awayAlready");
  if (watch.pace !== "steady") return refuse("notWhileDrowsy");
  const since = at - lastUse(session, watch);
  if (since < n.awayAfterDoseMs && !soonAfterDose) return refuse("soonAfterDose");
  const dueAt = at + n.awayMs;
  const moves = movesTo(session, { kind: "away", dueAt, helpAt: dueAt + n.graceMs });
  return record(at, [{ kind: "steppedAway", by, moves }], armed(moves));
}

/** The interval the caller prefers, inside the protocol's bounds. It counts from the next answer. */
export function chooseInterval(
  session: Session,
  everyMs: number,
  by: string,
  at: Instant,
): Decision {
  const n = numbersOf(session);
  if (session.watch === null) return refuse("notWatching");
  if (everyMs < n.accompaniedMinMs || everyMs > n.accompaniedMaxMs)
    return refuse("intervalOutOfBounds");
  return record(at, [{ kind: "intervalChosen", everyMs, by }]);
}

/** Nothing ends by itself. Accompanied, the screen suggests a goodbye; alone, the next check-in asks (PRACTICE 15). */
export function plannedEnd(session: Session, endAt: Instant, at: Instant): Decision {
  const { watch } = session;
  if (watch === null || watch.plannedEndAt !== endAt || helpIsOut(session)) return nothing;
  if (session.company.state === "with")
    return record(at, [{ kind: "plannedTimeOver", moves: null }]);
  if (isBeingAsked(watch, at)) {
    const n = numbersOf(session);
    return owe(later(at, n.graceMs, { kind: "plannedEnd", endAt }));
  }
  const moves = nextCheckIn(session, 0, at);
  return record(at, [{ kind: "plannedTimeOver", moves }], armed(moves));
}

/** Told by the time too: of alarms that all went off late, this one may come before the asks, and moves no deadline back. */
const isBeingAsked = ({ step, deadline }: Watch, at: Instant): boolean =>
  step !== "counting" || deadline.kind !== "checkIn" || at >= deadline.dueAt;
