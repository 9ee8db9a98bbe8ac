import { z } from "zod";

import { WARNED_OF, type Warning } from "../../domain/knowing/warnings.ts";
import { PROVINCES } from "../../domain/provinces.ts";
import { isDay, orNull, readRows, type Read, type RowProblem } from "./rows.ts";

export type WarningFile = {
  readonly warnings: readonly Warning[];
  readonly problems: readonly RowProblem[];
};

const HOUR_MS = 3_600_000;
/** A day is over everywhere in Canada once it is over on the Pacific coast. */
const LAST_OF_A_DAY_MS = (24 + 8) * HOUR_MS;
const LONGEST = 600;

const said = orNull.refine((text) => text === null || text.length <= LONGEST, {
  message: `at most ${LONGEST} letters: it is read during a call`,
});

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

/** Reads drug alerts. Every bad row is named with its line and field; a file with any is for nobody to take over. */
export function readWarningCsv(text: string): WarningFile {
  const { good, problems } = readRows(text, row);
  return {
    warnings: good.map((one) => warningOf(one.row)),
    problems: [...problems, ...good.flatMap(disagreement)].toSorted((a, b) => a.line - b.line),
  };
}

/** What is right by itself, and does not go together. */
function disagreement({ line, row: read }: Read<Row>): readonly RowProblem[] {
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
