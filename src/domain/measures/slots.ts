import type { Instant } from "../session/people.ts";
import type { Window } from "../shifts/shift.ts";

/** An hour of the line's own clock on one day. Where the clock is put back it lasts two, and the hour it skips is not there. */
export type Slot = Window & {
  /** Such as 2026-11-27. */
  readonly day: string;
  /** 1 is Monday, 7 Sunday. */
  readonly weekday: number;
  /** 0 to 23. */
  readonly hour: number;
};

/** Everywhere on earth the hour changes on a quarter. */
const QUARTER_MS = 15 * 60_000;

/** The window cut into hours of that zone's clock; the first and the last may be shorter. */
export function slotsIn({ from, to }: Window, timeZone: string): readonly Slot[] {
  const nameOf = namer(timeZone);
  const slots: Slot[] = [];
  for (let at = from; at < to; at = nextQuarter(at)) {
    const end = Math.min(nextQuarter(at), to);
    const named = nameOf(at);
    const last = slots.at(-1);
    if (last?.day === named.day && last.hour === named.hour)
      slots[slots.length - 1] = { ...last, to: end };
    else slots.push({ from: at, to: end, ...named });
  }
  return slots;
}

const DAY_MS = 24 * 3_600_000;

/** From a Monday's first moment to the next Monday's, by the clock of that zone: the week that moment is in. */
export function weekOf(at: Instant, timeZone: string): Window {
  const around = slotsIn({ from: at - 8 * DAY_MS, to: at + 8 * DAY_MS }, timeZone);
  const mondays = around.filter(
    (slot, index) => slot.weekday === 1 && around[index - 1]?.weekday === 7,
  );
  return {
    from: mondays.findLast(({ from }) => from <= at)?.from ?? at,
    to: mondays.find(({ from }) => from > at)?.from ?? at,
  };
}

const nextQuarter = (at: Instant): Instant => (Math.floor(at / QUARTER_MS) + 1) * QUARTER_MS;

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

function namer(timeZone: string): (at: Instant) => Pick<Slot, "day" | "weekday" | "hour"> {
  const clock = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    weekday: "short",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
  });
  return (at) => {
    const parts = new Map(clock.formatToParts(at).map(({ type, value }) => [type, value]));
    const day = [parts.get("year"), parts.get("month"), parts.get("day")].join("-");
    const weekday = WEEKDAYS.indexOf(parts.get("weekday") ?? "") + 1;
    return { day, weekday, hour: Number(parts.get("hour")) };
  };
}
