import type { Owing } from "../line-duties.ts";
import type { Circle, Instant } from "../session/people.ts";
import type { Gap } from "./coverage.ts";
import type { Named } from "./swaps.ts";

/** Places shifts, owes reminders, finds gaps; it owes itself again in the transaction that ends it. */
export type LookAhead = { readonly kind: "lookAhead" };

export type RemindShift = Named & {
  readonly kind: "remindShift";
  readonly staffId: string;
  readonly circle: Circle;
  readonly timeZone: string;
  /** What it was owed for: a shift that moved since owes another. */
  readonly startsAt: Instant;
  readonly aheadMs: number;
};

/** One supervisor is told of what was found; the first gap by its times, the rest as a number. */
export type TellGaps = {
  readonly kind: "tellGaps";
  readonly staffId: string;
  readonly first: Gap;
  readonly more: number;
};

export const LOOK_AHEAD_EVERY_MS = 60 * 60_000;

export const lookAheadAt = (dueAt: Instant): Owing => ({
  duty: { kind: "lookAhead" },
  subject: { kind: "line", id: "shifts" },
  dueAt,
});
