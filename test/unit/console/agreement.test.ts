import { describe, expect, test } from "vitest";

import {
  draftOf,
  firstDay,
  repetitionOf,
  wishOf,
  type Draft,
} from "../../../src/console/pages/schedule/agreement.ts";
import { dayWishOf, draftOfDay } from "../../../src/console/pages/schedule/other-day.ts";

const evening: Draft = {
  staffId: "robin",
  circle: "line",
  layer: "",
  day: "2026-11-25", // A Wednesday.
  from: "18:00",
  to: "22:00",
  repeat: "weekly",
  weekdays: [],
  timeZone: "America/Toronto",
};

describe("a shift as somebody fills it in", () => {
  test("comes again on the weekday of its first day, unless others are chosen", () => {
    expect(wishOf(evening)).toEqual({
      staffId: "robin",
      circle: "line",
      layer: null,
      timeZone: "America/Toronto",
      starts: "2026-11-25T18:00",
      ends: "2026-11-25T22:00",
      repeat: "FREQ=WEEKLY;BYDAY=WE",
    });
  });

  test("begins on the first of its days, over the end of a month too", () => {
    const weekend = { ...evening, day: "2026-11-30", weekdays: ["SA", "SU"] } as const;
    expect(firstDay(weekend)).toBe("2026-12-05");
    expect(wishOf({ ...weekend, repeat: "biweekly" }).repeat).toBe(
      "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU",
    );
  });

  test("that ends no later by the clock than it begins ends the day after", () => {
    const night = { ...evening, day: "2026-12-31", from: "22:00", to: "06:00" };
    expect(wishOf({ ...night, repeat: "once" })).toMatchObject({
      starts: "2026-12-31T22:00",
      ends: "2027-01-01T06:00",
      repeat: null,
    });
  });

  test("has an order on call, and nowhere else", () => {
    expect(wishOf({ ...evening, circle: "on-call", layer: "2" }).layer).toBe(2);
    expect(wishOf({ ...evening, layer: "2" }).layer).toBeNull();
  });

  test("is read back from what was agreed; what the form has no words for is not made into something else", () => {
    const rule = { ...wishOf(evening), id: "r", layer: null, endedFrom: null };
    expect(draftOf(rule, "2026-12-01")).toEqual({
      ...evening,
      day: "2026-12-01",
      weekdays: ["WE"],
    });
    expect(repetitionOf("FREQ=MONTHLY;BYDAY=1FR")).toBeNull();
    expect(repetitionOf("FREQ=WEEKLY;BYDAY=1FR")).toBeNull();
    expect(repetitionOf("FREQ=DAILY")).toEqual({ repeat: "daily", weekdays: [] });
  });
});

describe("one day of it that is otherwise", () => {
  const at = (hour: number) => new Date(2026, 10, 25, hour).getTime();
  const shift = {
    ruleId: "r",
    day: "2026-11-25",
    staffId: "robin",
    circle: "line",
    layer: null,
    startsAt: at(18),
    endsAt: at(22),
    left: false,
  } as const;
  const rule = { ...wishOf(evening), id: "r", layer: null, endedFrom: null };
  const draft = draftOfDay(shift);

  test("says only what is not as agreed", () => {
    const standing = { shift, rule, override: undefined };
    const as = { startsAt: null, endsAt: null };
    expect(dayWishOf(draft, standing)).toEqual({ staffId: null, ...as });
    expect(dayWishOf({ ...draft, staffId: "maude" }, standing)).toEqual({
      staffId: "maude",
      ...as,
    });
    expect(dayWishOf({ ...draft, to: "02:00" }, standing)).toEqual({
      staffId: null,
      startsAt: at(18),
      endsAt: at(26),
    });
    expect(dayWishOf({ ...draft, cancelled: true }, standing)).toEqual({ cancelled: true });
  });

  test("keeps what was otherwise before", () => {
    const moved = { ...shift, startsAt: at(19), endsAt: at(23), staffId: "jo" };
    const override = {
      ruleId: "r",
      day: "2026-11-25",
      cancelled: false,
      startsAt: at(19),
      endsAt: at(23),
      staffId: "jo",
    };
    expect(
      dayWishOf({ ...draftOfDay(moved), staffId: "maude" }, { shift: moved, rule, override }),
    ).toEqual({ staffId: "maude", startsAt: at(19), endsAt: at(23) });
  });
});
