import { expect, test } from "vitest";
import { byHourOfWeek, countHours, together } from "../../src/domain/measures/measures.ts";
import type { Arrived } from "../../src/domain/measures/answering.ts";
import { careOf } from "../../src/domain/measures/care.ts";
import { COUNTED_NUMBERS, isCountedIn, isWithin } from "../../src/domain/measures/counted-calls.ts";
import { slotsIn, weekOf } from "../../src/domain/measures/slots.ts";
import { bandOf, inBands, spreadOf } from "../../src/domain/measures/spread.ts";
import { helpTimes } from "../../src/domain/session/help-times.ts";
import { ruleOf } from "../../src/domain/words/measures.ts";
import { after, given, START, type Scene } from "../support/given.ts";
import { keptCall, silentCall } from "../support/played.ts";
import { toronto } from "../support/shifts.ts";
import { accompanied, does, sendHelp } from "../support/steps.ts";

const TORONTO = "America/Toronto";
const SECOND = 1_000;
const HOUR = 3_600_000;

const arrived = (change: Partial<Arrived> = {}): Arrived => ({
  id: "0199d0c0-0000-7000-8000-000000000001",
  openedAt: START,
  joinedAt: null,
  leftAt: null,
  inCare: false,
  callBackAsked: false,
  wentBack: false,
  restricted: false,
  checkInsKept: 0,
  checkInsMissed: 0,
  emergencies: [],
  ...change,
});
const emergenciesOf = (scene: Scene) => arrived({ emergencies: helpTimes(scene.events) });

test("silence, help asked for, a desk rung, taken, there: how long each took", () => {
  expect(careOf(emergenciesOf(silentCall()))).toMatchObject({
    helpAsked: 1,
    lastedMs: {
      silentToAsked: [120 * SECOND],
      askedToRung: [0],
      askedToTaken: [30 * SECOND],
      takenToThere: [300 * SECOND],
    },
  });
});

test("a person who decides waits for no silence; what was called off was never taken, nor there", () => {
  const byHand = given(
    ...accompanied,
    after(30),
    does({ kind: "helpSent", reason: "askedForHelp" }),
    does({ kind: "stoodDown", reason: "raisedByMistake" }),
  );
  expect(careOf(emergenciesOf(byHand))).toMatchObject({
    helpAsked: 1,
    lastedMs: { silentToAsked: [], askedToRung: [0], askedToTaken: [], takenToThere: [] },
  });
});

test("help asked for twice in one call is two emergencies", () => {
  const twice = given(
    ...accompanied,
    sendHelp,
    does({ kind: "stoodDown", reason: "raisedByMistake" }),
    after(10),
    sendHelp,
  );
  expect(careOf(emergenciesOf(twice)).helpAsked).toBe(2);
  expect(careOf(emergenciesOf(keptCall())).helpAsked).toBe(0);
});

test("a wait is that of a caller who was answered", () => {
  const waited = { joinedAt: START + 4 * SECOND };
  expect(careOf(arrived(waited)).lastedMs.waits).toEqual([4 * SECOND]);
  expect(careOf(arrived()).lastedMs.waits).toEqual([]);
  expect(careOf(arrived({ ...waited, restricted: true })).lastedMs.waits).toEqual([]);
  expect(careOf(arrived({ ...waited, wentBack: true })).lastedMs.waits).toEqual([]);
});

test("of an even number the median is one that was measured; the 95th percentile is told from 20 on", () => {
  expect(spreadOf([])).toEqual({ times: 0, medianMs: null, p95Ms: null, longestMs: null });
  expect(spreadOf([9, 1, 4, 7])).toEqual({ times: 4, medianMs: 4, p95Ms: null, longestMs: 9 });
  const upTo = (length: number) => Array.from({ length }, (_, index) => length - index);
  expect(spreadOf(upTo(19)).p95Ms).toBeNull();
  expect(spreadOf(upTo(20))).toEqual({ times: 20, medianMs: 10, p95Ms: 19, longestMs: 20 });
});

