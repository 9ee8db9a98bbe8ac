import type { Instant } from "./session/people.ts";

/**
 * A hold (PRACTICE 36): one named person asks, another confirms, with a legal reference, for exact records and a time. It stops
 * those erasures, and no other. Nothing that was erased comes back by it.
 */
export type Hold = {
  readonly id: string;
  /** The order or demand it follows, as its paper names it. */
  readonly reference: string;
  readonly sessionIds: readonly string[];
  readonly askedBy: string;
  readonly askedAt: Instant;
  readonly expiresAt: Instant;
  readonly confirmedBy: string | null;
  readonly confirmedAt: Instant | null;
  /** What it kept was let go, and its key destroyed. */
  readonly endedAt: Instant | null;
};

export type HoldState = "asked" | "lapsed" | "held" | "over";

const DAY_MS = 24 * 3_600_000;
/** Nobody confirmed it by then: it holds nothing, and has to be asked anew. */
export const ASK_LASTS_MS = DAY_MS;
/** For longer, two people decide again. */
export const LONGEST_HOLD_MS = 90 * DAY_MS;

export function stateOf(hold: Hold, now: Instant): HoldState {
  if (hold.confirmedAt === null) return now < lapsesAt(hold) ? "asked" : "lapsed";
  return now < hold.expiresAt && hold.endedAt === null ? "held" : "over";
}

const lapsesAt = ({ askedAt, expiresAt }: Hold): Instant =>
  Math.min(askedAt + ASK_LASTS_MS, expiresAt);

export type HoldRefusal =
  | "holdTooLong"
  | "holdIsPast"
  | "holdOfOnesOwn"
  | "notTwoPeople"
  | "holdNotAsked";

/** Why it cannot be asked for so; null where it can. */
export function askRefused(expiresAt: Instant, now: Instant): HoldRefusal | null {
  if (expiresAt <= now) return "holdIsPast";
  return expiresAt - now > LONGEST_HOLD_MS ? "holdTooLong" : null;
}

/** Nobody holds alone. */
export function confirmRefused(hold: Hold, by: string, now: Instant): HoldRefusal | null {
  if (stateOf(hold, now) !== "asked") return "holdNotAsked";
  return hold.askedBy === by ? "holdOfOnesOwn" : null;
}

/** What was demanded of the line, by whom, and what it answered. */
export type Demand = {
  readonly id: string;
  readonly receivedAt: Instant;
  readonly from: string;
  readonly reference: string | null;
  readonly asked: string;
  readonly answer: string;
  readonly holdId: string | null;
  readonly recordedBy: string;
  readonly recordedAt: Instant;
};
