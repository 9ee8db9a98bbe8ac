import type { Event, Moves } from "../session/events.ts";
import type { Instant } from "../session/people.ts";

/** The line did its part, and waited for somebody: how long is no lateness of its own. */
export type Wait = {
  /** `desk`: until somebody there picked up. `decision`: until help was taken. `arrival`: until it was there. */
  readonly for: "ring" | "checkIn" | "desk" | "decision" | "arrival";
  /** Of ours, a desk, or the caller. */
  readonly who: string | null;
  readonly since: Instant;
  /** Null: it never came. */
  readonly until: Instant | null;
};

export const CALLER = "caller";

/** Every wait for a person, in the order they began. A check-in is waited for from the moment it is due. */
export function waitsOf(events: readonly Event[]): readonly Wait[] {
  const standing: Standing = { waits: [], due: null };
  for (const event of events) {
    checkIns(standing, event);
    rings(standing, event);
    desks(standing, event);
  }
  return standing.waits.toSorted((a, b) => a.since - b.since);
}

type Standing = { readonly waits: Wait[]; due: Instant | null };

/** The standing deadline moves when somebody answered it; a move before it was due kept nobody waiting. */
function checkIns(standing: Standing, event: Event): void {
  const { due } = standing;
  if (due !== null && event.at > due && answers(event)) {
    const until = event.kind === "checkInMissed" ? null : event.at;
    standing.waits.push({ for: "checkIn", who: whoAnswered(event), since: due, until });
  }
  if (event.kind === "checkInMissed" || endsWatch(event)) standing.due = null;
  const moves = movesOf(event);
  if (moves === null) return;
  const { kind, dueAt } = moves.deadline;
  standing.due = kind === "checkIn" || kind === "away" ? dueAt : null;
}

const movesOf = (event: Event): Moves | null => ("moves" in event ? event.moves : null);
const endsWatch = ({ kind }: Event): boolean => kind === "watchEnded" || kind === "sessionClosed";

const ANSWERS: ReadonlySet<Event["kind"]> = new Set([
  "checkInKept",
  "drowsyMarked",
  "doseTaken",
  "steppedAway",
  "checkInMissed",
]);
const answers = ({ kind }: Event): boolean => ANSWERS.has(kind);

/** A responder says it for them; a key or a word is the caller's own. */
function whoAnswered(event: Event): string | null {
  if (event.kind === "checkInKept") return event.how === "responder" ? event.by : CALLER;
  return "by" in event && typeof event.by === "string" ? event.by : null;
}

function rings({ waits }: Standing, event: Event): void {
  if (event.kind === "responderRung")
    waits.push({ for: "ring", who: event.staffId, since: event.at, until: null });
  else if (event.kind === "responderJoined")
    ended(waits, { for: "ring", who: event.staffId }, event.at);
}

function desks({ waits }: Standing, event: Event): void {
  switch (event.kind) {
    case "deskRung":
      waits.push({ for: "desk", who: event.deskId, since: event.at, until: null });
      break;
    case "deskAnswered":
      ended(waits, { for: "desk", who: event.deskId }, event.at);
      waits.push({ for: "decision", who: event.deskId, since: event.at, until: null });
      break;
    case "helpTaken":
      ended(waits, { for: "decision", who: event.deskId }, event.at);
      waits.push({ for: "arrival", who: event.deskId, since: event.at, until: null });
      break;
    case "helpArrived":
      ended(waits, { for: "arrival", who: null }, event.at);
      break;
    default:
  }
}

/** The last such wait that still goes on; with nobody named, anybody's. */
function ended(waits: Wait[], which: Pick<Wait, "for" | "who">, at: Instant): void {
  const index = waits.findLastIndex(
    (wait) =>
      wait.until === null &&
      wait.for === which.for &&
      (which.who === null || wait.who === which.who),
  );
  const wait = waits[index];
  if (wait !== undefined) waits[index] = { ...wait, until: at };
}
