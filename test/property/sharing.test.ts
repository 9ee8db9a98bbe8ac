import * as fc from "fast-check";
import { expect, test } from "vitest";
import { CATEGORIES, DIMENSIONS, type Alike } from "../../src/domain/sharing/dimensions.ts";
import { fitToShow, type Count } from "../../src/domain/sharing/one-way.ts";
import { BY_OUTCOME, publish, type Numbers } from "../../src/domain/sharing/publish.ts";
import { withoutSmall, type TwoWay } from "../../src/domain/sharing/two-way.ts";
import { narrow, type Bounds, type Sum } from "../support/attacker.ts";

/** Most calls are alike, as on a real line, and some are like nobody's. */
const anyCategory = (all: readonly string[]) =>
  fc.oneof(fc.constantFrom(...all.slice(-3)), fc.constantFrom(...all));
const anyCalls: fc.Arbitrary<readonly Alike[]> = fc.array(
  fc.record({
    province: anyCategory(CATEGORIES.province),
    language: anyCategory(CATEGORIES.language),
    substance: anyCategory(CATEGORIES.substance),
    outcome: anyCategory(CATEGORIES.outcome),
    calls: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 150 })),
  }),
  { maxLength: 40 },
);

const callsIn = (calls: readonly Alike[]) => calls.reduce((all, one) => all + one.calls, 0);

type Besides = { readonly whichAreSmall: boolean; readonly whereNobodyCalls: boolean };

/** All numbers there are behind a month, by name: what is published fixes some, what somebody was told besides others, and sums bind them. */
function attack(told: Numbers, truth: readonly Alike[], besides: Besides) {
  const total = callsIn(truth);
  const known = new Map<string, Bounds>();
  const sums: Sum[] = [];
  for (const dimension of DIMENSIONS) {
    const { counts, rest } = told.by[dimension];
    const truly = (category: string) => callsIn(truth.filter((one) => one[dimension] === category));
    const someShown = Object.values(counts).some((calls) => calls !== null);
    const nameOf = (category: string) => `${dimension} ${category}`;
    for (const [category, calls] of Object.entries(counts)) {
      const hidden = hiddenBounds(truly(category), total, {
        ...besides,
        whichAreSmall: besides.whichAreSmall && someShown,
      });
      known.set(nameOf(category), calls === null ? hidden : { low: calls, high: calls });
    }
    sums.push({ of: Object.keys(counts).map(nameOf), is: total });
    const hidden = Object.keys(counts).filter((category) => counts[category] === null);
    if (rest !== null) sums.push({ of: hidden.map(nameOf), is: rest });
  }
  for (const dimension of BY_OUTCOME) {
    for (const row of CATEGORIES[dimension])
      for (const column of CATEGORIES.outcome)
        known.set(`${dimension} ${row} ${column}`, { low: 0, high: total });
    sums.push(...sumsOf(dimension, told.byOutcome[dimension]));
  }
  narrow(known, sums);
  return known;
}

/** Of a hidden number, before any sum is looked at. Where everything is hidden, nobody knows which are small. */
function hiddenBounds(truly: number, total: number, besides: Besides): Bounds {
  if (besides.whereNobodyCalls && truly === 0) return { low: 0, high: 0 };
  if (!besides.whichAreSmall) return { low: 0, high: total };
  return truly < 10 ? { low: 0, high: 9 } : { low: 10, high: total };
}

function sumsOf(dimension: (typeof BY_OUTCOME)[number], table: TwoWay | null): readonly Sum[] {
  const both = (rows: readonly string[], columns: readonly string[]) =>
    rows.flatMap((row) => columns.map((column) => `${dimension} ${row} ${column}`));
  const rows = CATEGORIES[dimension];
  const columns = CATEGORIES.outcome;
  const byRow = rows.map((row) => ({ of: both([row], columns), is: `${dimension} ${row}` }));
  const byColumn = columns.map((column) => ({ of: both(rows, [column]), is: `outcome ${column}` }));
  const told = (table?.rows ?? []).flatMap((row, r) =>
    (table?.columns ?? []).map((column, c) => ({
      of: both(meant(row, table?.rows ?? [], rows), meant(column, table?.columns ?? [], columns)),
      is: table?.calls[r]?.[c] ?? 0,
    })),
  );
  return [...byRow, ...byColumn, ...told];
}

