import { CATEGORIES, type Alike, type Dimension } from "./dimensions.ts";
import type { Month } from "./months.ts";
import { fitToShow, LEAST_SHOWN, sum, type Count, type OneWay } from "./one-way.ts";
import { withoutSmall, type Together, type TwoWay } from "./two-way.ts";

/** Of the rules that numbers are published by. What was published by an older one stays as it was. */
export const RULES_VERSION = 1;

/** Outcomes by each of these. No other pairs: tables that share only outcomes tell nothing of each other (decision 033). */
export const BY_OUTCOME = ["province", "language", "substance"] as const;

/** All that anybody is ever told of a month. */
export type Numbers = {
  /** Null: hidden, and all else with it. */
  readonly total: number | null;
  readonly by: Readonly<Record<Dimension, OneWay>>;
  /** Outcomes are the columns. Null: no such table can be shown. */
  readonly byOutcome: Readonly<Record<(typeof BY_OUTCOME)[number], TwoWay | null>>;
};

export type PublishedMonth = Numbers & { readonly month: Month; readonly version: number };

/** Whatever is shared is made of this, and of nothing else. */
export function publish(calls: readonly Alike[]): Numbers {
  const total = callsOf(calls);
  if (total < LEAST_SHOWN) return nothingShown;
  const { province, language, substance, outcome } = everyBy((dimension) =>
    fitToShow(countsBy(calls, dimension)),
  );
  const columns = linesOf(outcome);
  const crossed = (dimension: Dimension, table: OneWay) =>
    withoutSmall({ rows: linesOf(table), columns }, (row, column) =>
      callsOf(calls.filter((one) => one[dimension] === row && one.outcome === column)),
    );
  return {
    total,
    by: { province, language, substance, outcome },
    byOutcome: {
      province: crossed("province", province),
      language: crossed("language", language),
      substance: crossed("substance", substance),
    },
  };
}

const everyBy = (make: (dimension: Dimension) => OneWay): Record<Dimension, OneWay> => ({
  province: make("province"),
  language: make("language"),
  substance: make("substance"),
  outcome: make("outcome"),
});

const nothingShown: Numbers = {
  total: null,
  by: everyBy((dimension) => ({
    counts: Object.fromEntries(CATEGORIES[dimension].map((category) => [category, null])),
    rest: null,
  })),
  byOutcome: { province: null, language: null, substance: null },
};

const countsBy = (calls: readonly Alike[], dimension: Dimension): readonly Count[] =>
  CATEGORIES[dimension].map((category) => [
    category,
    callsOf(calls.filter((one) => one[dimension] === category)),
  ]);

const callsOf = (alike: readonly Alike[]): number => sum(alike.map(({ calls }) => calls));

/** A row or column for each number of a one-way table, and one for all that it hides. */
function linesOf({ counts, rest }: OneWay): readonly Together[] {
  const shown = Object.entries(counts).flatMap(([category, calls]) =>
    calls === null ? [] : [{ categories: [category], calls, rest: false }],
  );
  const hidden = Object.keys(counts).filter((category) => counts[category] === null);
  return rest === null ? shown : [...shown, { categories: hidden, calls: rest, rest: true }];
}
