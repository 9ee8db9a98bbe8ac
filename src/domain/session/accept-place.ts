import { record } from "./compose.ts";
import { nothing, type Decision } from "./decision.ts";
import type { Instant } from "./people.ts";
import type { PlanSummary } from "./plan.ts";
import type { Session } from "./session.ts";

/**
 * What they said is where help goes from now on: on their 1, or by the line for somebody who said it and went quiet before
 * they could say that it is right. Unconfirmed is better than nowhere.
 */
export function acceptPlace(session: Session, by: "caller" | "line", at: Instant): Decision {
  const { heard, province } = session.spoken;
  if (heard === null || (by === "line" && session.plan.place !== "none")) return nothing;
  return record(at, [{ kind: "placeSpoken", by, province, desks: heard.desks }]);
}

/** A form that was loaded before they spoke names no place: what they said stays, until another is named. */
export function withSpokenPlace({ plan: before }: Session, plan: PlanSummary): PlanSummary {
  if (before.spoken !== true || plan.place !== "none") return plan;
  return { ...plan, place: before.place, spoken: true, desks: before.desks };
}
