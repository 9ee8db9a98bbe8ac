import { expect, test } from "vitest";

import { clockFace, countdownOf, isSpoken } from "../../../src/console/time/countdown.ts";

type Watch = Parameters<typeof countdownOf>[0];

const watch = (given: Partial<Watch> = {}): Watch => ({
  checkIn: 1,
  deadline: "checkIn",
  dueAt: 60_000,
  helpAt: 120_000,
  step: "counting",
  pace: "steady",
  everyMs: 120_000,
  began: 0,
  lastAnswerAt: 0,
  plannedEndAt: 1_200_000,
  asksToGoOn: false,
  awayUsed: false,
  ...given,
});

test.each([
  { now: 0, to: "checkIn", seconds: 60, tone: "calm" },
  { now: 44_999, to: "checkIn", seconds: 16, tone: "calm" },
  { now: 45_000, to: "checkIn", seconds: 15, tone: "soon" },
  { now: 59_999, to: "checkIn", seconds: 1, tone: "soon" },
  { now: 60_000, to: "help", seconds: 60, tone: "due" },
  { now: 90_000, to: "help", seconds: 30, tone: "late" },
  { now: 130_000, to: "help", seconds: 0, tone: "late" },
])("at $now ms it counts to $to", ({ now, ...shown }) => {
  expect(countdownOf(watch(), now)).toEqual(shown);
});

test("gone quiet counts to help from the start, and while help comes nothing is counted", () => {
  expect(countdownOf(watch({ deadline: "quiet" }), 59_000).to).toBe("help");
  expect(countdownOf(watch({ deadline: "away" }), 0).to).toBe("back");
  expect(countdownOf(watch({ deadline: "reach" }), 0).to).toBe("reach");
  expect(countdownOf(watch({ deadline: "open" }), 500_000).to).toBe("open");
});

test("where nobody is sent, what was due is over and not below nothing", () => {
  expect(countdownOf(watch({ helpAt: null }), 70_000).seconds).toBe(0);
});

test("it reads as a clock", () => {
  expect([0, 9, 65, 600].map(clockFace)).toEqual(["0:00", "0:09", "1:05", "10:00"]);
});

test("a screen reader is told now and then, never each second", () => {
  const spoken = Array.from({ length: 121 }, (_, second) => second).filter(isSpoken);
  expect(spoken).toEqual([0, 5, 15, 30, 60]);
});
