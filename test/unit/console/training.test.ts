import { expect, test } from "vitest";

import { dayOf, endOf, trainingState } from "../../../src/console/pages/staff/training.ts";

const DAY_MS = 24 * 3_600_000;
const now = new Date(2026, 10, 22, 13).getTime();

test("training holds through the day that is named, and the field shows that day again", () => {
  const until = endOf("2026-12-31");
  expect(until).toBe(new Date(2027, 0, 1).getTime() - 1);
  expect(dayOf(until)).toBe("2026-12-31");
});

test("no day is nobody's word on it", () => {
  expect(endOf("")).toBeNull();
  expect(endOf("soon")).toBeNull();
  expect(endOf("not-a-day")).toBeNull();
  expect(dayOf(null)).toBe("");
});

test("what ends within thirty days is said to", () => {
  expect(trainingState(null, now)).toBe("unsaid");
  expect(trainingState(now, now)).toBe("lapsed");
  expect(trainingState(now + 29 * DAY_MS, now)).toBe("soon");
  expect(trainingState(now + 31 * DAY_MS, now)).toBe("holds");
});
