import { nowhere, placeOf } from "../domain/place.ts";
import { emptyPlan, type PlanSummary } from "../domain/session/plan.ts";
import type { Session } from "../domain/session/session.ts";
import type { Plan } from "./ports.ts";

/** Nothing is known yet: what the plan says until somebody asks. */
export const blankPlan: Plan = {
  ...nowhere,
  callerName: null,
  place: emptyPlan.place,
  othersThere: null,
  callerNumber: null,
  naloxone: "unknown",
  people: null,
  trusted: null,
  help: emptyPlan.help,
  trustedFirst: emptyPlan.trustedFirst,
  mayText: emptyPlan.mayText,
  numberGiven: emptyPlan.numberGiven,
  spoken: false,
  mayFollowUp: false,
};

/**
 * The plan as it stands, once the caller has said the place themselves: what was written of another place before that is
 * no longer where they are. Only the province is known in words.
 */
export function planNow(session: Session, written: Plan | null): Plan | null {
  const { plan, spoken } = session;
  if (plan.spoken !== true || written?.spoken === true) return written;
  const { province } = spoken;
  return { ...(written ?? blankPlan), ...nowhere, place: plan.place, spoken: true, province };
}

/** A form that was loaded before they spoke names no place: what they said stays, until another is named. */
export function keepSpokenPlace(session: Session, before: Plan, given: Plan): Plan {
  if (session.plan.spoken !== true || given.place !== "none") return given;
  const { place } = session.plan;
  const wayIn = given.wayIn ?? before.wayIn;
  return { ...given, ...placeOf(before), wayIn, place, spoken: true };
}

/** What the rules need to know of a plan, which is neither who nor where. */
export function summaryOf(plan: Plan, desks: readonly string[]): PlanSummary {
  const { place, help, trustedFirst, numberGiven, mayText } = plan;
  const { spoken, mayFollowUp } = plan;
  const trustedPerson = plan.trusted !== null;
  const consents = { numberGiven, mayText, mayFollowUp };
  return { place, help, trustedPerson, trustedFirst, ...consents, spoken, desks };
}
