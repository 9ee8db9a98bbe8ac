import { RRuleTemporal } from "rrule-temporal";
import { Temporal } from "temporal-polyfill";
import type { Calendar, Day, Occurrence, Rule, Window, Wrong } from "../domain/shifts/shift.ts";

/**
 * Days come from RFC 5545; clock times are then looked up in the rule's zone, each day anew. So a shift that begins at a time
 * the clock skips in spring begins when the clock goes on, where RFC 5545 by itself would leave that night without anybody.
 */
export const shiftCalendar: Calendar = { expand, on, faults };

const DAY_MS = 24 * 60 * 60_000;

function expand(rule: Rule, window: Window): readonly Occurrence[] {
  const longest = daysLasting(rule) + 2;
  const days = daysOf(rule, {
    from: window.from - longest * DAY_MS,
    to: window.to + 2 * DAY_MS,
  });
  return days
    .flatMap((day) => occurrence(rule, day) ?? [])
    .filter(({ startsAt, endsAt }) => startsAt < window.to && endsAt > window.from);
}

function on(rule: Rule, day: Day): Occurrence | null {
  const noon = Date.parse(`${day}T12:00:00Z`);
  if (Number.isNaN(noon)) return null;
  const days = daysOf(rule, { from: noon - DAY_MS, to: noon + DAY_MS });
  return days.includes(day) ? occurrence(rule, day) : null;
}

function daysOf({ starts, repeat }: Rule, window: Window): readonly Day[] {
  if (repeat === null) return [starts.slice(0, 10)];
  const from = new Date(window.from);
  return parsed(starts, repeat)
    .between(from, new Date(window.to), true)
    .map((date) => date.toString().slice(0, 10));
}

/** Days alone, as if everybody lived in UTC. */
const parsed = (starts: string, repeat: string): RRuleTemporal =>
  new RRuleTemporal({
    rruleString: `RRULE:${repeat}`,
    dtstart: Temporal.ZonedDateTime.from(`${starts.slice(0, 10)}T12:00[UTC]`),
    strict: true,
    cache: false,
  });

/** Null where no time is left of it: its whole length is skipped by the clock, or the rule had ended. */
function occurrence(rule: Rule, day: Day): Occurrence | null {
  const begins = Temporal.PlainDateTime.from(`${day}T${rule.starts.slice(11)}`);
  const lastDay = begins.toPlainDate().add({ days: daysLasting(rule) });
  const ends = lastDay.toPlainDateTime(Temporal.PlainTime.from(rule.ends.slice(11)));
  const startsAt = instantOf(begins, rule.timeZone);
  const endsAt = instantOf(ends, rule.timeZone);
  const ended = rule.endedFrom !== null && startsAt >= rule.endedFrom;
  return ended || endsAt <= startsAt ? null : { ruleId: rule.id, day, startsAt, endsAt };
}

/** A time the clock skips is as much later; one it shows twice is the first. */
const instantOf = (time: Temporal.PlainDateTime, timeZone: string): number =>
  time.toZonedDateTime(timeZone, { disambiguation: "compatible" }).epochMilliseconds;

const daysLasting = ({ starts, ends }: Rule): number =>
  Temporal.PlainDate.from(starts.slice(0, 10)).until(ends.slice(0, 10)).days;

function faults(rule: Rule): readonly Wrong[] {
  const wrong = [
    ...zoneFaults(rule.timeZone),
    ...timeFaults("starts", rule.starts),
    ...timeFaults("ends", rule.ends),
  ];
  return wrong.length > 0 || rule.repeat === null ? wrong : repeatFaults(rule.starts, rule.repeat);
}

/** An abbreviation or an offset knows nothing of summer. */
function zoneFaults(timeZone: string): readonly Wrong[] {
  const unknown = [{ where: "timeZone", what: "is no time zone such as America/St_Johns" }];
  if (!/^[A-Za-z]+(?:\/[\w+-]+)+$/.test(timeZone)) return unknown;
  try {
    new Intl.DateTimeFormat("en", { timeZone }).format();
    return [];
  } catch (err) {
    if (err instanceof RangeError) return unknown;
    throw err;
  }
}

function timeFaults(where: "starts" | "ends", time: string): readonly Wrong[] {
  try {
    Temporal.PlainDateTime.from(time);
    return [];
  } catch (err) {
    if (err instanceof RangeError) return [{ where, what: "is no day and time" }];
    throw err;
  }
}

/** What turns days; the time of day is the shift's own, and the end of it all is `endedFrom`. */
const PARTS =
  /^(?:FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)|INTERVAL=[1-9]\d{0,2}|COUNT=[1-9]\d{0,3}|WKST=[A-Z]{2}|BY(?:DAY|MONTHDAY|MONTH|SETPOS)=[-+\d,A-Z]+)$/;

function repeatFaults(starts: string, repeat: string): readonly Wrong[] {
  const where = "repeat";
  const strange = repeat.split(";").find((part) => !PARTS.test(part));
  if (strange !== undefined) return [{ where, what: `cannot be read at "${strange}"` }];
  try {
    const [first] = parsed(starts, repeat).all((_date, index) => index < 1);
    if (first?.toString().slice(0, 10) === starts.slice(0, 10)) return [];
    return [{ where: "starts", what: "is on none of the days that the rule names" }];
  } catch (err) {
    return [{ where, what: err instanceof Error ? err.message : "cannot be read" }];
  }
}
