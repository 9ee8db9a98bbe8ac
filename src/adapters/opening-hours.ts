import { RRuleTemporal } from "rrule-temporal";
import { Temporal } from "temporal-polyfill";
import type { OpeningHours, Span, Window } from "../domain/services/hours.ts";
import type { Day, Opening } from "../domain/services/listing.ts";

/**
 * When doors are open. Days come from RFC 5545, clock times are then looked up in the zone, each day anew, as for shifts
 * (shift-calendar.ts): a site that closes at 23:00 does so in summer and in winter.
 */
export const openingHours: OpeningHours = (openings, timeZone, window) =>
  openings.flatMap((opening) => spansOf(opening, timeZone, window));

function spansOf(opening: Opening, timeZone: string, window: Window): readonly Span[] {
  const { opens, closes } = opening;
  if (opens === null || closes === null) return [];
  const first = dayAt(window.from, timeZone).subtract({ days: 2 });
  const last = dayAt(window.to, timeZone).add({ days: 1 });
  return daysOf(opening, first.toString(), last.toString()).flatMap((day) => {
    const date = Temporal.PlainDate.from(day);
    const startsAt = instantOf(date, opens, timeZone);
    const endsAt = instantOf(closes > opens ? date : date.add({ days: 1 }), closes, timeZone);
    return endsAt > startsAt ? [{ startsAt, endsAt }] : [];
  });
}

const dayAt = (at: number, timeZone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();

/** A time the clock skips is as much later; one it shows twice is the first. */
const instantOf = (date: Temporal.PlainDate, minutes: number, timeZone: string): number =>
  date
    .toPlainDateTime({ hour: Math.floor(minutes / 60), minute: minutes % 60 })
    .toZonedDateTime(timeZone, { disambiguation: "compatible" }).epochMilliseconds;

/** Its days from one to another, both included. Days as text are in the order of time. */
function daysOf(opening: Opening, from: Day, to: Day): readonly Day[] {
  const first = latest([from, opening.dtstart, opening.validFrom]);
  const last = earliest([to, opening.until, opening.validTo]);
  if (first > last) return [];
  if (opening.freq === null) {
    const { dtstart } = opening;
    return dtstart !== null && dtstart >= first && dtstart <= last ? [dtstart] : [];
  }
  return ruleOf(opening, first)
    .between(noonOf(first), noonOf(last), true)
    .map((one) => one.toString().slice(0, 10))
    .filter((day) => isOfItsWeek(opening, day));
}

const latest = (days: readonly (Day | null)[]): Day =>
  days.reduce<Day>((last, day) => (day !== null && day > last ? day : last), "");
const earliest = (days: readonly (Day | null)[]): Day =>
  days.reduce<Day>((first, day) => (day !== null && day < first ? day : first), "9999-12-31");

const noonOf = (day: Day): Date => new Date(Date.parse(`${day}T12:00:00Z`));

/**
 * Days alone, as if everybody lived in UTC. Where nothing is counted from its start, the rule begins shortly before what is looked at:
 * a site that opened in 2003 takes no longer than a new one.
 */
function ruleOf(opening: Opening, first: Day): RRuleTemporal {
  const { freq, interval, count, wkst, byday, bymonthday, dtstart } = opening;
  const monthDays = freq === "MONTHLY" ? bymonthday : null;
  const counted = interval > 1 || count !== null || (byday === null && monthDays === null);
  const from = counted && dtstart !== null ? dtstart : `${first.slice(0, 8)}01`;
  const parts = [
    `FREQ=${freq}`,
    `INTERVAL=${interval}`,
    ...(count === null ? [] : [`COUNT=${count}`]),
    ...(wkst === null ? [] : [`WKST=${wkst}`]),
    ...(byday === null ? [] : [`BYDAY=${byday}`]),
    ...(monthDays === null ? [] : [`BYMONTHDAY=${monthDays}`]),
  ];
  return new RRuleTemporal({
    rruleString: `RRULE:${parts.join(";")}`,
    dtstart: Temporal.ZonedDateTime.from(`${from}T12:00[UTC]`),
    cache: false,
  });
}

/** HSDS lets a weekly rule name weeks and days of the year, which RFC 5545 does not. */
function isOfItsWeek({ byweekno, byyearday }: Opening, day: Day): boolean {
  const date = Temporal.PlainDate.from(day);
  const weeks = date.with({ month: 12, day: 28 }).weekOfYear ?? 52;
  return (
    isNamed(byweekno, date.weekOfYear ?? 0, weeks) &&
    isNamed(byyearday, date.dayOfYear, date.daysInYear)
  );
}

function isNamed(list: string | null, number: number, of: number): boolean {
  if (list === null) return true;
  const numbers = new Set(list.split(",").map(Number));
  return numbers.has(number) || numbers.has(number - of - 1);
}
