import type { Instant } from "../session/people.ts";
import type { Minimum } from "../shifts/coverage.ts";
import { bothAnswering, counted, noAnswering, type Answering, type Arrived } from "./answering.ts";
import { bothCovers, coverIn, type Cover } from "./cover.ts";
import type { Availability } from "./people.ts";
import type { Slot } from "./slots.ts";

/** What was counted in one hour of the clock on one day. */
export type Hour = Slot & { readonly answering: Answering; readonly cover: Cover };

/** Everything counted for these slots; `arrivals` and `people` may hold more than they cover. */
export function countHours(
  slots: readonly Slot[],
  facts: {
    readonly arrivals: readonly Arrived[];
    readonly people: readonly Availability[];
    readonly minimums: readonly Minimum[];
  },
): readonly Hour[] {
  return slots.map((slot) => ({
    ...slot,
    answering: facts.arrivals
      .filter(({ openedAt }) => isIn(slot, openedAt))
      .reduce(counted, noAnswering),
    cover: coverIn(slot, facts.people, facts.minimums),
  }));
}

const isIn = ({ from, to }: Slot, at: Instant): boolean => from <= at && at < to;

export type Counted = { readonly answering: Answering; readonly cover: Cover };

/** Days in order, each with all its hours: 23 or 25 where the clock changed. */
export const byDay = (hours: readonly Hour[]): ReadonlyMap<string, Counted> =>
  grouped(hours, ({ day }) => day);

/** The hours of the clock, over all days. */
export const byHour = (hours: readonly Hour[]): ReadonlyMap<number, Counted> =>
  new Map([...grouped(hours, ({ hour }) => hour)].toSorted(([a], [b]) => a - b));

function grouped<Key>(
  hours: readonly Hour[],
  keyOf: (hour: Hour) => Key,
): ReadonlyMap<Key, Counted> {
  const sums = new Map<Key, Counted>();
  for (const hour of hours) {
    const key = keyOf(hour);
    const before = sums.get(key);
    sums.set(key, {
      answering: bothAnswering(before?.answering ?? noAnswering, hour.answering),
      cover: bothCovers(before?.cover ?? null, hour.cover),
    });
  }
  return sums;
}
