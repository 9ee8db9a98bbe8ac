import { expect, test } from "vitest";

import {
  mondayOf,
  weekOf,
  type Gap,
  type Shift,
} from "../../../src/console/pages/schedule/week.ts";

const HOUR_MS = 3_600_000;
/** By this machine's own clock, whatever its zone: Wednesday, November 25. */
const wednesday = new Date(2026, 10, 25, 15, 30).getTime();
const monday = new Date(2026, 10, 23).getTime();

const shift = (startsAt: number, endsAt: number | null): Shift => ({
  ruleId: "nights",
  day: "2026-11-27",
  staffId: "robin",
  circle: "line",
  layer: null,
  startsAt,
  endsAt,
  left: false,
});
const gap = (from: number, to: number): Gap => ({ from, to, language: null, on: 1, least: 2 });

test("a week begins on its Monday at midnight, also for its Sunday", () => {
  expect(mondayOf(wednesday)).toBe(monday);
  expect(mondayOf(monday)).toBe(monday);
  expect(mondayOf(new Date(2026, 10, 29, 23, 59).getTime())).toBe(monday);
  expect(mondayOf(wednesday, 1)).toBe(new Date(2026, 10, 30).getTime());
  expect(mondayOf(wednesday, -1)).toBe(new Date(2026, 10, 16).getTime());
});

test("a night is on two days: to the end of one and from the beginning of the next", () => {
  const night = shift(
    new Date(2026, 10, 27, 22).getTime(),
    new Date(2026, 10, 28, 6, 10).getTime(),
  );
  const days = weekOf(monday, { shifts: [night], gaps: [] });
  expect(days).toHaveLength(7);
  const drawn = days.map(({ shifts }) => shifts.map(({ piece: { from, to } }) => ({ from, to })));
  expect(drawn).toEqual([[], [], [], [], [{ from: 88, to: 96 }], [{ from: 0, to: 25 }], []]);
});

test("who came by themselves is on to the end of the week, and what is over or to come is not there", () => {
  const open = shift(new Date(2026, 10, 28, 12).getTime(), null);
  const before = shift(monday - 8 * HOUR_MS, monday);
  const after = shift(new Date(2026, 10, 30).getTime(), null);
  const days = weekOf(monday, { shifts: [before, open, after], gaps: [] });
  expect(days.map(({ shifts }) => shifts.length)).toEqual([0, 0, 0, 0, 0, 1, 1]);
});

test("a short gap is still to be seen", () => {
  const at = new Date(2026, 10, 25, 3, 7).getTime();
  const [, , day] = weekOf(monday, { shifts: [], gaps: [gap(at, at + 60_000)] });
  expect(day?.gaps.map(({ piece }) => piece)).toMatchObject([{ from: 12, to: 13 }]);
});

test("a gap of many days says of each day when it is short there", () => {
  const from = new Date(2026, 10, 24, 14).getTime();
  const to = new Date(2026, 10, 26, 9).getTime();
  const days = weekOf(monday, { shifts: [], gaps: [gap(from, to)] });
  const said = days.flatMap(({ gaps }) =>
    gaps.map(({ piece: { startsAt, endsAt } }) => [startsAt, endsAt]),
  );
  const midnights = [25, 26].map((date) => new Date(2026, 10, date).getTime());
  expect(said).toEqual([[from, midnights[0]], midnights, [midnights[1], to]]);
});
