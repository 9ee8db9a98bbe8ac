import { describe, expect, test } from "vitest";
import { shiftCalendar } from "../../../src/adapters/shift-calendar.ts";
import { ruleFaults } from "../../../src/domain/shifts/checks.ts";
import { currentOf, judgeOverride } from "../../../src/domain/shifts/changes.ts";
import { plannedIn } from "../../../src/domain/shifts/planned.ts";
import { acceptSwap, judgeSwap, stateAt, type Swap } from "../../../src/domain/shifts/swaps.ts";
import { book, member, override, rule, staff, toronto } from "../../support/shifts.ts";

const now = toronto("2026-11-22T12:00");
const whoAt = (time: string, known = book([rule()])) =>
  plannedIn(known, shiftCalendar, { from: toronto(time), to: toronto(time) + 1 }).map(
    ({ staffId }) => staffId,
  );

test("Friday 22:00 to 06:00 is on call on Saturday at 02:00, and not on Friday at 02:00", () => {
  const known = book([rule({ circle: "on-call", layer: 1 })]);
  expect(whoAt("2026-11-28T02:00", known)).toEqual(["jo"]);
  expect(whoAt("2026-11-27T02:00", known)).toEqual([]);
  expect(whoAt("2026-11-28T06:00", known)).toEqual([]);
  expect(whoAt("2026-11-27T22:00", known)).toEqual(["jo"]);
});

describe("an override", () => {
  test("takes one time away, and leaves the others", () => {
    const known = book([rule()], [override({ cancelled: true })]);
    expect(whoAt("2026-11-28T02:00", known)).toEqual([]);
    expect(whoAt("2026-12-05T02:00", known)).toEqual(["jo"]);
  });

  test("gives it to somebody else", () => {
    const known = book([rule()], [override({ staffId: "robin" })]);
    expect(whoAt("2026-11-28T02:00", known)).toEqual(["robin"]);
  });

  test("moves it, also to where the rule has nothing", () => {
    const moved = override({
      startsAt: toronto("2026-12-02T08:00"),
      endsAt: toronto("2026-12-02T12:00"),
    });
    const known = book([rule()], [moved]);
    expect(whoAt("2026-12-02T09:00", known)).toEqual(["jo"]);
    expect(whoAt("2026-11-28T02:00", known)).toEqual([]);
    const ended = book([rule({ endedFrom: toronto("2026-11-27T00:00") })], [moved]);
    expect(whoAt("2026-12-02T09:00", ended)).toEqual([]);
  });

  test("shortens it", () => {
    const short = override({
      startsAt: toronto("2026-11-27T22:00"),
      endsAt: toronto("2026-11-28T01:00"),
    });
    expect(whoAt("2026-11-28T00:59", book([rule()], [short]))).toEqual(["jo"]);
    expect(whoAt("2026-11-28T01:00", book([rule()], [short]))).toEqual([]);
  });

  const wish = {
    ruleId: "nights",
    day: "2026-11-27",
    cancelled: false,
    startsAt: null,
    endsAt: null,
    staffId: null,
  };
  const wrongOf = (change: object, at = now, known = book([rule()])) =>
    judgeOverride({ ...wish, ...change }, known, shiftCalendar, at).wrong?.map(
      ({ where }) => where,
    );
  test.each([
    ["a day the rule has not", { day: "2026-11-26" }, now, ["day"]],
    ["a shift that is over", {}, toronto("2026-11-28T07:00"), ["day"]],
    ["an end before the start", { endsAt: toronto("2026-11-27T21:00") }, now, ["endsAt"]],
    ["a start in the past", { startsAt: now - 1 }, now, ["startsAt"]],
    [
      "another start of one that runs",
      { startsAt: toronto("2026-11-28T01:00") },
      toronto("2026-11-28T00:00"),
      ["startsAt"],
    ],
    ["somebody nobody knows", { staffId: "nobody" }, now, ["staffId"]],
  ])("is refused for %s", (_why, change, at, fields) => {
    expect(wrongOf(change, at)).toEqual(fields);
  });

  test("is refused where they are on already", () => {
    const robins = rule({ id: "robins", staffId: "robin" });
    expect(wrongOf({ staffId: "robin" }, now, book([rule(), robins]))).toEqual(["staffId"]);
    expect(wrongOf({ staffId: "robin" })).toBeUndefined();
  });

  test("may shorten one that runs", () => {
    const at = toronto("2026-11-28T00:00");
    expect(wrongOf({ endsAt: toronto("2026-11-28T01:00") }, at)).toBeUndefined();
    expect(wrongOf({ endsAt: toronto("2026-11-27T23:00") }, at)).toEqual(["endsAt"]);
  });
});

