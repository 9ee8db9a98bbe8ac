import type { LogCursor } from "../../domain/call-log/filter.ts";
import type { Arrived } from "../../domain/measures/answering.ts";
import {
  isCountedIn,
  isWithin,
  type CountedNumber,
  type Hours,
} from "../../domain/measures/counted-calls.ts";
import { bothCovers, coverIn, type Cover } from "../../domain/measures/cover.ts";
import { countHours, isIn, type Hour } from "../../domain/measures/measures.ts";
import { availability, type Availability } from "../../domain/measures/people.ts";
import { ringsOf, type RingRow, type Rings } from "../../domain/measures/rings.ts";
import { slotsIn } from "../../domain/measures/slots.ts";
import type { Instant } from "../../domain/session/people.ts";
import type { Minimum } from "../../domain/shifts/coverage.ts";
import type { Window } from "../../domain/shifts/shift.ts";
import type { Database } from "./client.ts";
import { readArrived, readHeld, readOnLine, readRings, readTold } from "./measure-reads.ts";
import { callsAfter } from "./reviews-quality-reads.ts";
import { createQuality, type Quality } from "./reviews-quality.ts";
import { readMinimums } from "./shift-book.ts";

export type Measured = {
  readonly hours: readonly Hour[];
  /** By name: no order of merit. */
  readonly rings: readonly (Rings & { readonly name: string })[];
  readonly minimums: readonly Minimum[];
};

/** The calls of one number, some at a time. */
export type CallsOf = {
  readonly number: CountedNumber;
  readonly hours: Hours;
  readonly after: LogCursor | null;
  readonly limit: number;
};

export type Measures = {
  /** Counted from what is kept, up to `now` at most; what has not been is not counted as nobody there. */
  between(window: Window, now: Instant): Promise<Measured>;
  /** By id, newest first: the very calls that `between` counts. The whole window is read. */
  calls(of: CallsOf, window: Window): Promise<readonly string[]>;
  /** Who was there meanwhile, besides whoever was with callers; null: it lasted no time. */
  cover(window: Window, now: Instant): Promise<Cover | null>;
  /** How calls went, a month at a time, and of whom never. */
  readonly quality: Quality;
};

/** However long the window, only so much of it is in memory at once: of the rest there are sums. */
const AT_ONCE_MS = 7 * 24 * 3_600_000;

/** `timeZone` is the line's own. */
export function createMeasures(db: Database, timeZone: string): Measures {
  return {
    async between({ from, to }, now) {
      const minimums = await readMinimums(db);
      const slots = slotsIn({ from, to: Math.min(to, now) }, timeZone);
      const hours: Hour[] = [];
      const rings: RingRow[] = [];
      for (let at = 0; at < slots.length;) {
        const first = slots[at]?.from ?? to;
        const some = slots.slice(at).filter((slot) => slot.from < first + AT_ONCE_MS);
        const window = { from: first, to: some.at(-1)?.to ?? first };
        const facts = { arrivals: await arrivals(db, window), people: await people(db, window) };
        hours.push(...countHours(some, { ...facts, minimums }));
        rings.push(...(await readRings(db, window)));
        at += some.length;
      }
      return { hours, rings: await named(db, ringsOf(rings)), minimums };
    },

    async calls({ number, hours, after, limit }, window) {
      const slots = slotsIn(window, timeZone).filter((slot) => isWithin(slot, hours));
      const found = (await arrivals(db, window))
        .filter((one) => isCountedIn(number, one))
        .filter(({ openedAt }) => slots.some((slot) => isIn(slot, openedAt)));
      return callsAfter(found, after, limit);
    },

    async cover({ from, to }, now) {
      const window = { from, to: Math.min(to, now) };
      const minimums = await readMinimums(db);
      const there = await people(db, window);
      return slotsIn(window, timeZone)
        .map((slot) => coverIn(slot, there, minimums))
        .reduce<Cover | null>(bothCovers, null);
    },

    quality: createQuality(db, timeZone),
  };
}

async function arrivals(db: Database, window: Window): Promise<readonly Arrived[]> {
  const all: Arrived[] = [];
  for await (const page of readArrived(db, window)) all.push(...page);
  return all;
}

async function people(db: Database, window: Window): Promise<readonly Availability[]> {
  const shifts = await readOnLine(db, window);
  const ids = [...new Set(shifts.map(({ staffId }) => staffId))];
  const told = await readTold(db, ids, window);
  return availability({ shifts, told, held: await readHeld(db, window), window });
}

async function named(db: Database, rings: readonly Rings[]): Promise<Measured["rings"]> {
  const staff = await db.staff.findMany({
    where: { id: { in: rings.map(({ staffId }) => staffId) } },
    select: { id: true, name: true },
  });
  const names = new Map(staff.map(({ id, name }) => [id, name]));
  return rings
    .map((one) => ({ ...one, name: names.get(one.staffId) ?? one.staffId }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}
