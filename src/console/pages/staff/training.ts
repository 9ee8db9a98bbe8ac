/** A day of this device's calendar, such as "2026-11-27", as a date field has it. */
export function dayOf(at: number | null): string {
  if (at === null) return "";
  const date = new Date(at);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The last moment of that day: training holds through the day that is named. Null: no day, or none there is. */
export function endOf(day: string): number | null {
  const [year, month, date] = day.split("-").map(Number);
  if (year === undefined || month === undefined || date === undefined) return null;
  const at = new Date(year, month - 1, date + 1).getTime() - 1;
  return Number.isNaN(at) ? null : at;
}

const DAY_MS = 24 * 60 * 60_000;
const SOON_MS = 30 * DAY_MS;

export function trainingState(
  until: number | null,
  now: number,
): "unsaid" | "lapsed" | "soon" | "holds" {
  if (until === null) return "unsaid";
  if (until <= now) return "lapsed";
  return until - now < SOON_MS ? "soon" : "holds";
}
