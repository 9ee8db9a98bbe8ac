import { CsvError, parse } from "csv-parse/sync";
import { z } from "zod";

import { WARNED_OF, type Warning } from "../domain/knowing/warnings.ts";
import { PROVINCES } from "../domain/provinces.ts";

/** What is wrong in a file, and where. */
type FileProblem = {
  /** The line of the file, counted from 1; the header is 1. */
  readonly line: number;
  readonly field: string;
  readonly what: string;
};

export type WarningFile = {
  readonly warnings: readonly Warning[];
  readonly problems: readonly FileProblem[];
};

const HOUR_MS = 3_600_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** A day is over everywhere in Canada once it is over on the Pacific coast. */
const LAST_OF_A_DAY_MS = (24 + 8) * HOUR_MS;
const LONGEST = 600;

const orNull = z.string().transform((text) => (text === "" ? null : text));
const said = orNull.refine((text) => text === null || text.length <= LONGEST, {
  message: `at most ${LONGEST} letters: it is read during a call`,
});
const isDay = (text: string) => DAY.test(text) && !Number.isNaN(Date.parse(text));

const substances = z
  .string()
  .transform((text) => text.split(";").map((one) => one.trim()))
  .pipe(z.array(z.enum(WARNED_OF)).min(1, `at least one of ${WARNED_OF.join(", ")}`));

const url = orNull.refine((text) => text === null || /^https:\/\/[^\s]+$/.test(text), {
  message: "an address that begins with https://, or nothing",
});

const row = z.object({
  id: z
    .string()
    .regex(/^[\w.:-]{1,60}$/, "its source's own name for it: letters, digits, . : _ -, at most 60"),
  substances,
  sold_as: said,
  province: orNull.pipe(z.enum(PROVINCES, "a province like ON, or nothing").nullable()),
  municipality: orNull,
  found_en: said,
  found_fr: said,
  advice_en: said,
  advice_fr: said,
  source: z.string().min(1, "who says so").max(200),
  source_url: url,
  from: z
    .string()
    .refine(isDay, { message: "a day like 2026-11-22" })
    .transform((text) => Date.parse(text)),
  until: z
    .string()
    .refine((text) => text === "" || isDay(text), { message: "a day like 2026-11-22, or nothing" })
    .transform((text) => (text === "" ? null : Date.parse(text) + LAST_OF_A_DAY_MS)),
});
type Row = z.output<typeof row>;

const COLUMNS = Object.keys(row.shape);

/** Reads drug alerts. Every bad row is named with its line and field; a file with any is for nobody to take over. */
export function readWarningCsv(text: string): WarningFile {
  const table = csvRecords(text);
  if ("problem" in table) return { warnings: [], problems: [table.problem] };
  const missing = COLUMNS.filter((column) => !table.header.includes(column));
  if (missing.length > 0) {
    const problems = missing.map((field) => ({ line: 1, field, what: "this column is missing" }));
    return { warnings: [], problems };
  }
  const read = table.rows.map(({ line, record }) => ({ line, result: row.safeParse(record) }));
  const good = read.flatMap(({ line, result }) =>
    result.success ? [{ line, row: result.data }] : [],
  );
  const bad = read.flatMap(({ line, result }) =>
    result.success
      ? []
      : result.error.issues.map(({ path, message }) => ({
          line,
          field: String(path[0] ?? ""),
          what: message,
        })),
  );
  const problems = [...bad, ...good.flatMap((one) => disagreement(one)), ...twice(good)];
  return {
    warnings: good.map((one) => warningOf(one.row)),
    problems: problems.toSorted((a, b) => a.line - b.line),
  };
}

type Read = { readonly line: number; readonly row: Row };

/** What is right by itself, and does not go together. */
function disagreement({ line, row: read }: Read): readonly FileProblem[] {
  const isSaid = (...texts: readonly (string | null)[]) => texts.some((text) => text !== null);
  const wrong: readonly [boolean, string, string][] = [
    [!isSaid(read.found_en, read.found_fr), "found_en", "what was found, in one language at least"],
    [!isSaid(read.advice_en, read.advice_fr), "advice_en", "what to do, in one language at least"],
    [
      read.municipality !== null && read.province === null,
      "province",
      "a municipality needs its province",
    ],
    [read.until !== null && read.until <= read.from, "until", "not before the day it is from"],
  ];
  return wrong.flatMap(([is, field, what]) => (is ? [{ line, field, what }] : []));
}

function twice(rows: readonly Read[]): readonly FileProblem[] {
  const first = new Map<string, number>();
  return rows.flatMap(({ line, row: { id } }) => {
    const earlier = first.get(id);
    if (earlier !== undefined)
      return [{ line, field: "id", what: `line ${earlier} has this id already` }];
    first.set(id, line);
    return [];
  });
}

const warningOf = (read: Row): Warning => ({
  id: read.id,
  substances: read.substances,
  soldAs: read.sold_as,
  province: read.province,
  municipality: read.municipality,
  found: { en: read.found_en, fr: read.found_fr },
  advice: { en: read.advice_en, fr: read.advice_fr },
  source: read.source,
  sourceUrl: read.source_url,
  from: read.from,
  until: read.until,
});

type Records =
  | { readonly problem: FileProblem }
  | {
      readonly header: readonly string[];
      readonly rows: readonly { line: number; record: Record<string, string> }[];
    };

/** The rows of a CSV file by the names of its header. */
function csvRecords(text: string): Records {
  let header: readonly string[] = [];
  try {
    const rows = parsed.parse(
      parse(text, {
        bom: true,
        trim: true,
        skip_empty_lines: true,
        info: true,
        columns: (names: string[]) => {
          header = names;
          return names;
        },
      }),
    );
    return { header, rows: rows.map(({ record, info }) => ({ line: info.lines, record })) };
  } catch (err) {
    if (!(err instanceof CsvError)) throw err;
    const { lines } = err;
    const line = typeof lines === "number" ? lines : 1;
    return { problem: { line, field: "", what: err.message } };
  }
}

const parsed = z.array(
  z.object({
    record: z.record(z.string(), z.string()),
    info: z.object({ lines: z.number() }),
  }),
);
