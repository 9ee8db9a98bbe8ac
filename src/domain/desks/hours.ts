import type { Instant } from "../session/people.ts";

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;
type Day = (typeof DAYS)[number];

/** One stretch of the week: on these days, from one minute of the day to another; over midnight where `to` is the smaller. */
export type Span = { readonly days: readonly Day[]; readonly from: number; readonly to: number };

const SPAN = /^(\w{3})(?:-(\w{3}))? (\d{2}):(\d{2})-(\d{2}):(\d{2})$/;
const DAY_MINUTES = 24 * 60;

/** "Mon-Fri 08:00-16:00; Sat 22:00-06:00" as spans of a week; null where it cannot be read. */
export function readHours(text: string): readonly Span[] | null {
  const spans = text.split(";").map((part) => readSpan(part.trim()));
  return spans.every((span) => span !== null) ? spans : null;
}

function readSpan(text: string): Span | null {
  const [, first = "", last = first, h1, m1, h2, m2] = SPAN.exec(text) ?? [];
  const start = DAYS.findIndex((day) => day === first);
  const end = DAYS.findIndex((day) => day === (last === "" ? first : last));
  const from = minutes(h1, m1);
  const to = minutes(h2, m2);
  if (start < 0 || end < 0 || from === null || to === null || from === to) return null;
  const count = ((end - start + DAYS.length) % DAYS.length) + 1;
  const days = Array.from({ length: count }, (_, index) => dayAfter(start + index));
  return { days, from, to };
}

const dayAfter = (index: number): Day => DAYS[index % DAYS.length] ?? "Mon";

function minutes(hours: string | undefined, past: string | undefined): number | null {
  const total = Number(hours) * 60 + Number(past);
  return Number(past) < 60 && total <= DAY_MINUTES ? total : null;
}

/** Whether somebody answers at that moment. Hours that cannot be read never keep a desk from being rung. */
export function openAt(hours: string | null, timeZone: string, at: Instant): boolean {
  const spans = hours === null ? null : readHours(hours);
  if (spans === null) return true;
  const { day, minute } = localTime(timeZone, at);
  const before = dayAfter(DAYS.indexOf(day) + DAYS.length - 1);
  return spans.some(({ days, from, to }) => {
    if (from < to) return days.includes(day) && minute >= from && minute < to;
    return (days.includes(day) && minute >= from) || (days.includes(before) && minute < to);
  });
}

function localTime(timeZone: string, at: Instant): { day: Day; minute: number } {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  const day = DAYS.find((one) => part("weekday").startsWith(one)) ?? "Mon";
  return { day, minute: Number(part("hour")) * 60 + Number(part("minute")) };
}
