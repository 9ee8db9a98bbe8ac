import { stringify } from "csv-stringify/sync";
import { DIMENSIONS } from "../domain/sharing/dimensions.ts";
import type { OneWay } from "../domain/sharing/one-way.ts";
import { BY_OUTCOME, type PublishedMonth } from "../domain/sharing/publish.ts";
import { REST, type TwoWay } from "../domain/sharing/two-way.ts";

const COLUMNS = ["month", "table", "row", "column", "calls"];

/** A word, so that no spreadsheet adds it up as nothing. */
const HIDDEN = "hidden";

type Row = readonly (string | number)[];

/** One number a line, below lines that begin with # and say what it is. No cell begins as a formula does. */
export function reportCsv(
  notes: readonly string[],
  months: readonly PublishedMonth[],
  tables: "oneWay" | "all",
): string {
  const rows: readonly Row[] = [
    ...notes.map((note) => [`# ${note}`]),
    COLUMNS,
    ...months.flatMap((month) => rowsOf(month, tables)),
  ];
  return stringify([...rows], { escape_formulas: true });
}

function rowsOf(numbers: PublishedMonth, tables: "oneWay" | "all"): readonly Row[] {
  const { month, total, by, byOutcome } = numbers;
  const ones = DIMENSIONS.flatMap((name) => oneWayRows(by[name], [month, name]));
  const twos = BY_OUTCOME.flatMap((name) =>
    twoWayRows(byOutcome[name], [month, `${name} by outcome`]),
  );
  return [[month, "total", "", "", total ?? HIDDEN], ...ones, ...(tables === "all" ? twos : [])];
}

function oneWayRows({ counts, rest }: OneWay, of: Row): readonly Row[] {
  const rows = Object.entries(counts).map(([category, calls]) =>
    of.concat([category, "", calls ?? HIDDEN]),
  );
  return rest === null ? rows : [...rows, of.concat([REST, "", rest])];
}

function twoWayRows(table: TwoWay | null, of: Row): readonly Row[] {
  if (table === null) return [of.concat(["", "", HIDDEN])];
  return table.rows.flatMap((row, r) =>
    table.columns.map((column, c) => of.concat([row, column, table.calls[r]?.[c] ?? HIDDEN])),
  );
}
