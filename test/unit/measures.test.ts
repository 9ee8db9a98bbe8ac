import { expect, test } from "vitest";
import { counted, noAnswering, type Arrived } from "../../src/domain/measures/answering.ts";
import { byDay, byHour, countHours } from "../../src/domain/measures/measures.ts";
import { availability, type Held, type Told } from "../../src/domain/measures/people.ts";
import { ringsOf } from "../../src/domain/measures/rings.ts";
import { slotsIn } from "../../src/domain/measures/slots.ts";
import { measureRules } from "../../src/domain/words/measures.ts";
import { measuresAnswer } from "../../src/http/contract-measures.ts";
import { toronto } from "../support/shifts.ts";

const TORONTO = "America/Toronto";
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** In summer time. */
const summer = (time: string): number => toronto(time) - HOUR;
/** A night's window, by the clock in Toronto in winter. */
const window = (from: string, to: string) => ({ from: toronto(from), to: toronto(to) });

test("a day of spring has 23 hours and no hour of two, one of autumn 25 and one that lasts twice", () => {
  const spring = slotsIn(
    { from: toronto("2026-03-08T00:00"), to: summer("2026-03-09T00:00") },
    TORONTO,
  );
  expect(spring).toHaveLength(23);
  expect(spring.some(({ hour }) => hour === 2)).toBe(false);
  const autumn = slotsIn(
    { from: summer("2026-11-01T00:00"), to: toronto("2026-11-02T00:00") },
    TORONTO,
  );
  expect(autumn).toHaveLength(24);
  const lasting = autumn.map(({ from, to }) => (to - from) / HOUR);
  expect(lasting.filter((hours) => hours !== 1)).toEqual([2]);
  expect(autumn[1]).toMatchObject({ day: "2026-11-01", hour: 1 });
});

test("hours are those of the zone, also where it is half an hour off, and the first may be short", () => {
  const from = Date.UTC(2026, 10, 22, 3, 10);
  const slots = slotsIn({ from, to: from + HOUR }, "America/St_Johns");
  expect(slots.map(({ day, hour, from: begins }) => [day, hour, begins])).toEqual([
    ["2026-11-21", 23, from],
    ["2026-11-22", 0, Date.UTC(2026, 10, 22, 3, 30)],
  ]);
});

