import type { Instant } from "../session/people.ts";
import { leastAt, type Minimum } from "../shifts/coverage.ts";
import type { Window } from "../shifts/shift.ts";
import type { Availability } from "./people.ts";
import type { Slot } from "./slots.ts";
import { inside } from "./spans.ts";

/** How many were there, over some time. People times milliseconds, so that hours of any length add up. */
export type Cover = {
  readonly lastsMs: number;
  readonly reachableMs: number;
  readonly freeMs: number;
  readonly nobodyFreeMs: number;
  /** Fewer were free than the minimum of that hour. */
  readonly shortMs: number;
  /** The fewest free at any moment. */
  readonly fewestFree: number;
};

/** Of one slot, or of a part of one. */
export function coverIn(
  slot: Slot,
  people: readonly Availability[],
  minimums: readonly Minimum[],
): Cover {
  const least = leastAt(minimums, slot.hour, null);
  const free = people.flatMap((one) => inside(one.free, slot));
  const pieces = cutAt(free, slot).map((piece) => ({
    ms: piece.to - piece.from,
    free: free.filter(({ from, to }) => from <= piece.from && to >= piece.to).length,
  }));
  const msWhere = (holds: (free: number) => boolean) =>
    sum(pieces.map((piece) => (holds(piece.free) ? piece.ms : 0)));
  return {
    lastsMs: slot.to - slot.from,
    reachableMs: lasting(people.flatMap((one) => inside(one.reachable, slot))),
    freeMs: lasting(free),
    nobodyFreeMs: msWhere((n) => n === 0),
    shortMs: msWhere((n) => n < least),
    fewestFree: Math.min(...pieces.map((piece) => piece.free)),
  };
}

export const bothCovers = (a: Cover | null, b: Cover): Cover =>
  a === null
    ? b
    : {
        lastsMs: a.lastsMs + b.lastsMs,
        reachableMs: a.reachableMs + b.reachableMs,
        freeMs: a.freeMs + b.freeMs,
        nobodyFreeMs: a.nobodyFreeMs + b.nobodyFreeMs,
        shortMs: a.shortMs + b.shortMs,
        fewestFree: Math.min(a.fewestFree, b.fewestFree),
      };

/** Cut wherever somebody begins or ceases to be free. */
function cutAt(spans: readonly Window[], { from, to }: Window): readonly Window[] {
  const cuts = new Set<Instant>([from, to, ...spans.flatMap((span) => [span.from, span.to])]);
  const ordered = [...cuts].toSorted((a, b) => a - b);
  return ordered.slice(1).map((end, index) => ({ from: ordered[index] ?? from, to: end }));
}

const lasting = (spans: readonly Window[]): number => sum(spans.map(({ from, to }) => to - from));
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
