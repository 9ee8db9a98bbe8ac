import type { MeasuresShown } from "../../../http/contract-measures.ts";
import { useStore } from "../../time/use.ts";
import { words } from "../../words/load.ts";
import { useFormats, useWords } from "../../words/use.ts";

/** By which rule a number is counted, in the language of the page. */
export function useRule(rules: MeasuresShown["rules"]): (name: string) => string {
  const language = useStore(words)?.language ?? "en";
  return (name) => rules[name]?.[language] ?? "";
}

const MINUTE_MS = 60_000;

/** How long something took: seconds up to two minutes, then minutes and seconds. Nothing: a dash. */
export function useLasted(): (ms: number | null) => string {
  const say = useWords();
  return (ms) => {
    if (ms === null) return "–";
    if (ms < 2 * MINUTE_MS) return say("numbers.seconds", { seconds: Math.round(ms / 1_000) });
    const minutes = Math.floor(ms / MINUTE_MS);
    return say("numbers.minutes", { minutes, seconds: Math.floor((ms % MINUTE_MS) / 1_000) });
  };
}

/** 2026-11-16 is a Monday: 1. */
export const weekdayOf = (day: string): number =>
  new Date(Date.parse(`${day}T12:00:00Z`)).getUTCDay() || 7;

/** The Monday of some week: only its names of days are used. */
const A_MONDAY = Date.UTC(2024, 0, 1, 12);
const DAY_MS = 24 * 3_600_000;

/** Days by name, numbers and moments, the moments by the line's own clock. */
export function useSaid(timeZone: string) {
  const { date, number } = useFormats();
  const dayAt = (weekday: number) => A_MONDAY + (weekday - 1) * DAY_MS;
  return {
    weekday: (weekday: number) => date(dayAt(weekday), { weekday: "short", timeZone: "UTC" }),
    longWeekday: (weekday: number) => date(dayAt(weekday), { weekday: "long", timeZone: "UTC" }),
    day: (at: number) => date(at, { day: "numeric", month: "long", year: "numeric", timeZone }),
    moment: (at: number) =>
      `${date(at, { day: "numeric", month: "short", timeZone })}, ${date(at, { hour: "numeric", minute: "2-digit", timeZone })}`,
    number: (value: number) => number(value, { maximumFractionDigits: 1 }),
    share: (part: number) => number(part, { style: "percent", maximumFractionDigits: 0 }),
  };
}
