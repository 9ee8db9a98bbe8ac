import type { Event } from "../session/events.ts";
import type { Instant } from "../session/people.ts";
import type { TrainingLine } from "../words/training.ts";

/**
 * A rehearsal call for one person, made by a caller of our own: they tell where they are, use, and fall silent. It goes to a rehearsal
 * number like any other rehearsal (promise 12).
 */
export const PRACTICE = {
  /** Not put through by then, it never will be. */
  arrivesByMs: 30_000,
  /** Not taken by then: it is closed before supervisors are told that a caller waits. */
  takenByMs: 24_000,
  /** Whatever else happens, it is over by then. */
  longestMs: 12 * 60_000,
} as const;

const SECOND = 1_000;
const ANSWER_MS = 3 * SECOND;
const AGAIN_MS = 20 * SECOND;
const UNREAD_MS = 15 * SECOND;
const SENT_MS = 15 * SECOND;

/** What our caller goes by; null: it has not happened. */
type Seen = {
  readonly joinedAt: Instant | null;
  readonly placeAt: Instant | null;
  readonly readBackAt: Instant | null;
  readonly watchAt: Instant | null;
  readonly helpAt: Instant | null;
};

export function seenIn(events: readonly Event[]): Seen {
  const first = (is: (event: Event) => boolean): Instant | null => events.find(is)?.at ?? null;
  return {
    joinedAt: first(({ kind }) => kind === "responderJoined"),
    placeAt: first((event) => event.kind === "planRecorded" && event.plan.place !== "none"),
    readBackAt: first(({ kind }) => kind === "placeReadBack"),
    watchAt: first(({ kind }) => kind === "watchBegan"),
    helpAt: first(({ kind }) => kind === "helpAsked"),
  };
}

/** How far they are in what they say, and when they said something last. */
export type Progress = { readonly said: number; readonly at: Instant };
type Says = { readonly line: TrainingLine; readonly said: number };

const HELLO = 0;
const PLACE = 1;
const YES = 2;
const USING = 3;
const FINE = 4;
/** From here on they are silent, until it is over. */
const SILENT = 5;
const OVER = 6;

/** What they say now; null: nothing. Silence itself is what is practised. */
export function nextWords({ said, at }: Progress, seen: Seen, now: Instant): Says | null {
  const { joinedAt, watchAt, helpAt } = seen;
  if (joinedAt === null || said >= OVER) return null;
  if (helpAt !== null) {
    return now - helpAt < SENT_MS ? null : { line: "practiceSent", said: OVER };
  }
  if (said >= SILENT) return null;
  if (watchAt !== null) {
    return now - watchAt < ANSWER_MS ? null : { line: "practiceFine", said: SILENT };
  }
  return beforeUse({ said, at }, seen, now);
}

function beforeUse({ said, at }: Progress, seen: Seen, now: Instant): Says | null {
  const { joinedAt, placeAt, readBackAt } = seen;
  const waited = now - Math.max(at, joinedAt ?? 0, placeAt ?? 0);
  switch (said) {
    case HELLO:
      return { line: "practiceHello", said: PLACE };
    case PLACE:
      return { line: "practicePlace", said: YES };
    case YES:
      if (readBackAt !== null) return { line: "practiceYes", said: USING };
      if (placeAt === null && waited >= AGAIN_MS) return { line: "practicePlace", said: YES };
      if (placeAt !== null && waited >= UNREAD_MS) return { line: "practiceUsing", said: FINE };
      return null;
    case USING:
      return waited >= ANSWER_MS ? { line: "practiceUsing", said: FINE } : null;
    default:
      // They wait to hear that the watch has begun, and say again that they are using.
      return waited >= AGAIN_MS ? { line: "practiceUsing", said: FINE } : null;
  }
}