describe("a rule is refused, and the field is named:", () => {
  const fieldsOf = (change: object, known = book([])) =>
    ruleFaults(rule(change), known, shiftCalendar, now).map(({ where }) => where);
  test.each([
    ["inverted", { ends: "2026-11-27T20:00" }, "ends"],
    ["no length", { ends: "2026-11-27T22:00" }, "ends"],
    ["longer than a week", { ends: "2026-12-05T22:00", repeat: null }, "ends"],
    ["overlapping itself", { ends: "2026-11-29T06:00", repeat: "FREQ=DAILY" }, "ends"],
    ["in the past", { starts: "2026-11-20T22:00", ends: "2026-11-21T06:00" }, "starts"],
    ["on another day than it names", { repeat: "FREQ=WEEKLY;BYDAY=MO" }, "starts"],
    ["a day that is none", { starts: "2026-02-30T22:00" }, "starts"],
    ["an hour that is none", { ends: "2026-11-28T25:00" }, "ends"],
    ["without zone", { timeZone: "" }, "timeZone"],
    ["an offset for a zone", { timeZone: "-05:00" }, "timeZone"],
    ["an abbreviation for a zone", { timeZone: "EST" }, "timeZone"],
    ["an unknown zone", { timeZone: "America/Atlantis" }, "timeZone"],
    ["no rule", { repeat: "every Friday" }, "repeat"],
    ["too often", { repeat: "FREQ=HOURLY" }, "repeat"],
    ["an unknown weekday", { repeat: "FREQ=WEEKLY;BYDAY=XX" }, "repeat"],
    ["never", { repeat: "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30" }, "repeat"],
    ["its own end", { repeat: "FREQ=DAILY;UNTIL=20270101" }, "repeat"],
    ["unknown person", { staffId: "nobody" }, "staffId"],
    ["no supervisor", { circle: "supervising" }, "staffId"],
    ["a layer on the line", { layer: 2 }, "layer"],
  ])("%s", (_why, change, field) => {
    expect(fieldsOf(change)).toEqual([field]);
  });

  test("in two places at once, by whatever agreement", () => {
    const early = rule({
      id: "early",
      starts: "2026-12-05T05:00",
      ends: "2026-12-05T13:00",
      repeat: null,
    });
    expect(fieldsOf({}, book([early]))).toEqual(["starts"]);
    expect(fieldsOf({}, book([{ ...early, staffId: "robin" }]))).toEqual([]);
    const given = override({ ruleId: "early", day: "2026-12-05", staffId: "jo" });
    expect(fieldsOf({}, book([{ ...early, staffId: "robin" }], [given]))).toEqual(["starts"]);
  });

  test("in two places at once in another zone", () => {
    const west = rule({
      id: "west",
      timeZone: "America/Winnipeg",
      starts: "2026-11-28T04:00",
      ends: "2026-11-28T08:00",
      repeat: null,
    });
    expect(fieldsOf({}, book([west]))).toEqual(["starts"]);
    const after = { ...west, starts: "2026-11-28T05:00", ends: "2026-11-28T08:00" };
    expect(fieldsOf({}, book([after]))).toEqual([]);
  });
});

describe("a swap", () => {
  const robins = rule({
    id: "days",
    staffId: "robin",
    starts: "2026-11-29T08:00",
    ends: "2026-11-29T16:00",
    repeat: "FREQ=WEEKLY;BYDAY=SU",
  });
  const known = book([rule(), robins], [], [...staff, member("sam", { roles: [] })]);
  const shift = { ruleId: "nights", day: "2026-11-27" };
  const inReturn = { ruleId: "days", day: "2026-11-29" };
  const asked: Swap = {
    id: "swap",
    fromId: "jo",
    toId: "robin",
    shift,
    inReturn,
    state: "asked",
    askedAt: now,
    expiresAt: toronto("2026-11-27T22:00"),
  };

  test("changes both shifts once accepted, and only those two", () => {
    expect(judgeSwap(asked, known, shiftCalendar, now)).toEqual({
      wrong: null,
      expiresAt: toronto("2026-11-27T22:00"),
    });
    const accepted = acceptSwap(asked, known, shiftCalendar, now);
    if (accepted.wrong !== null) throw new Error("refused");
    const after = book(known.rules, accepted.overrides);
    expect(whoAt("2026-11-28T02:00", after)).toEqual(["robin"]);
    expect(whoAt("2026-11-29T09:00", after)).toEqual(["jo"]);
    expect(whoAt("2026-12-05T02:00", after)).toEqual(["jo"]);
    expect(whoAt("2026-12-06T09:00", after)).toEqual(["robin"]);
  });

  test("keeps a time that was moved before", () => {
    const moved = override({
      startsAt: toronto("2026-11-28T00:00"),
      endsAt: toronto("2026-11-28T04:00"),
    });
    const before = book(known.rules, [moved]);
    const accepted = acceptSwap({ ...asked, inReturn: null }, before, shiftCalendar, now);
    if (accepted.wrong !== null) throw new Error("refused");
    const after = book(known.rules, accepted.overrides);
    expect(currentOf(shift, after, shiftCalendar)).toMatchObject({
      staffId: "robin",
      startsAt: toronto("2026-11-28T00:00"),
      endsAt: toronto("2026-11-28T04:00"),
    });
  });

  const fieldsOf = (change: object, at = now) =>
    judgeSwap({ ...asked, ...change }, known, shiftCalendar, at).wrong?.map(({ where }) => where);
  test.each([
    ["oneself", { toId: "jo", inReturn: null }, now, ["toId"]],
    ["another's shift", { shift: inReturn, inReturn: null }, now, ["shift"]],
    ["one's own in return", { inReturn: { ...shift, day: "2026-12-04" } }, now, ["inReturn"]],
    ["a day without a shift", { shift: { ...shift, day: "2026-11-28" } }, now, ["shift"]],
    ["one that has begun", {}, toronto("2026-11-27T22:00"), ["shift"]],
    ["somebody who answers no calls", { toId: "sam", inReturn: null }, now, ["toId"]],
  ])("is refused with %s", (_why, change, at, fields) => {
    expect(fieldsOf(change, at)).toEqual(fields);
  });

  test("nobody is put in two places at once", () => {
    const busy = rule({ id: "robins-night", staffId: "robin" });
    const full = book([...known.rules, busy]);
    expect(judgeSwap(asked, full, shiftCalendar, now).wrong).toMatchObject([{ where: "shift" }]);
  });

  test("is over when the first of its shifts begins", () => {
    expect(stateAt(asked, asked.expiresAt - 1)).toBe("asked");
    expect(stateAt(asked, asked.expiresAt)).toBe("expired");
    expect(stateAt({ ...asked, state: "accepted" }, asked.expiresAt)).toBe("accepted");
  });
});
