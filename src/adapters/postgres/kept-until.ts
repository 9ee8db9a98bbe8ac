import { Temporal } from "temporal-polyfill";
import type { Kept } from "../../domain/session/evolve-keeping.ts";
import type { Instant } from "../../domain/session/people.ts";

/** After the last night it was used. */
const KEPT_DAYS = 180;

/** A day of the line's calendar, such as 2026-11-23: what is kept until then ends at its noon. Nothing finer is stored. */
type Day = string;

/** Until tomorrow, or 180 days and on to the first of a month, so that the day does not tell which night it was. */
export function keptUntil(
  kept: Kept,
  at: Instant,
  timeZone: string,
): { readonly day: Day; readonly until: Instant } {
  const today = dayOf(at, timeZone);
  const day =
    kept === "tomorrow"
      ? today.add({ days: 1 })
      : today.add({ days: KEPT_DAYS }).add({ months: 1 }).with({ day: 1 });
  return { day: day.toString(), until: noonOf(day, timeZone) };
}

/** The last day that has had its noon: what was kept until it is over. */
export function lastNoon(at: Instant, timeZone: string): Day {
  const today = dayOf(at, timeZone);
  const day = at >= noonOf(today, timeZone) ? today : today.subtract({ days: 1 });
  return day.toString();
}

const dayOf = (at: Instant, timeZone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();

const noonOf = (day: Temporal.PlainDate, timeZone: string): Instant =>
  day.toZonedDateTime({ timeZone, plainTime: "12:00" }).epochMilliseconds;
