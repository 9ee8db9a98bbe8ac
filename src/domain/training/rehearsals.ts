import type { Event } from "../session/events.ts";
import type { Instant } from "../session/people.ts";

const DAY_MS = 24 * 3_600_000;
/** A month without one, and one is due. */
const MONTH_MS = 31 * DAY_MS;

/** What a rehearsal call shows of somebody, in milliseconds; null: it did not come to it, or the line was first. */
export type Marks = {
  /** From when they were with the caller until the place was read back. */
  readonly readBackMs: number | null;
  /** From the caller's last answer until they said that something is wrong. */
  readonly noticedMs: number | null;
  /** From the caller's last answer until help was asked for, by whomever. */
  readonly helpMs: number | null;
};

export type Marked = Marks & { readonly staffId: string; readonly at: Instant };

/**
 * Read off the events of a rehearsal, for each who was with its caller when they fell silent. A call in which nobody fell silent
 * practised nothing of this, and is none. Nothing but times comes of it.
 */
export function marksOf(events: readonly Event[]): readonly Marked[] {
  const [first] = events;
  if (first?.kind !== "callArrived" || !first.rehearsal) return [];
  const silence = silenceIn(events);
  if (silence === null) return [];
  const { staffId, withSince } = silence;
  return [
    {
      staffId,
      at: withSince,
      readBackMs: readBack(events, staffId, withSince),
      noticedMs: since(silence.from, noticed(silence.after, staffId)),
      helpMs: since(silence.from, silence.after.find(isHelp)),
    },
  ];
}

type Silence = {
  /** Who was with the caller. */
  readonly staffId: string;
  readonly withSince: Instant;
  /** The last answer that counted. */
  readonly from: Instant;
  /** What happened since that answer. */
  readonly after: readonly Event[];
};

const isHelp = ({ kind }: Event): boolean => kind === "helpAsked";
const isAnswer = ({ kind }: Event): boolean => kind === "checkInKept" || kind === "watchBegan";

/** The silence that mattered: the one help was asked for, or else the first that somebody noticed. */
function silenceIn(events: readonly Event[]): Silence | null {
  const helpAt = events.findIndex(isHelp);
  const end = helpAt >= 0 ? helpAt : events.findIndex(({ kind }) => kind === "goneQuiet");
  if (end < 0) return null;
  const start = events.slice(0, end).findLastIndex(isAnswer);
  const answer = events[start];
  const joined = events.slice(0, end).findLast(({ kind }) => kind === "responderJoined");
  if (answer === undefined || joined?.kind !== "responderJoined") return null;
  const { staffId, at: withSince } = joined;
  return { staffId, withSince, from: answer.at, after: events.slice(start + 1) };
}

/** They marked it, or sent help themselves; not the line, whose deadline comes anyway. */
const noticed = (after: readonly Event[], staffId: string): Event | undefined =>
  after.find(
    (event) => (event.kind === "goneQuiet" || event.kind === "helpAsked") && event.by === staffId,
  );

function readBack(events: readonly Event[], staffId: string, withSince: Instant): number | null {
  const read = events.find(
    (event) => event.kind === "placeReadBack" && event.by === staffId && event.at >= withSince,
  );
  return since(withSince, read);
}

const since = (from: Instant, event: Event | undefined): number | null =>
  event === undefined ? null : event.at - from;

/** When the next one is due: a month after the last, or after they came to the line. */
export const rehearsalDueAt = (since: Instant): Instant => since + MONTH_MS;
