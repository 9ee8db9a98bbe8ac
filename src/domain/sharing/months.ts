import type { Instant } from "../session/people.ts";

/** A month of the line's own clock, such as 2026-03. As text they are in order. */
export type Month = string;

/** So long after its end a month is published, for good: what somebody amends a little later is in it. */
export const SETTLES_DAYS = 7;
const SETTLES_MS = SETTLES_DAYS * 24 * 3_600_000;

/** The last month that is over, and settled. */
export const lastSettled = (now: Instant, timeZone: string): Month =>
  monthBefore(monthAt(now - SETTLES_MS, timeZone));

/** From the one to the other, both included; none where the first is later. */
export function monthsFrom(first: Month, last: Month): readonly Month[] {
  const months: Month[] = [];
  for (let month = first; month <= last; month = monthAfter(month)) months.push(month);
  return months;
}

export const monthAfter = (month: Month): Month => moved(month, 1);

const monthBefore = (month: Month): Month => moved(month, -1);

function moved(month: Month, by: 1 | -1): Month {
  const [year = 0, ofYear = 0] = month.split("-").map(Number);
  const count = year * 12 + (ofYear - 1) + by;
  return nameOf(Math.floor(count / 12), (count % 12) + 1);
}

const nameOf = (year: number, ofYear: number): Month =>
  `${String(year).padStart(4, "0")}-${String(ofYear).padStart(2, "0")}`;

function monthAt(at: Instant, timeZone: string): Month {
  const clock = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit" });
  const parts = new Map(clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  return nameOf(parts.get("year") ?? 0, parts.get("month") ?? 0);
}
