import { storyOf } from "../call-log/story.ts";
import { keepingOf } from "./evolve-keeping.ts";
import { evolve } from "./evolve.ts";
import type { Event } from "./events.ts";
import { standard, type Protocol } from "./policy.ts";
import { newSession, type Session } from "./session.ts";

/** All that today's rules read of any session. */
const whole = {
  ...newSession("", standard),
  keeping: keepingOf({}),
  story: storyOf({}),
};

/**
 * Whether a stored session has all that today's rules read. What a release before this one stored may not: then it is folded anew
 * from its events, which are all kept. Fields of a list's entries are not looked into: they are optional, with a default.
 */
export const isWhole = (state: unknown): boolean => has(state, whole);

function has(state: unknown, wanted: object): boolean {
  if (!isRecord(state)) return false;
  return Object.entries(wanted).every(
    ([key, value]) => key in state && (!isRecord(value) || has(state[key], value)),
  );
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A session as its events tell it, also those of earlier releases. Null where they do not begin with a call. */
export function foldedAnew(id: string, events: readonly Event[]): Session | null {
  const [first] = events;
  if (first?.kind !== "callArrived") return null;
  const begun = newSession(id, numbered(first.protocol));
  return events.reduce((session, event) => evolve(session, asOfToday(session, event)), begun);
}

/** What an event did not say yet when it was written, as what was meant then. */
function asOfToday({ language }: Session, event: Event): Event {
  switch (event.kind) {
    case "callArrived":
      return { ...event, protocol: numbered(event.protocol) };
    case "responderRung": {
      // The first releases said only whether they speak the caller's.
      const meant = { languages: [language] };
      return { ...meant, ...event };
    }
    default:
      return event;
  }
}

/** A number that a protocol did not name yet is the standard's. */
const numbered = (protocol: Protocol): Protocol => ({
  ...protocol,
  numbers: { ...standard.numbers, ...protocol.numbers },
});