test("each wait is in one band, and its end is in it", () => {
  expect(bandOf(0)).toBe("to10s");
  expect(bandOf(10_000)).toBe("to10s");
  expect(bandOf(10_001)).toBe("to20s");
  expect(bandOf(120_000)).toBe("to120s");
  expect(bandOf(120_001)).toBe("over120s");
  const callers = inBands([5_000, 20_000, 20_001, 900_000]).map((one) => one.callers);
  expect(callers).toEqual([1, 1, 1, 0, 0, 1]);
});

/** One of everything. */
const calls: readonly Arrived[] = [
  arrived({ joinedAt: START + 3 * SECOND, checkInsKept: 4 }),
  arrived({ joinedAt: START + 45 * SECOND }),
  arrived({ ...emergenciesOf(silentCall()), joinedAt: START, checkInsMissed: 1, inCare: true }),
  arrived({ leftAt: START + 30 * SECOND }),
  arrived({ leftAt: START + 3 * SECOND }),
  arrived({ inCare: true, checkInsKept: 1 }),
  arrived({ callBackAsked: true }),
  arrived({ restricted: true }),
  arrived({ wentBack: true }),
  arrived(),
];
const hour = { from: START, to: START + HOUR };
const [counted] = countHours(slotsIn(hour, TORONTO), { arrivals: calls, people: [], minimums: [] });

/** What the line tells of that hour, by the name of each number that has calls. */
const told = (): Readonly<Record<string, number>> => {
  const { answering, care } = counted ?? expect.fail("no hour was counted");
  const { lastedMs, ...numbers } = care;
  const timed = Object.entries(lastedMs).map(([name, each]) => [name, each.length] as const);
  const bands = inBands(lastedMs.waits).map(({ band, callers }) => [band, callers] as const);
  return { ...answering, ...numbers, ...Object.fromEntries([...timed, ...bands]) };
};

test.each(COUNTED_NUMBERS)(
  "%s: the calls that are listed are those that were counted",
  (number) => {
    const listed = calls.filter((one) => isCountedIn(number, one));
    const several = ["checkInsKept"].includes(number) ? 3 : 0;
    expect(listed.length + several).toBe(told()[number]);
    expect(ruleOf(number).fr).not.toBe("");
  },
);

test("a week is seven days by the line's own clock, from a Monday: an hour more in autumn, less in spring", () => {
  const hoursIn = (at: string) => {
    const { from, to } = weekOf(toronto(at), TORONTO);
    return (to - from) / HOUR;
  };
  expect(hoursIn("2026-01-15T03:00")).toBe(168);
  expect(hoursIn("2026-10-28T12:00")).toBe(169);
  expect(hoursIn("2026-03-04T12:00")).toBe(167);
  const monday = toronto("2026-01-12T00:00");
  expect(weekOf(monday, TORONTO)).toEqual({ from: monday, to: monday + 168 * HOUR });
  expect(weekOf(monday - 1, TORONTO).to).toBe(monday);
});

test("the hours of a week begin with Monday's first and end with Sunday's last", () => {
  const week = weekOf(START, TORONTO);
  const hours = countHours(slotsIn(week, TORONTO), { arrivals: calls, people: [], minimums: [] });
  const byHour = byHourOfWeek(hours);
  expect([...byHour.keys()]).toEqual(Array.from({ length: 168 }, (_, place) => place));
  // Thursday, three in the morning.
  expect(byHour.get(3 * 24 + 3)?.answering.callers).toBe(8);
  expect(together([...byHour.values()])?.answering.callers).toBe(8);
  expect(together([])).toBeNull();
});

test("of one day of the week, of one hour of the clock, of both or of all", () => {
  const slots = slotsIn(hour, TORONTO);
  const within = (weekday: number | null, of: number | null) =>
    slots.some((slot) => isWithin(slot, { weekday, hour: of }));
  expect(within(null, null)).toBe(true);
  expect(within(4, 3)).toBe(true);
  expect(within(4, null)).toBe(true);
  expect(within(5, null)).toBe(false);
  expect(within(4, 2)).toBe(false);
});
