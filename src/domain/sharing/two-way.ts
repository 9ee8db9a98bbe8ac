import { LEAST_SHOWN, sum } from "./one-way.ts";

export const REST = "rest";

/** Categories counted together, as one row or column. */
export type Together = {
  readonly categories: readonly string[];
  /** All their calls. Known to whoever reads the one-way tables, so what is decided by it tells nothing. */
  readonly calls: number;
  /** The one row, or column, of all that is not shown alone. */
  readonly rest: boolean;
};

export type Grid = { readonly rows: readonly Together[]; readonly columns: readonly Together[] };

/** How many calls were both. */
export type Both = (row: string, column: string) => number;

export type TwoWay = {
  /** Categories, and `rest`: all that are not named, together. */
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** By row, then by column. */
  readonly calls: readonly (readonly number[])[];
};

/**
 * As fine a table as has no small number in it, or null. Until there is none, whichever row or column has fewest of all goes into the
 * rest. Which one, the sums alone decide, and they are known: so that whoever knows them and this code is left with ten values or more
 * for every number that is not shown (decision 033).
 */
export function withoutSmall(grid: Grid, both: Both): TwoWay | null {
  if (grid.rows.length < 2 || grid.columns.length < 2) return null;
  const calls = grid.rows.map((row) => grid.columns.map((column) => callsOf(row, column, both)));
  if (calls.flat().some((number) => number < LEAST_SHOWN)) return withoutSmall(coarser(grid), both);
  return { rows: grid.rows.map(nameOf), columns: grid.columns.map(nameOf), calls };
}

const callsOf = (row: Together, column: Together, both: Both): number =>
  sum(row.categories.flatMap((one) => column.categories.map((other) => both(one, other))));

const nameOf = ({ categories }: Together): string =>
  categories.length === 1 ? (categories[0] ?? REST) : REST;

function coarser({ rows, columns }: Grid): Grid {
  const [fewest] = [...rows, ...columns]
    .filter(({ rest }) => !rest)
    .toSorted((a, b) => a.calls - b.calls);
  return { rows: restWith(rows, fewest), columns: restWith(columns, fewest) };
}

/** These, but for that one, which is in the rest now. Where it is none of these they stay as they are. */
function restWith(lines: readonly Together[], one: Together | undefined): readonly Together[] {
  if (one === undefined || !lines.includes(one)) return lines;
  const rest = lines.find((line) => line.rest) ?? { categories: [], calls: 0 };
  const together = {
    categories: [...rest.categories, ...one.categories],
    calls: rest.calls + one.calls,
    rest: true,
  };
  return [...lines.filter((line) => line !== one && !line.rest), together];
}
