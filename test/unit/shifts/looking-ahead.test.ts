import { describe, expect, test } from "vitest";
import type { Gap } from "../../../src/domain/shifts/coverage.ts";
import { remindersOf } from "../../../src/domain/shifts/reminders.ts";
import { rowChanges, type Row } from "../../../src/domain/shifts/rows.ts";
import { telling, type Told } from "../../../src/domain/shifts/told.ts";
import { gapText, reminderText } from "../../../src/domain/words/shifts.ts";
import { planned, toronto } from "../../support/shifts.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const noon = toronto("2026-11-22T12:00");
const timeZone = "America/Toronto";
const gap = (from: number, to: number, change: Partial<Gap> = {}): Gap => ({
  from,
  to,
  language: null,
  on: 1,
  least: 2,
  ...change,
});

describe("supervisors are told of a gap", () => {
  const days = gap(noon + 3 * DAY_MS, noon + 3 * DAY_MS + 8 * HOUR_MS);
  const tell = (gaps: readonly Gap[], told: readonly Told[], now = noon) =>
    telling(gaps, told, { now, timeZone });

  test("once, two weeks ahead, and once more the day before", () => {
    const first = tell([days], []);
    expect(first.gaps).toEqual([days]);
    expect(tell([days], first.told).gaps).toEqual([]);
    const dayBefore = days.from - 23 * HOUR_MS;
    const second = tell([days], first.told, dayBefore);
    expect(second.gaps).toHaveLength(1);
    expect(tell([days], [...first.told, ...second.told], dayBefore).gaps).toEqual([]);
  });

  test("that grew only by coming into sight: not again", () => {
    const edge = noon + 14 * DAY_MS;
    const first = tell([gap(edge - HOUR_MS, edge)], []);
    expect(first.gaps).toHaveLength(1);
    const later = noon + HOUR_MS;
    const second = tell([gap(edge - HOUR_MS, edge + HOUR_MS)], first.told, later);
    expect(second.gaps).toEqual([]);
    const third = tell(
      [gap(edge - HOUR_MS, edge + 2 * HOUR_MS)],
      [...first.told, ...second.told],
      later + HOUR_MS,
    );
    expect(third.gaps).toEqual([]);
  });

  test("that grew because somebody is gone: of what is new", () => {
    const first = tell([days], []);
    const earlier = gap(days.from - 2 * HOUR_MS, days.to);
    expect(tell([earlier], first.told).gaps).toEqual([gap(earlier.from, days.from)]);
  });

  test("for each language apart", () => {
    const first = tell([days], []);
    expect(tell([days, { ...days, language: "fr" }], first.told).gaps).toEqual([
      { ...days, language: "fr" },
    ]);
  });

  test("two weeks away not at night; tomorrow's at any hour", () => {
    const night = toronto("2026-11-22T03:00");
    expect(tell([days], [], night).gaps).toEqual([]);
    expect(tell([gap(night + HOUR_MS, night + 2 * HOUR_MS)], [], night).gaps).toHaveLength(1);
  });
});

describe("rows of who is on now", () => {
  const shift = planned("jo", noon + HOUR_MS, noon + 9 * HOUR_MS);
  const row = (change: Partial<Row> = {}): Row => ({
    id: "row",
    ruleId: shift.ruleId,
    day: shift.day,
    staffId: "jo",
    circle: "line",
    startsAt: shift.startsAt,
    endsAt: shift.endsAt,
    left: false,
    ...change,
  });
  const nothing = { add: [], move: [], remove: [] };

  test("follow what was agreed", () => {
    expect(rowChanges([shift], [], noon)).toEqual({ ...nothing, add: [shift] });
    expect(rowChanges([shift], [row()], noon)).toEqual(nothing);
    expect(rowChanges([], [row()], noon)).toEqual({ ...nothing, remove: ["row"] });
    const later = { ...shift, startsAt: noon + 2 * HOUR_MS };
    expect(rowChanges([later], [row()], noon).move).toMatchObject([{ startsAt: later.startsAt }]);
  });

  const running = noon + 2 * HOUR_MS;
  test("who left early is not brought back", () => {
    const left = row({ endsAt: running - 1, left: true });
    expect(rowChanges([shift], [left], running)).toEqual(nothing);
  });

  test("given to somebody else while it runs: one ends now, the other begins now", () => {
    const others = { ...shift, staffId: "robin" };
    const changes = rowChanges([others], [row()], running);
    expect(changes.move).toMatchObject([{ id: "row", endsAt: running }]);
    expect(changes.add).toMatchObject([{ staffId: "robin", startsAt: running }]);
    expect(changes.remove).toEqual([]);
  });

  test("what is past stays as it was", () => {
    expect(rowChanges([], [row()], noon + 20 * HOUR_MS)).toEqual(nothing);
  });
});

describe("reminders", () => {
  test("come a day and an hour before; moments that are past are not made up for", () => {
    const at = (ahead: number) =>
      remindersOf([planned("jo", noon + ahead, noon + ahead + HOUR_MS)], noon).map(
        ({ dueAt }) => dueAt - noon,
      );
    expect(at(30 * HOUR_MS)).toEqual([6 * HOUR_MS, 29 * HOUR_MS]);
    expect(at(5 * HOUR_MS)).toEqual([4 * HOUR_MS]);
    expect(at(HOUR_MS / 2)).toEqual([]);
    expect(at(80 * HOUR_MS)).toEqual([]);
  });
});

test("what is texted says when, where the shift is kept", () => {
  const shift = {
    startsAt: toronto("2026-11-28T22:00"),
    timeZone: "America/St_Johns",
    circle: "line",
    aheadMs: DAY_MS,
  } as const;
  expect(reminderText(shift, "The line", "en")).toBe(
    "The line: you're on the line Saturday, November 28, 11:30 PM. Can't make it? Ask for a swap, or tell a supervisor.",
  );
  expect(reminderText({ ...shift, circle: "on-call", aheadMs: HOUR_MS }, "La ligne", "fr")).toBe(
    "La ligne : vous êtes de garde à partir de 23 h 30. Un empêchement ? Avisez la supervision maintenant.",
  );
  const first = gap(toronto("2026-11-28T22:00"), toronto("2026-11-29T06:00"), { language: "fr" });
  expect(gapText({ first, more: 2, timeZone }, "The line", "en")).toBe(
    "The line: too few who speak French Saturday, November 28, 10:00 PM to 6:00 AM Sunday, November 29: 1 of 2. And 2 more in the next two weeks: see the shifts page.",
  );
});
