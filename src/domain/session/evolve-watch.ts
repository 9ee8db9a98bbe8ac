import type { Event, Moves } from "./events.ts";
import type { Numbers } from "./policy.ts";
import type { Watch } from "./session.ts";

const STEP_OF = {
  checkInDue: "due",
  responderChimed: "chime",
  checkInAnnounced: "announce",
} as const;

export function evolveWatch(watch: Watch | null, event: Event, numbers: Numbers): Watch | null {
  if (event.kind === "watchBegan") return begin(event, numbers);
  if (watch === null) return null;
  const armedAtAsk = watch.step.startsWith("ask");
  const moved = "moves" in event && event.moves !== null ? move(watch, event.moves) : watch;
  return evolveOpen(event.kind === "checkInKept" ? { ...moved, armedAtAsk } : moved, event);
}

function begin(event: Event & { kind: "watchBegan" }, numbers: Numbers): Watch {
  return {
    began: event.at,
    everyMs: numbers.accompaniedMs,
    pace: "steady",
    prompt: 0,
    checkIn: event.moves.checkIn,
    deadline: event.moves.deadline,
    step: "counting",
    lastAnswerAt: event.at,
    plannedEndAt: event.plannedEndAt,
    asksToGoOn: false,
    awayUsed: false,
    armed: null,
    armedAtAsk: false,
  };
}

function move(watch: Watch, moves: Moves): Watch {
  return { ...watch, ...moves, step: "counting", asksToGoOn: false };
}

function evolveOpen(watch: Watch, event: Event): Watch | null {
  switch (event.kind) {
    case "checkInKept": {
      const { prompt, armed, plannedEndAt, at } = event;
      return { ...answered(watch, prompt), armed, plannedEndAt, lastAnswerAt: at };
    }
    case "drowsyMarked": {
      const { plannedEndAt, at } = event;
      return { ...watch, pace: "drowsy", prompt: 0, plannedEndAt, lastAnswerAt: at, armed: null };
    }
    case "doseTaken":
      return evolveDose(watch, event);
    case "steppedAway":
      return { ...watch, awayUsed: true, lastAnswerAt: event.at };
    case "helpHeard":
      return { ...watch, step: "announce" };
    case "goneQuiet":
    case "unclearHeard":
      return { ...watch, ...slowed(watch) };
    case "helpStoodDown": {
      const heard = watch.deadline.kind !== "reach";
      return { ...watch, ...slowed(watch), ...(heard ? { lastAnswerAt: event.at } : {}) };
    }
    case "intervalChosen":
      return { ...watch, everyMs: event.everyMs };
    case "plannedTimeOver":
      return { ...watch, asksToGoOn: event.moves !== null };
    case "watchEnded":
    case "sessionClosed":
      return null;
    case "callerAsked":
      return { ...watch, step: `ask${event.ask}` };
    case "checkInDue":
    case "responderChimed":
    case "checkInAnnounced":
      return { ...watch, step: STEP_OF[event.kind] };
    default:
      return watch;
  }
}

/** They spoke of it themselves, so it is an answer too, unless their line is lost or help is out. */
function evolveDose(watch: Watch, event: Event & { kind: "doseTaken" }): Watch {
  const { plannedEndAt, moves, at } = event;
  return moves === null
    ? { ...watch, plannedEndAt }
    : { ...watch, plannedEndAt, lastAnswerAt: at, armed: null };
}

/** Two prompt answers in a row make a slow or drowsy watch steady; a late one makes it slow (PRACTICE 10). */
export function answered(watch: Watch, prompt: boolean): Watch {
  if (!prompt) return { ...watch, ...slowed(watch) };
  const count = watch.prompt + 1;
  return { ...watch, prompt: count, pace: count >= 2 ? "steady" : watch.pace };
}

const slowed = (watch: Watch) =>
  ({ pace: watch.pace === "drowsy" ? "drowsy" : "slow", prompt: 0 }) as const;
