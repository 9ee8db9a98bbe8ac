import type { Instant } from "../session/people.ts";
import type { Window } from "../shifts/shift.ts";
import { without } from "./spans.ts";

/** Line events that say whether somebody on shift could be rung, and what each of them says. */
export const STATE_EVENTS = {
  shiftBegan: "here",
  staffReturned: "here",
  breakTaken: "break",
  staffRested: "resting",
} as const;
export const REACH_EVENTS = { staffReachable: true, staffUnreachable: false } as const;

type StateEvent = keyof typeof STATE_EVENTS;
type ReachEvent = keyof typeof REACH_EVENTS;

export type Told = {
  readonly staffId: string;
  readonly kind: StateEvent | ReachEvent;
  readonly at: Instant;
  /** Looked unreachable and was rung all the same, as the last of their circle (PRACTICE 30). */
  readonly stillRung: boolean;
};

/** Session events by which somebody is with a caller or a desk, or is not any more. */
export type Held = {
  readonly sessionId: string;
  readonly kind:
    | "responderJoined"
    | "responderLeft"
    | "responderLost"
    | "speakerJoined"
    | "speakerLost"
    | "sessionClosed";
  /** Null: everybody's, as the session closed. */
  readonly staffId: string | null;
  readonly at: Instant;
};

/** When somebody on the line could be rung at all, and when they were free besides. */
export type Availability = {
  readonly staffId: string;
  readonly reachable: readonly Window[];
  readonly free: readonly Window[];
};

type Known = {
  /** On the line; on call and supervising do not count as cover. `to` is now where a shift has no end. */
  readonly shifts: readonly (Window & { readonly staffId: string })[];
  /** In order of time, with the last before the window for each person. */
  readonly told: readonly Told[];
  /** In order of time. */
  readonly held: readonly Held[];
  readonly window: Window;
};

/** Everybody on the line in the window. Somebody who is being rung is free: nobody has them yet. */
export function availability({ shifts, told, held, window }: Known): readonly Availability[] {
  const ids = [...new Set(shifts.map(({ staffId }) => staffId))].toSorted();
  const busy = heldSpans(held, window.to);
  return ids.map((staffId) => {
    const own = shifts.filter((shift) => shift.staffId === staffId);
    const said = told.filter((one) => one.staffId === staffId);
    const reachable = own.flatMap((shift) => without([shift], awaySpans(said, shift)));
    const theirs = busy.filter((span) => span.staffId === staffId);
    return { staffId, reachable, free: without(reachable, theirs) };
  });
}

/** Of a shift, when they could not be rung. A break, or a silence, of an earlier shift ended with this one's beginning; rest did not. */
function awaySpans(told: readonly Told[], shift: Window): readonly Window[] {
  const before = told.filter(({ at }) => at < shift.from);
  const during = told.filter(({ at }) => at >= shift.from && at < shift.to);
  const wasResting = before.findLast(isState)?.kind === "staffRested";
  const states = during.filter(isState);
  const begins = wasResting ? [{ at: shift.from, away: true }] : [];
  const away = [
    ...begins,
    ...states.map(({ kind, at }) => ({ at, away: STATE_EVENTS[kind] !== "here" })),
  ];
  const deaf = during.filter(isReach).map(({ kind, at, stillRung }) => ({
    at,
    away: !REACH_EVENTS[kind] && !stillRung,
  }));
  return [...spans(away, shift.to), ...spans(deaf, shift.to)];
}

const isState = (told: Told): told is Told & { kind: StateEvent } => told.kind in STATE_EVENTS;
const isReach = (told: Told): told is Told & { kind: ReachEvent } => told.kind in REACH_EVENTS;

function spans(
  changes: readonly { readonly at: Instant; readonly away: boolean }[],
  end: Instant,
): readonly Window[] {
  return changes.flatMap(({ at, away }, index) =>
    away ? [{ from: at, to: changes[index + 1]?.at ?? end }] : [],
  );
}

type Span = Window & { readonly staffId: string };

function heldSpans(held: readonly Held[], end: Instant): readonly Span[] {
  const begun = new Map<string, Instant>();
  const spans: Span[] = [];
  const over = (key: string, to: Instant) => {
    const from = begun.get(key);
    if (from === undefined) return;
    begun.delete(key);
    spans.push({ staffId: key.slice(key.indexOf(" ") + 1), from, to });
  };
  for (const { sessionId, kind, staffId, at } of held) {
    const key = `${sessionId} ${staffId ?? ""}`;
    if (staffId === null) {
      for (const open of begun.keys()) if (open.startsWith(`${sessionId} `)) over(open, at);
    } else if (kind === "responderJoined" || kind === "speakerJoined") {
      if (!begun.has(key)) begun.set(key, at);
    } else over(key, at);
  }
  for (const key of begun.keys()) over(key, end);
  return spans;
}
