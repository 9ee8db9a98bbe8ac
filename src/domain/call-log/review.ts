import type { Instant } from "../session/people.ts";
import type { Outcome } from "../session/plan.ts";

/** What a review came to. Words to choose from: they stay for good, and what says more is a sealed note. */
export const FINDINGS = [
  "asPromised",
  "lineLate",
  "peopleLate",
  "nobodyFree",
  "deskTrouble",
  "placeWrong",
  "protocolToChange",
] as const;
export type Finding = (typeof FINDINGS)[number];

export type Step = { readonly by: string; readonly at: Instant };

/** Looking back at an emergency or a death, by named people. */
export type Review = {
  readonly sessionId: string;
  /** A person told whoever was with the caller that they died: never a screen (PRACTICE 34). */
  readonly told: Step | null;
  readonly supported: Step | null;
  readonly reviewed: Step | null;
  readonly findings: readonly Finding[];
};

export type ReviewRefusal = "tellFirst" | "supportFirst" | "reviewedAlready";

/** After a death, whoever was with them is told by a person and supported before anything is found (PRACTICE 34). */
export function findingRefused(review: Review, outcome: Outcome | null): ReviewRefusal | null {
  if (review.reviewed !== null) return "reviewedAlready";
  if (outcome !== "died") return null;
  if (review.told === null) return "tellFirst";
  return review.supported === null ? "supportFirst" : null;
}

/** Until somebody has told them, whoever was with the caller does not read it from a screen. */
export const isHidden = (outcome: Outcome | null, review: Pick<Review, "told"> | null): boolean =>
  outcome === "died" && (review?.told ?? null) === null;
