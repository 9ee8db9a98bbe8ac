import type { Instant } from "../../domain/session/people.ts";

/** For raw SQL: a time that means the same whatever the connection's zone. */
export const iso = (at: Instant): string => new Date(at).toISOString();

export const isoOrNull = (at: Instant | null): string | null => (at === null ? null : iso(at));

export const dateOrNull = (at: Instant | null): Date | null => (at === null ? null : new Date(at));

export const instantOrNull = (date: Date | null): Instant | null =>
  date === null ? null : date.getTime();