const arrived = (change: Partial<Arrived> = {}): Arrived => ({
  id: "0199d0c0-0000-7000-8000-000000000001",
  openedAt: 0,
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

test.each<[string, Partial<Arrived>, object]>([
  ["answered in 20 s", { joinedAt: 20_000 }, { answered: 1, answeredIn20s: 1 }],
  ["answered later", { joinedAt: 20_001 }, { answered: 1, answeredIn20s: 0 }],
  [
    "left after somebody was there",
    { joinedAt: 5_000, leftAt: 60_000 },
    { answered: 1, abandoned: 0 },
  ],
  ["abandoned", { leftAt: 20_000 }, { abandoned: 1, abandonedEarly: 0 }],
  ["abandoned early", { leftAt: 19_999 }, { abandoned: 0, abandonedEarly: 1 }],
  ["looked after by the line", { inCare: true, leftAt: 90_000 }, { lineAlone: 1, abandoned: 0 }],
  ["a call-back", { callBackAsked: true, leftAt: 70_000 }, { callBackAsked: 1, abandoned: 0 }],
  ["still waiting", {}, { callers: 1, answered: 0, abandoned: 0 }],
])("%s", (_, change, expected) => {
  expect(counted(noAnswering, arrived(change))).toMatchObject({ callers: 1, ...expected });
});

test("restricted callers, and who went back to another call, are no callers", () => {
  expect(counted(noAnswering, arrived({ restricted: true, leftAt: 90_000 }))).toEqual({
    ...noAnswering,
    restricted: 1,
  });
  expect(counted(noAnswering, arrived({ wentBack: true }))).toEqual(noAnswering);
});

const says = (staffId: string, kind: Told["kind"], time: string, stillRung = false): Told => ({
  staffId,
  kind,
  at: toronto(time),
  stillRung,
});
const holds = (
  kind: Held["kind"],
  staffId: string | null,
  time: string,
  sessionId = "s1",
): Held => ({
  sessionId,
  kind,
  staffId,
  at: toronto(time),
});
const on = (staffId: string, from: string, to: string) => ({ staffId, ...window(from, to) });

/** One evening: Ana 20:00 to 24:00, Bea 21:00 to 23:00. */
const evening = window("2026-11-27T20:00", "2026-11-28T00:00");
const shifts = [
  on("ana", "2026-11-27T20:00", "2026-11-28T00:00"),
  on("bea", "2026-11-27T21:00", "2026-11-27T23:00"),
];
const hoursOf = (told: readonly Told[], held: readonly Held[], arrivals: readonly Arrived[] = []) =>
  countHours(slotsIn(evening, TORONTO), {
    arrivals,
    people: availability({ shifts, told, held, window: evening }),
    minimums: [],
  });

test("an evening by hand: who could be reached, who was free, and when nobody was", () => {
  const told = [
    says("bea", "breakTaken", "2026-11-27T21:30"),
    says("bea", "staffReturned", "2026-11-27T21:40"),
  ];
  const held = [
    holds("responderJoined", "ana", "2026-11-27T20:30"),
    holds("sessionClosed", null, "2026-11-27T21:45"),
    holds("responderJoined", "bea", "2026-11-27T22:50", "s2"),
    holds("responderLost", "bea", "2026-11-27T22:55", "s2"),
  ];
  const seen = hoursOf(told, held).map(({ hour, cover }) => ({
    hour,
    reachable: cover.reachableMs / MINUTE,
    free: cover.freeMs / MINUTE,
    nobody: cover.nobodyFreeMs / MINUTE,
    short: cover.shortMs / MINUTE,
    fewest: cover.fewestFree,
  }));
  expect(seen).toEqual([
    // Ana alone, and from half past with a caller.
    { hour: 20, reachable: 60, free: 30, nobody: 30, short: 60, fewest: 0 },
    // Bea is free but for ten minutes; Ana again from a quarter to.
    { hour: 21, reachable: 110, free: 65, nobody: 10, short: 45, fewest: 0 },
    { hour: 22, reachable: 120, free: 115, nobody: 0, short: 5, fewest: 1 },
    { hour: 23, reachable: 60, free: 60, nobody: 0, short: 60, fewest: 1 },
  ]);
});

test("rest lasts beyond a shift; a break or a silence of an earlier shift does not", () => {
  const before = "2026-11-27T19:00";
  const of = (told: readonly Told[]) => hoursOf(told, [])[0]?.cover.freeMs;
  expect(of([says("ana", "staffRested", before)])).toBe(0);
  expect(of([says("ana", "breakTaken", before)])).toBe(HOUR);
  expect(of([says("ana", "staffUnreachable", before)])).toBe(HOUR);
});

test("somebody who looks deaf is not reachable, unless they were the last and rung all the same", () => {
  const at = "2026-11-27T20:15";
  const of = (stillRung: boolean) =>
    hoursOf(
      [
        says("ana", "staffUnreachable", at, stillRung),
        says("ana", "staffReachable", "2026-11-27T20:45"),
      ],
      [],
    )[0]?.cover.nobodyFreeMs;
  expect(of(false)).toBe(30 * MINUTE);
  expect(of(true)).toBe(0);
});

test("who speaks to a desk while the responder is with the caller: neither is free", () => {
  const held = [
    holds("responderJoined", "bea", "2026-11-27T22:00"),
    holds("speakerJoined", "ana", "2026-11-27T22:00"),
    holds("speakerLost", "ana", "2026-11-27T22:20"),
    holds("responderLeft", "bea", "2026-11-27T22:30"),
  ];
  const ten = hoursOf([], held).find(({ hour }) => hour === 22)?.cover;
  expect(ten?.nobodyFreeMs).toBe(20 * MINUTE);
  expect(ten?.freeMs).toBe(70 * MINUTE);
});

test("the night of autumn is counted whole: nine hours of it, and a call in the second of two ones", () => {
  const night = { from: summer("2026-10-31T22:00"), to: toronto("2026-11-01T06:00") };
  const second = toronto("2026-11-01T01:30");
  const hours = countHours(slotsIn(night, TORONTO), {
    arrivals: [arrived({ openedAt: second, joinedAt: second + 3_000 })],
    people: availability({
      shifts: [{ staffId: "ana", ...night }],
      told: [],
      held: [],
      window: night,
    }),
    minimums: [{ language: null, fromHour: 0, toHour: 24, least: 1 }],
  });
  const days = byDay(hours);
  expect([...days.keys()]).toEqual(["2026-10-31", "2026-11-01"]);
  expect(days.get("2026-11-01")?.cover.lastsMs).toBe(7 * HOUR);
  expect(byHour(hours).get(1)).toMatchObject({
    answering: { callers: 1, answeredIn20s: 1 },
    cover: { lastsMs: 2 * HOUR, freeMs: 2 * HOUR, shortMs: 0 },
  });
});

test("the night of spring is seven hours", () => {
  const night = { from: toronto("2026-03-07T22:00"), to: summer("2026-03-08T06:00") };
  const hours = countHours(slotsIn(night, TORONTO), { arrivals: [], people: [], minimums: [] });
  expect(hours.map(({ hour }) => hour)).toEqual([22, 23, 0, 1, 3, 4, 5]);
  const nobody = hours.reduce((sum, { cover }) => sum + cover.nobodyFreeMs, 0);
  expect(nobody).toBe(7 * HOUR);
});

test("rings that ended because another took the call, or because the carrier failed, are nobody's misses", () => {
  const row = { staffId: "ana", kind: "ringMissed" } as const;
  const rung = { staffId: "ana", kind: "responderRung", how: null, times: 9 } as const;
  expect(
    ringsOf([
      rung,
      { ...row, how: "noAnswer", times: 2 },
      { ...row, how: "machine", times: 1 },
      { ...row, how: "canceled", times: 3 },
      { ...row, how: "failed", times: 1 },
    ]),
  ).toEqual([{ staffId: "ana", rung: 9, missed: 3, failed: 1 }]);
});

test("every number that is told has the rule it is counted by, in both languages", () => {
  const { days, hours, rings, times } = measuresAnswer.shape;
  const lists = [days, hours, rings].flatMap((list) => Object.keys(list.element.shape));
  const names = [...lists, ...Object.keys(times.shape)];
  const told = names.filter(
    (name) => !["day", "hour", "minutes", "staffId", "name"].includes(name),
  );
  expect(told.filter((name) => measureRules[name] === undefined)).toEqual([]);
  for (const { en, fr } of Object.values(measureRules)) expect(en === "" || fr === "").toBe(false);
});
