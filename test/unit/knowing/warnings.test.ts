import { expect, test } from "vitest";

import { readWarningCsv } from "../../../src/adapters/csv/warnings.ts";
import {
  changesOf,
  endOf,
  matters,
  standsAt,
  WITHOUT_END_MS,
  type StandingWarning,
  type Warning,
} from "../../../src/domain/knowing/warnings.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const from = Date.UTC(2026, 10, 20);

const warning: Warning = {
  id: "example-2026-11",
  substances: ["opioid"],
  soldAs: "purple powder",
  province: "ON",
  municipality: "Exampleton",
  found: { en: "Stronger than people expect", fr: null },
  advice: { en: "A little first", fr: null },
  source: "Example public health",
  sourceUrl: "https://example.org/alerts/1",
  from,
  until: from + 5 * DAY_MS,
};
const standing = (more: Partial<StandingWarning> = {}): StandingWarning => ({
  ...warning,
  importedBy: "dana",
  importedAt: from,
  ended: null,
  ...more,
});

test("a warning is over by its own end, by somebody's word, or after four weeks when it names none", () => {
  expect(standsAt(standing(), from - 1)).toBe(false);
  expect(standsAt(standing(), from)).toBe(true);
  expect(standsAt(standing(), from + 5 * DAY_MS)).toBe(false);
  expect(endOf(standing({ until: null }))).toBe(from + WITHOUT_END_MS);
  expect(standsAt(standing({ until: null }), from + 27 * DAY_MS)).toBe(true);
  const ended = standing({ ended: { by: "dana", at: from + DAY_MS } });
  expect(standsAt(ended, from + DAY_MS - 1)).toBe(true);
  expect(standsAt(ended, from + DAY_MS)).toBe(false);
});

test("it matters by what they take and their province; what is not known yet leaves nothing out", () => {
  const ontario = { substances: ["opioid"], province: "ON" } as const;
  expect(matters(warning, ontario)).toBe(true);
  expect(matters(warning, { ...ontario, substances: ["stimulant"] })).toBe(false);
  expect(matters(warning, { ...ontario, substances: ["stimulant", "opioid"] })).toBe(true);
  expect(matters(warning, { ...ontario, substances: [] })).toBe(true);
  expect(matters(warning, { ...ontario, substances: ["unknown"] })).toBe(true);
  expect(matters(warning, { ...ontario, substances: ["stimulant", "unknown"] })).toBe(true);
  expect(matters(warning, { ...ontario, province: "QC" })).toBe(false);
  // Before a place is said only what holds everywhere: another province's would be noise.
  expect(matters(warning, { ...ontario, province: null })).toBe(false);
  expect(matters({ ...warning, province: null }, { ...ontario, province: null })).toBe(true);
});

const HEADER =
  "id,substances,sold_as,province,municipality,found_en,found_fr,advice_en,advice_fr,source,source_url,from,until";
const GOOD =
  "example-2026-11,opioid,purple powder,ON,Exampleton,Stronger than people expect,,A little first,,Example public health,https://example.org/alerts/1,2026-11-20,2026-11-24";

test("a file is read row by row; a day that ends is over everywhere in Canada", () => {
  const { warnings, problems } = readWarningCsv(`${HEADER}\n${GOOD}\n`);
  expect(problems).toEqual([]);
  expect(warnings).toEqual([{ ...warning, until: Date.UTC(2026, 10, 24) + 32 * HOUR_MS }]);
});

test("every wrong row is named by its line and field, and one of them spoils the file for nobody's eyes", () => {
  const bad = [
    GOOD,
    "two words,opioid;heroine,,ON,,Found,,Do,,Somebody,,2026-11-20,",
    "b,opioid,,,Exampleton,Found,,,,Somebody,http://example.org,2026-13-40,",
    "c,,,XX,,,,Do,,,,2026-11-20,2026-11-01",
    GOOD,
    "d,opioid,,ON,,Found,,Do,,Somebody,,2026-11-20,2026-11-01",
  ].join("\n");
  const { problems } = readWarningCsv(`${HEADER}\n${bad}\n`);
  expect(problems.map(({ line, field }) => `${line} ${field}`)).toEqual([
    "3 id",
    "3 substances",
    "4 source_url",
    "4 from",
    "5 substances",
    "5 province",
    "5 source",
    "6 id",
    "7 until",
  ]);
  expect(problems.at(-2)?.what).toBe("line 2 has this id already");
  const noText = "e,opioid,,,Exampleton,,,,,Somebody,,2026-11-20,";
  expect(readWarningCsv(`${HEADER}\n${noText}\n`).problems.map(({ field }) => field)).toEqual([
    "found_en",
    "advice_en",
    "province",
  ]);
  expect(readWarningCsv("id,from\na,2026-11-20\n").problems).toContainEqual({
    line: 1,
    field: "substances",
    what: "this column is missing",
  });
});

test("a file says what it would change; what is not in it stays, and what was ended stands again", () => {
  expect(changesOf([], [warning])).toEqual([{ id: warning.id, change: "added", fields: [] }]);
  expect(changesOf([standing()], [warning])).toMatchObject([{ change: "same" }]);
  const other = { ...warning, province: null, municipality: null };
  expect(changesOf([standing()], [other])).toEqual([
    { id: warning.id, change: "changed", fields: ["province", "municipality"] },
  ]);
  const ended = standing({ ended: { by: "dana", at: from } });
  expect(changesOf([ended], [warning])).toMatchObject([{ change: "changed", fields: ["ended"] }]);
});
