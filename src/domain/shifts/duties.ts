import type { Circle, Instant } from "../session/people.ts";
import type { Gap } from "./coverage.ts";
import type { Named } from "./swaps.ts";

/** What the line owes in no session. Rows of `duties` like all others, done at least once by the worker. */
export type LineDuty = LookAhead | RemindShift | TellGaps;

/** Places shifts, owes reminders, finds gaps; it arms itself again in the statement that completes it. */
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
