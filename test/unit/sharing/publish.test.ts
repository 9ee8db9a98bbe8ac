import { expect, test } from "vitest";
import { provinces } from "../../../src/domain/provinces.ts";
import { OUTCOMES, SUBSTANCES } from "../../../src/domain/session/plan.ts";
import { CATEGORIES, type Alike } from "../../../src/domain/sharing/dimensions.ts";
import { lastSettled, monthsFrom } from "../../../src/domain/sharing/months.ts";
import { fitToShow } from "../../../src/domain/sharing/one-way.ts";
import { withoutSmall } from "../../../src/domain/sharing/two-way.ts";
import { publish } from "../../../src/domain/sharing/publish.ts";
import { toronto } from "../../support/shifts.ts";

const calls = (number: number, like: Partial<Alike> = {}): Alike => ({
  province: "ON",
  language: "en",
  substance: "opioid",
  outcome: "well",
  ...like,
  calls: number,
});

test("every outcome, class and province has a place to be counted in", () => {
  expect(CATEGORIES.outcome.toSorted()).toEqual([...OUTCOMES].toSorted());
  expect(CATEGORIES.substance.toSorted()).toEqual([...SUBSTANCES, "none", "several"].toSorted());
  expect(CATEGORIES.province.toSorted()).toEqual([...Object.keys(provinces), "unknown"].toSorted());
  expect(CATEGORIES.language.toSorted()).toEqual(["en", "fr"]);
});

test("ten or more are shown, fewer are hidden, and none is hidden like one", () => {
  const { counts, rest } = fitToShow([
    ["first", 30],
    ["none", 0],
    ["one", 1],
    ["nine", 9],
    ["ten", 10],
    ["many", 400],
  ]);
  expect(counts).toEqual({ first: null, none: null, one: null, nine: null, ten: 10, many: 400 });
  expect(rest).toBe(40);
});

test("where nothing is small, nothing is hidden", () => {
  const shown = fitToShow([
    ["fr", 10],
    ["en", 90],
  ]);
  expect(shown).toEqual({ counts: { fr: 10, en: 90 }, rest: null });
});

test("a small number alone is not told by the sum: another is hidden with it, the first in the list and not the smallest", () => {
  const { counts, rest } = fitToShow([
    ["first", 60],
    ["small", 3],
    ["least", 12],
    ["most", 200],
  ]);
  expect(counts).toEqual({ first: null, small: null, least: 12, most: 200 });
  expect(rest).toBe(63);
});

test("one that leaves too little room is not enough", () => {
  const { counts } = fitToShow([
    ["tight", 11],
    ["small", 3],
    ["next", 30],
    ["most", 200],
  ]);
  expect(counts).toEqual({ tight: null, small: null, next: null, most: 200 });
});

test("two nines whose sum says so are not left alone", () => {
  const { counts } = fitToShow([
    ["nine", 9],
    ["too", 9],
    ["next", 30],
    ["most", 200],
  ]);
  expect(counts).toEqual({ nine: null, too: null, next: null, most: 200 });
});

test("a month with fewer than ten calls shows nothing, and looks like a month with none", () => {
  expect(publish([calls(9)])).toEqual(publish([]));
  expect(publish([calls(9)]).total).toBeNull();
  expect(publish([calls(10)]).total).toBe(10);
});

test("a table of two things names no row or column with a small number in it", () => {
  const { by, byOutcome } = publish([
    calls(300),
    calls(40, { outcome: "left" }),
    calls(150, { province: "QC" }),
    calls(60, { province: "QC", outcome: "left" }),
    calls(30, { province: "BC" }),
    calls(2, { province: "BC", outcome: "left" }),
    calls(12, { province: "NU" }),
    calls(15, { province: "NU", outcome: "left" }),
  ]);
  expect(by.province.counts).toMatchObject({ ON: 340, QC: 210, BC: 32, NU: null, PE: null });
  expect(by.outcome).toMatchObject({ counts: { well: 492, left: null, died: null }, rest: 117 });
  expect(byOutcome.province).toEqual({
    rows: ["QC", "ON", "rest"],
    columns: ["well", "rest"],
    calls: [
      [150, 60],
      [300, 40],
      [42, 17],
    ],
  });
});

test("what goes into the rest of such a table is what has the fewest calls", () => {
  const table: Readonly<Record<string, readonly [number, number]>> = {
    many: [200, 100],
    few: [35, 5],
    some: [65, 35],
  };
  const row = (name: string, calls: number) => ({ categories: [name], calls, rest: false });
  const grid = {
    rows: [row("many", 300), row("few", 40), row("some", 100)],
    columns: [row("0", 300), row("1", 140)],
  };
  expect(withoutSmall(grid, (name, column) => table[name]?.[Number(column)] ?? 0)).toEqual({
    rows: ["many", "rest"],
    columns: ["0", "1"],
    calls: [
      [200, 100],
      [100, 40],
    ],
  });
});

test("where no table of two things can be shown, none is", () => {
  const { byOutcome } = publish([calls(300), calls(4, { outcome: "died" })]);
  expect(byOutcome).toEqual({ province: null, language: null, substance: null });
});

test("a month is settled a week after its end, by the line's own clock", () => {
  const zone = "America/Toronto";
  expect(lastSettled(toronto("2026-03-07T23:59"), zone)).toBe("2026-01");
  expect(lastSettled(toronto("2026-03-08T00:00"), zone)).toBe("2026-02");
  expect(lastSettled(toronto("2027-01-09T00:00"), zone)).toBe("2026-12");
  expect(monthsFrom("2026-11", "2027-02")).toEqual(["2026-11", "2026-12", "2027-01", "2027-02"]);
  expect(monthsFrom("2026-03", "2026-02")).toEqual([]);
});
