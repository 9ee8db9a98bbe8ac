import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { reportCsv } from "../../../src/adapters/report-csv.ts";
import { publish } from "../../../src/domain/sharing/publish.ts";

test("whatever gets into a cell, no spreadsheet computes it", () => {
  const month = '=HYPERLINK("https://example.org")';
  const file = reportCsv(["-1"], [{ month, version: 1, ...publish([]) }], "all");
  const rows: string[][] = parse(file, { relax_column_count: true });
  expect(rows[0]).toEqual(["# -1"]);
  expect(rows[2]).toEqual([`'${month}`, "total", "", "", "hidden"]);
});

test("a table that cannot be shown says so", () => {
  const file = reportCsv([], [{ month: "2026-03", version: 1, ...publish([]) }], "all");
  expect(file).toContain("2026-03,province by outcome,,,hidden\n");
});