/** The rest is all that is not named. */
const meant = (name: string, named: readonly string[], all: readonly string[]) =>
  name === "rest" ? all.filter((category) => !named.includes(category)) : [name];

/** Every number that somebody was told, under the names they have above. */
function toldOf(told: Numbers): ReadonlySet<string> {
  const ones = DIMENSIONS.flatMap((dimension) =>
    Object.entries(told.by[dimension].counts).flatMap(([category, calls]) =>
      calls === null ? [] : [`${dimension} ${category}`],
    ),
  );
  const twos = BY_OUTCOME.flatMap((dimension) => {
    const table = told.byOutcome[dimension];
    return (table?.rows ?? []).flatMap((row) =>
      (table?.columns ?? []).map((column) => `${dimension} ${row} ${column}`),
    );
  });
  return new Set([...ones, ...twos]);
}

test("no number under ten is published", () => {
  fc.assert(
    fc.property(anyCalls, (calls) => {
      const all = JSON.stringify(publish(calls)).match(/\d+/g) ?? [];
      expect(all.map(Number).filter((number) => number < 10)).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test("no hidden number can be worked out to fewer than ten values, though one was told which are small", () => {
  fc.assert(
    fc.property(anyCalls, (calls) => {
      const told = publish(calls);
      fc.pre(told.total !== null);
      const open = toldOf(told);
      const known = attack(told, calls, { whichAreSmall: true, whereNobodyCalls: false });
      const sure = [...known].filter(([name, { low, high }]) => !open.has(name) && high - low < 9);
      expect(sure).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test("nor can a small one by who knows where nobody ever calls", () => {
  fc.assert(
    fc.property(anyCalls, fc.boolean(), (calls, whichAreSmall) => {
      const told = publish(calls);
      fc.pre(told.total !== null);
      const known = attack(told, calls, { whichAreSmall, whereNobodyCalls: true });
      const small = DIMENSIONS.flatMap((dimension) =>
        CATEGORIES[dimension]
          .filter((category) => isSmall(calls.filter((one) => one[dimension] === category)))
          .map((category) => known.get(`${dimension} ${category}`)),
      );
      expect(small.filter((one) => one === undefined || one.high - one.low < 9)).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

const isSmall = (calls: readonly Alike[]): boolean => callsIn(calls) > 0 && callsIn(calls) < 10;

test("what is told is true, and adds up", () => {
  fc.assert(
    fc.property(anyCalls, (calls) => {
      const told = publish(calls);
      fc.pre(told.total !== null);
      expect(told.total).toBe(callsIn(calls));
      for (const dimension of DIMENSIONS) {
        const { counts, rest } = told.by[dimension];
        const shown = Object.entries(counts).filter(([, number]) => number !== null);
        for (const [category, number] of shown)
          expect(callsIn(calls.filter((one) => one[dimension] === category))).toBe(number);
        const all = shown.reduce((sum, [, number]) => sum + (number ?? 0), rest ?? 0);
        expect(all).toBe(told.total);
      }
      const tables = BY_OUTCOME.map((dimension) => told.byOutcome[dimension]);
      for (const table of tables.filter((one) => one !== null))
        expect(table.calls.flat().reduce((a, b) => a + b, 0)).toBe(told.total);
    }),
    { numRuns: 100 },
  );
});

test("the order in which calls come makes no difference", () => {
  fc.assert(
    fc.property(anyCalls, (calls) => {
      expect(publish(calls.toReversed())).toEqual(publish(calls));
    }),
    { numRuns: 50 },
  );
});

/** Every way in which so many calls fall into so many categories. */
function* ways(total: number, categories: number): Generator<readonly number[]> {
  if (categories === 1) return yield [total];
  for (let first = 0; first <= total; first += 1)
    for (const others of ways(total - first, categories - 1)) yield [first, ...others];
}

/** By what is told: of each number behind it, all that it could be. */
function alike(behind: Iterable<{ readonly told: string; readonly numbers: readonly number[] }>) {
  const groups = new Map<string, Set<number>[]>();
  for (const { told, numbers } of behind) {
    const sets = groups.get(told) ?? numbers.map(() => new Set<number>());
    groups.set(told, sets);
    for (const [index, number] of numbers.entries()) sets[index]?.add(number);
  }
  return groups;
}

test.each([2, 3, 4])(
  "whoever knows the code, and makes every list of %i that would be told in the same way, is left with nine values",
  (categories) => {
    for (const total of [10, 18, 19, 20, 28, 29, 37, 38, 45])
      for (const [told, sets] of alike(listsOf(total, categories, []))) {
        const hidden = sets.filter((_, index) => told.includes(`"c${index}":null`));
        const fewest = Math.min(...hidden.map(({ size }) => size), Infinity);
        expect([told, fewest >= 9 ? "enough" : fewest]).toEqual([told, "enough"]);
      }
  },
);

test.each([2, 3, 4])(
  "and of every small number in a list of %i, where they know besides of a place from which nobody ever calls",
  (categories) => {
    for (const total of [10, 18, 19, 20, 28, 29, 37, 38, 45])
      for (const [told, sets] of alike(listsOf(total, categories, [["never", 0]]))) {
        const maybeSmall = sets.filter((set) => [...set].some((calls) => calls > 0 && calls < 10));
        const fewest = Math.min(...maybeSmall.map(({ size }) => size), Infinity);
        expect([told, fewest >= 9 ? "enough" : fewest]).toEqual([told, "enough"]);
      }
  },
);

const listsOf = (total: number, categories: number, besides: readonly Count[]) =>
  [...ways(total, categories)].map((numbers) => {
    const counts = numbers.map((calls, index): Count => [`c${index}`, calls]);
    return { told: JSON.stringify(fitToShow([...counts, ...besides])), numbers };
  });

const anySum = fc.integer({ min: 10, max: 60 });
const anySums = fc.record({
  rows: fc.tuple(anySum, anySum, anySum),
  hundredths: fc.integer({ min: 0, max: 100 }),
});

test("and so of every table of two things with the same sums", () => {
  fc.assert(
    fc.property(anySums, ({ rows, hundredths }) => {
      const total = rows.reduce((a, b) => a + b, 0);
      const left = 10 + Math.floor((hundredths * (total - 20)) / 100);
      const columns = [left, total - left];
      const grid = {
        rows: rows.map((calls, r) => ({ categories: [`r${r}`], calls, rest: false })),
        columns: columns.map((calls, c) => ({ categories: [`c${c}`], calls, rest: false })),
      };
      const behind = [...ways(left, rows.length)]
        .filter((first) => first.every((calls, r) => calls <= (rows[r] ?? 0)))
        .map((first) => {
          const numbers = first.flatMap((calls, r) => [calls, (rows[r] ?? 0) - calls]);
          const table = withoutSmall(
            grid,
            (row, column) => numbers[Number(row.slice(1)) * 2 + Number(column.slice(1))] ?? 0,
          );
          return { told: JSON.stringify(table), numbers };
        });
      for (const [told, sets] of alike(behind)) {
        const hidden = sets.filter((_, index) => !told.includes(`"r${Math.floor(index / 2)}"`));
        for (const { size } of hidden) expect(size).toBeGreaterThanOrEqual(10);
      }
    }),
    { numRuns: 40 },
  );
});
