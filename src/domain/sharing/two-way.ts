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
 * As fine a table as has no small number in it, or null. Rows and columns with one go into the rest until there is none: then
 * whoever knows every sum can tell no number that is not shown by less than ten (decision 033).
 */
export function withoutSmall(grid: Grid, both: Both): TwoWay | null {
  if (grid.rows.length < 2 || grid.columns.length < 2) return null;
  const calls = grid.rows.map((row) => grid.columns.map((column) => callsOf(row, column, both)));
  const at = calls.flat().findIndex((number) => number < LEAST_SHOWN);
  if (at !== -1) return withoutSmall(coarser(grid, at), both);
  return { rows: grid.rows.map(nameOf), columns: grid.columns.map(nameOf), calls };
}

const callsOf = (row: Together, column: Together, both: Both): number =>
  sum(row.categories.flatMap((one) => column.categories.map((other) => both(one, other))));

const nameOf = ({ categories }: Together): string =>
  categories.length === 1 ? (categories[0] ?? REST) : REST;

/** The row or the column of that small number, whichever has fewer calls, goes into the rest; where both are the rest, whichever has fewest of all. */
function coarser({ rows, columns }: Grid, at: number): Grid {
  const row = rows[Math.floor(at / columns.length)];
  const column = columns[at % columns.length];
  const crossed = [row, column].filter((one) => one !== undefined && !one.rest);
  const others = [...rows, ...columns].filter(({ rest }) => !rest);
  const [fewest] = (crossed.length > 0 ? crossed : others)
    .filter((one) => one !== undefined)
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
