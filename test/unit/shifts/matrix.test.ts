import { describe, expect, test } from "vitest";
import { shiftCalendar } from "../../../src/adapters/shift-calendar.ts";
import { rule } from "../../support/shifts.ts";

/** Where clocks change, at 02:00 on these days; in Saskatchewan and Yukon they never do. */
const ZONES: readonly (readonly [zone: string, changes: boolean])[] = [
  ["America/St_Johns", true],
  ["America/Halifax", true],
  ["America/Toronto", true],
  ["America/Winnipeg", true],
  ["America/Regina", false],
  ["America/Edmonton", true],
  ["America/Vancouver", true],
  ["America/Whitehorse", false],
];
const SPRING = "2025-03-09";
const AUTUMN = "2025-11-02";

/** From, to, and how long by the clock. */
const TIMES = [
  ["22:00", "06:00", 8],
  ["23:30", "07:30", 8],
  ["00:00", "08:00", 8],
  ["06:00", "14:00", 8],
  ["20:00", "00:00", 4],
  ["01:30", "05:00", 3.5],
  ["02:30", "10:30", 8],
  ["12:00", "12:00", 24],
] as const;

const DAYS = [
  "2025-03-08",
  "2025-03-09",
  "2025-03-10",
  "2025-11-01",
  "2025-11-02",
  "2025-11-03",
  "2025-12-31",
  "2024-02-29",
];

const HOUR_MS = 3_600_000;

const dayAfter = (day: string) =>
  new Date(Date.parse(`${day}T12:00Z`) + 24 * HOUR_MS).toISOString().slice(0, 10);

const cases = ZONES.flatMap(([zone, changes]) =>
  TIMES.flatMap(([from, to, lasts]) =>
    DAYS.map((day) => ({ zone, from, to, day, ...expected({ changes, from, to, day, lasts }) })),
  ),
);

type Given = { changes: boolean; from: string; to: string; day: string; lasts: number };

/** By hand: an hour less over the night of spring, an hour more over that of autumn; 02:30 does not exist in spring. */
function expected({ changes, from, to, day, lasts }: Given) {
  const endDay = to <= from ? dayAfter(day) : day;
  const over = (change: string) =>
    changes && `${day}T${from}` < `${change}T02:00` && `${endDay}T${to}` > `${change}T02:00`;
  const skipped = changes && day === SPRING && from === "02:30";
  const spring = over(SPRING) || skipped ? -1 : 0;
  const autumn = over(AUTUMN) ? 1 : 0;
  return {
    starts: `${day} ${skipped ? "03:30" : from}`,
    ends: `${endDay} ${to}`,
    hours: lasts + spring + autumn,
  };
}

/** What a clock on a wall there shows. */
function clockIn(zone: string, at: number): string {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value;
  return `${part("year")}-${part("month")}-${part("day")} ${part("hour")}:${part("minute")}`;
}

const agreed = (zone: string, from: string, to: string) =>
  rule({
    timeZone: zone,
    starts: `2024-01-01T${from}`,
    ends: `${to <= from ? "2024-01-02" : "2024-01-01"}T${to}`,
    repeat: "FREQ=DAILY",
  });

test("there are more than three hundred of them", () =>
  expect(cases.length).toBeGreaterThanOrEqual(300));

describe("a daily shift lasts from clock to clock", () => {
  test.each(cases)("$zone $day $from to $to", ({ zone, from, to, day, starts, ends, hours }) => {
    const found = shiftCalendar.on(agreed(zone, from, to), day);
    expect(found).not.toBeNull();
    if (found === null) return;
    expect(clockIn(zone, found.startsAt)).toBe(starts);
    expect(clockIn(zone, found.endsAt)).toBe(ends);
    expect((found.endsAt - found.startsAt) / HOUR_MS).toBe(hours);
    const last = { from: found.endsAt - 1, to: found.endsAt };
    expect(shiftCalendar.expand(agreed(zone, from, to), last)).toContainEqual(found);
    expect(
      shiftCalendar.expand(agreed(zone, from, to), { from: found.endsAt, to: found.endsAt + 1 }),
    ).not.toContainEqual(found);
  });
});

describe("three shifts that follow each other leave nobody alone and nobody twice", () => {
  const nights = ["2025-03-08", "2025-11-01"];
  const rounds = ZONES.flatMap(([zone]) => nights.map((day) => ({ zone, day })));
  test.each(rounds)("$zone, the night after $day", ({ zone, day }) => {
    const window = {
      from: Date.parse(`${day}T12:00Z`),
      to: Date.parse(`${day}T12:00Z`) + 48 * HOUR_MS,
    };
    const all = [
      ["22:30", "02:30"],
      ["02:30", "10:30"],
      ["10:30", "22:30"],
    ].flatMap(([from = "", to = ""]) => shiftCalendar.expand(agreed(zone, from, to), window));
    const inOrder = all.toSorted((a, b) => a.startsAt - b.startsAt);
    const seams = inOrder
      .slice(1)
      .map((one, index) => one.startsAt - (inOrder[index]?.endsAt ?? 0));
    expect(seams).toEqual(seams.map(() => 0));
    expect(inOrder.length).toBeGreaterThan(5);
  });
});

test("half an hour that the clock skips altogether is nobody's shift that night", () => {
  const short = agreed("America/Toronto", "02:15", "02:45");
  expect(shiftCalendar.on(short, SPRING)).toMatchObject({ day: SPRING });
  const gone = agreed("America/Toronto", "02:00", "03:00");
  expect(shiftCalendar.on(gone, SPRING)).toBeNull();
  expect(shiftCalendar.on(gone, "2025-03-10")).not.toBeNull();
});
