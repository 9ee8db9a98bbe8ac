import type { z } from "zod";
import type { Circle } from "../../../domain/session/people.ts";
import type { rulesAnswer, ruleWish } from "../../../http/contract-shifts.ts";

export type Rule = z.infer<typeof rulesAnswer>["rules"][number];
export type Override = z.infer<typeof rulesAnswer>["overrides"][number];

/** In the order of the week, as RFC 5545 writes them. */
export const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export const REPEATS = ["weekly", "biweekly", "daily", "once"] as const;
export type Repeat = (typeof REPEATS)[number];

/** An agreement as the form has it. */
export type Draft = {
  readonly staffId: string;
  readonly circle: Circle;
  /** Order within on-call. */
  readonly layer: string;
  readonly day: string;
  readonly from: string;
  readonly to: string;
  readonly repeat: Repeat;
  readonly weekdays: readonly Weekday[];
  readonly timeZone: string;
};

const DAY_MS = 24 * 60 * 60_000;
const isoDay = (at: number): string => new Date(at).toISOString().slice(0, "2026-11-27".length);
/** A day of the calendar, wherever it is kept. */
const plainDay = (day: string): number => Date.parse(`${day}T00:00:00Z`);

export const dayAfter = (day: string): string => isoDay(plainDay(day) + DAY_MS);

/** Null where that is no day. */
export function weekdayOf(day: string): Weekday | null {
  const at = plainDay(day);
  if (Number.isNaN(at)) return null;
  return WEEKDAYS[(new Date(at).getUTCDay() + 6) % 7] ?? null;
}

const isWeekly = (repeat: Repeat): boolean => repeat === "weekly" || repeat === "biweekly";

/** The first day it happens: from the day named on, the first of the days of the week it is on. */
export function firstDay({ day, repeat, weekdays }: Draft): string {
  if (!isWeekly(repeat) || weekdays.length === 0 || weekdayOf(day) === null) return day;
  let first = day;
  while (!weekdays.some((one) => one === weekdayOf(first))) first = dayAfter(first);
  return first;
}

/** It ends when the clock says so next: on the same day, or on the one after. */
export const endsNextDay = ({ from, to }: Pick<Draft, "from" | "to">): boolean => to <= from;

/** As RFC 5545 says it; null: once. */
export function repeatOf({ repeat, day, weekdays }: Draft): string | null {
  const named = weekdays.length > 0 ? weekdays : [weekdayOf(day) ?? "MO"];
  const days = WEEKDAYS.filter((one) => named.includes(one)).join(",");
  switch (repeat) {
    case "once":
      return null;
    case "daily":
      return "FREQ=DAILY";
    case "weekly":
      return `FREQ=WEEKLY;BYDAY=${days}`;
    case "biweekly":
      return `FREQ=WEEKLY;INTERVAL=2;BYDAY=${days}`;
  }
}

export function wishOf(draft: Draft): z.input<typeof ruleWish> {
  const { staffId, circle, layer, timeZone, from, to } = draft;
  const day = firstDay(draft);
  const last = endsNextDay(draft) ? dayAfter(day) : day;
  return {
    staffId,
    circle,
    layer: circle === "on-call" && layer !== "" ? Number(layer) : null,
    timeZone,
    starts: `${day}T${from}`,
    ends: `${last}T${to}`,
    repeat: repeatOf(draft),
  };
}

/** What the form can say of a rule; null: it was agreed in a way the form has no words for. */
export function repetitionOf(
  repeat: string | null,
): { readonly repeat: Repeat; readonly weekdays: readonly Weekday[] } | null {
  if (repeat === null) return { repeat: "once", weekdays: [] };
  if (repeat === "FREQ=DAILY") return { repeat: "daily", weekdays: [] };
  const [, two, days] = /^FREQ=WEEKLY(;INTERVAL=2)?;BYDAY=([A-Z,]+)$/.exec(repeat) ?? [];
  if (days === undefined) return null;
  const named = days.split(",");
  const weekdays = WEEKDAYS.filter((one) => named.includes(one));
  if (weekdays.length !== named.length) return null;
  return { repeat: two === undefined ? "weekly" : "biweekly", weekdays };
}

/** A form with what a rule says, to be said otherwise from some day on. */
export function draftOf(rule: Rule, from: string): Draft {
  const repetition = repetitionOf(rule.repeat) ?? { repeat: "weekly", weekdays: [] };
  const { staffId, circle, layer, timeZone, starts, ends } = rule;
  return {
    staffId,
    circle,
    layer: layer === null ? "" : String(layer),
    day: from,
    from: starts.slice("2026-11-27T".length),
    to: ends.slice("2026-11-27T".length),
    timeZone,
    ...repetition,
  };
}
