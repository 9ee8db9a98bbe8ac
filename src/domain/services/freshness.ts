import type { Instant } from "../session/people.ts";

/**
 * A listing that nobody made sure of for so many days says so. As for desks (desks/coverage.ts): half of the year after which directories
 * of this kind usually look again, as sites for people who use drugs open, move and close more often than libraries do. Our choice; no
 * standard names it.
 */
export const ASSURED_FOR_DAYS = 180;

const DAY_MS = 24 * 3_600_000;

/** Never assured is stale. On the last of those days it is not yet. */
export const isStale = (assuredAt: Instant | null, at: Instant): boolean =>
  assuredAt === null || at - assuredAt >= (ASSURED_FOR_DAYS + 1) * DAY_MS;
