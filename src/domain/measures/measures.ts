import type { Instant } from "../session/people.ts";
import type { Minimum } from "../shifts/coverage.ts";
import { bothAnswering, counted, noAnswering, type Answering, type Arrived } from "./answering.ts";
import { bothCare, careOf, noCare, type Care } from "./care.ts";
import { bothCovers, coverIn, type Cover } from "./cover.ts";
import type { Availability } from "./people.ts";
import type { Slot } from "./slots.ts";

/** What was counted in one hour of the clock on one day. */
export type Hour = Slot & Counted;

export type Counted = {
  readonly answering: Answering;
  readonly care: Care;
  readonly cover: Cover;
};

/** Everything counted for these slots; `arrivals` and `people` may hold more than they cover. */
export function countHours(
  slots: readonly Slot[],
  facts: {
    readonly arrivals: readonly Arrived[];
    readonly people: readonly Availability[];
    readonly minimums: readonly Minimum[];
  },
): readonly Hour[] {
  return slots.map((slot) => {
    const arrivals = facts.arrivals.filter(({ openedAt }) => isIn(slot, openedAt));
    return {
      ...slot,
      answering: arrivals.reduce(counted, noAnswering),
      care: arrivals.map(careOf).reduce(bothCare, noCare),
      cover: coverIn(slot, facts.people, facts.minimums),
    };
  });
}

export const isIn = ({ from, to }: Slot, at: Instant): boolean => from <= at && at < to;

/** Days in order, each with all its hours: 23 or 25 where the clock changed. */
export const byDay = (hours: readonly Hour[]): ReadonlyMap<string, Counted> =>
  grouped(hours, ({ day }) => day);

/** The hours of the clock, over all days. */
export const byHour = (hours: readonly Hour[]): ReadonlyMap<number, Counted> =>
  new Map([...grouped(hours, ({ hour }) => hour)].toSorted(([a], [b]) => a - b));

/** The hours of a week, Monday's first, over all weeks. */
export const byHourOfWeek = (hours: readonly Hour[]): ReadonlyMap<number, Counted> =>
  new Map([...grouped(hours, hourOfWeek)].toSorted(([a], [b]) => a - b));

const hourOfWeek = ({ weekday, hour }: Hour): number => (weekday - 1) * 24 + hour;

/** All of it; null where there is nothing. */
export const together = (some: readonly Counted[]): Counted | null =>
  some.reduce<Counted | null>(both, null);

function grouped<Key>(
  hours: readonly Hour[],
  keyOf: (hour: Hour) => Key,
): ReadonlyMap<Key, Counted> {
  const sums = new Map<Key, Counted>();
  for (const hour of hours) {
    const key = keyOf(hour);
    sums.set(key, both(sums.get(key) ?? null, hour));
  }
  return sums;
}

const both = (before: Counted | null, more: Counted): Counted => ({
  answering: bothAnswering(before?.answering ?? noAnswering, more.answering),
  care: bothCare(before?.care ?? noCare, more.care),
  cover: bothCovers(before?.cover ?? null, more.cover),
});
