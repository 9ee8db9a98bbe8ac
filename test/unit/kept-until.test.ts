import { expect, test } from "vitest";
import { isWeakCode } from "../../src/domain/codes.ts";
import { keptUntil, lastNoon } from "../../src/adapters/postgres/kept-until.ts";

const TORONTO = "America/Toronto";
const at = (iso: string) => Date.parse(iso);

test.each([
  ["the evening before", "2026-11-22T04:00:00Z", "2026-11-22", "2026-11-22T17:00:00Z"],
  [
    "in the small hours: the noon after the next",
    "2026-11-22T07:00:00Z",
    "2026-11-23",
    "2026-11-23T17:00:00Z",
  ],
  [
    "over the spring change of clocks",
    "2026-03-07T23:00:00Z",
    "2026-03-08",
    "2026-03-08T16:00:00Z",
  ],
  ["over the autumn one", "2026-10-31T23:00:00Z", "2026-11-01", "2026-11-01T17:00:00Z"],
])("kept until noon tomorrow: %s", (_, now, day, until) => {
  expect(keptUntil("tomorrow", at(now), TORONTO)).toEqual({ day, until: at(until) });
});

test("under a code for half a year, to the first of a month: many nights share one day", () => {
  const nights = ["2026-11-03T07:00:00Z", "2026-11-20T03:00:00Z", "2026-12-01T23:00:00Z"];
  const days = nights.map((night) => keptUntil("passphrase", at(night), TORONTO).day);
  expect(days).toEqual(["2027-06-01", "2027-06-01", "2027-06-01"]);
});

test("the last noon is today's from noon on, yesterday's before", () => {
  expect(lastNoon(at("2026-11-22T16:59:00Z"), TORONTO)).toBe("2026-11-21");
  expect(lastNoon(at("2026-11-22T17:00:00Z"), TORONTO)).toBe("2026-11-22");
  expect(lastNoon(at("2026-11-22T15:30:00Z"), "America/St_Johns")).toBe("2026-11-22");
});

test.each([
  "111111",
  "123456",
  "987654",
  "890123",
  "121212",
  "123123",
  "1231231",
  "12345",
  "12345678901",
])("%s is too easy to guess", (code) => {
  expect(isWeakCode(code, null)).toBe(true);
});

test.each(["830291", "140786", "5550131", "1212389", "9998887776"])("%s will do", (code) => {
  expect(isWeakCode(code, "+15555550199")).toBe(false);
});

test("their own number, or the end of it, is no code", () => {
  expect(isWeakCode("5550131", "+15145550131")).toBe(true);
});
