import * as fc from "fast-check";
import { expect, test } from "vitest";
import { gapsIn, LEAST, type Minimum } from "../../src/domain/shifts/coverage.ts";
import type { Planned } from "../../src/domain/shifts/shift.ts";
import { member, planned } from "../support/shifts.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const START = Date.UTC(2026, 10, 22);
const window = { from: START, to: START + 48 * HOUR_MS };

/** Always six hours behind: its hours can be counted by hand. */
const ZONE = "America/Regina";
const hourAt = (at: number) => (Math.floor(at / HOUR_MS) - 6) % 24;

const members = [
  member("a"),
  member("b", { languages: ["fr"] }),
  member("c", { languages: ["en", "fr"] }),
  member("d", { languages: [] }),
];
const languages = [null, "en", "fr"] as const;

const anyShift: fc.Arbitrary<Planned> = fc
  .record({
    who: fc.constantFrom("a", "b", "c", "d"),
    from: fc.integer({ min: -600, max: 3_000 }),
    lasts: fc.integer({ min: 1, max: 900 }),
    circle: fc.constantFrom("line", "line", "on-call", "supervising"),
  })
  .map(({ who, from, lasts, circle }) =>
    planned(who, START + from * MINUTE_MS, START + (from + lasts) * MINUTE_MS, { circle }),
  );

const anyMinimum: fc.Arbitrary<Minimum> = fc
  .record({
    language: fc.constantFrom(...languages),
    fromHour: fc.integer({ min: 0, max: 23 }),
    hours: fc.integer({ min: 1, max: 24 }),
    least: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ language, fromHour, hours, least }) => ({
    language,
    fromHour,
    toHour: Math.min(24, fromHour + hours),
    least,
  }));

/** Counted anew, person by person. */
function onAt(shifts: readonly Planned[], at: number, language: string | null): number {
  return members.filter(
    ({ id, languages: speaks }) =>
      (language === null || speaks.some((one) => one === language)) &&
      shifts.some(
        (one) =>
          one.staffId === id && one.circle === "line" && one.startsAt <= at && at < one.endsAt,
      ),
  ).length;
}

function leastAt(minimums: readonly Minimum[], at: number, language: string | null): number {
  let least = language === null ? LEAST : 0;
  const said = minimums.filter((one) => one.language === language);
  const now = said.filter((one) => hourAt(at) >= one.fromHour && hourAt(at) < one.toHour);
  if (now.length > 0) least = now.reduce((most, one) => Math.max(most, one.least), 0);
  return least;
}

test("gaps are exactly the minutes in which fewer than the minimum are on", () => {
  const anything = fc.record({
    shifts: fc.array(anyShift, { maxLength: 14 }),
    minimums: fc.array(anyMinimum, { maxLength: 4 }),
    step: fc.constantFrom(7, 11, 13),
  });
  fc.assert(
    fc.property(anything, ({ shifts, minimums, step }) => {
      const gaps = gapsIn({ planned: shifts, members, minimums, timeZone: ZONE, window });
      for (const language of languages) {
        const mine = gaps.filter((gap) => gap.language === language);
        for (let at = window.from; at < window.to; at += step * MINUTE_MS) {
          const [on, least] = [onAt(shifts, at, language), leastAt(minimums, at, language)];
          const found = mine.filter((gap) => gap.from <= at && at < gap.to);
          expect(found.map((gap) => [gap.on, gap.least])).toEqual(on < least ? [[on, least]] : []);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test("two stretches that follow each other with the same people missing are one gap", () => {
  const gaps = gapsIn({ planned: [], members, minimums: [], timeZone: ZONE, window });
  expect(gaps).toEqual([{ ...window, language: null, on: 0, least: 2 }]);
});
