import type { Instant } from "../session/people.ts";
import type { Outcome } from "../session/plan.ts";

/** What happened, in the end. Words to choose from: they stay for good, and what says more is a sealed note. */
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

/**
 * What contributed to it. A just culture asks what made it likely, and never who: no word here is a person's (decision 053). `none` is of
 * ours: what they took did this, and the line could not have done otherwise.
 */
export const CAUSES = [
  "system",
  "protocol",
  "place",
  "desk",
  "carrier",
  "coverage",
  "training",
  "equipment",
  "unknown",
  "none",
] as const;
export type Cause = (typeof CAUSES)[number];

/** With `none` there is no other. */
export const goTogether = (causes: readonly Cause[]): boolean =>
  causes.length > 0 && (!causes.includes("none") || causes.length === 1);

export type Step = { readonly by: string; readonly at: Instant };

/** In order. Each is taken by a person, by name. */
export type ReviewStep = "told" | "supported" | "found" | "explained" | "closed";

/** Looking back at an emergency or a death, by named people. */
export type Review = {
  readonly sessionId: string;
  /** A person told whoever was with the caller that they died: never a screen (PRACTICE 34). */
  readonly told: Step | null;
  readonly supported: Step | null;
  /** Missing in reviews from before there were causes. */
  readonly found: Step | null;
  readonly explained: Step | null;
  /** Nothing of it changes any more. */
  readonly reviewed: Step | null;
  readonly findings: readonly Finding[];
  readonly causes: readonly Cause[];
};

/** Of one person who was in the emergency: whether support has begun, or they wished for none. Never what was said. */
export type Support = "owed" | "offered" | "given" | "waived";

export type LookedAt = {
  readonly review: Review;
  readonly outcome: Outcome | null;
  /** Of everybody to whom it owed a debrief. */
  readonly support: readonly Support[];
};

export type ReviewRefusal =
  | "tellFirst"
  | "debriefFirst"
  | "supportFirst"
  | "findFirst"
  | "explainFirst"
  | "reviewedAlready";

/**
 * Why this step cannot be taken yet; null: it can. People come first (PRACTICE 34): after a death whoever was with them is told by a
 * person and supported, and after any emergency nobody's debrief waits unoffered, before anything is found. Then what happened, what
 * contributed, what changes, and the close.
 */
export function stepRefused(step: ReviewStep, looked: LookedAt): ReviewRefusal | null {
  if (step === "told") return null;
  if (looked.review.reviewed !== null) return "reviewedAlready";
  const first = peopleFirst(step, looked);
  if (first !== null || step === "supported" || step === "found") return first;
  if (looked.review.found === null) return "findFirst";
  return step === "closed" && looked.review.explained === null ? "explainFirst" : null;
}

function peopleFirst(
  step: ReviewStep,
  { review, outcome, support }: LookedAt,
): ReviewRefusal | null {
  const died = outcome === "died";
  if (died && review.told === null) return "tellFirst";
  if (support.includes("owed")) return "debriefFirst";
  if (step === "supported" || !died) return null;
  return review.supported === null ? "supportFirst" : null;
}

/** Until somebody has told them, whoever was with the caller does not read it from a screen. */
export const isHidden = (outcome: Outcome | null, review: Pick<Review, "told"> | null): boolean =>
  outcome === "died" && (review?.told ?? null) === null;
