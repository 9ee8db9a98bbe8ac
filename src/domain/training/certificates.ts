import type { Instant } from "../session/people.ts";
import { hourAt } from "../shifts/coverage.ts";

/** What the line itself says of somebody's training, beside the certificates. */
export const LINE_TRAINING = "training";

/** Until when something that somebody has learned holds. */
export type Held = {
  readonly staffId: string;
  /** A kind of certificate, or `LINE_TRAINING`. */
  readonly what: string;
  readonly until: Instant;
};

const DAY_MS = 24 * 3_600_000;
/** Two weeks before it ends, or earlier: it is said by day, so the day before the fourteenth is in time too. */
export const TOLD_AHEAD_MS = 15 * DAY_MS;
/** The screen says so before anybody is texted. */
const SHOWN_AHEAD_MS = 30 * DAY_MS;

export type HeldState = "holds" | "soon" | "lapsed";

/** At its last moment it has lapsed. */
export function heldState(until: Instant, now: Instant): HeldState {
  if (until <= now) return "lapsed";
  return until - now < SHOWN_AHEAD_MS ? "soon" : "holds";
}

/** Of several of one kind the one that holds longest counts: whoever renewed early has lapsed in nothing. */
export function longest(held: readonly Held[]): readonly Held[] {
  const best = new Map<string, Held>();
  for (const one of held) {
    const key = `${one.staffId}/${one.what}`;
    const known = best.get(key);
    if (known === undefined || known.until < one.until) best.set(key, one);
  }
  return [...best.values()];
}

/** What ends within the time people are told ahead. What has ended is not told any more: the screen says it. */
export const endingSoon = (held: readonly Held[], now: Instant): readonly Held[] =>
  longest(held).filter(({ until }) => until > now && until - now <= TOLD_AHEAD_MS);

/** Nobody is woken for what is days away. */
export function isDay(at: Instant, timeZone: string): boolean {
  const hour = hourAt(at, timeZone);
  return hour >= 8 && hour < 20;
}
