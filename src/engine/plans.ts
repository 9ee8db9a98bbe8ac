import { nowhere, placeOf, type PlaceDetails } from "../domain/place.ts";
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

/** What of a plan is not where they are: for whoever may not see that now. */
export const withoutPlace = (plan: Plan): Plan => ({ ...plan, ...nowhere });

/**
 * Where a line seals places, a form may have been loaded without the place, however the session stands by now: one left empty
 * stays as it was. Only what it says besides, such as another way in, is taken over.
 */
export function keepSealedPlace(session: Session, before: Plan, given: Plan): Plan {
  const named = given.address ?? given.municipality ?? given.coordinates;
  if (session.seal === undefined || named !== null || before.place === "none") return given;
  const { place, spoken } = before;
  return { ...given, ...filledIn(placeOf(given), placeOf(before)), place, spoken };
}

const filledIn = (given: PlaceDetails, before: PlaceDetails): PlaceDetails => ({
  address: before.address,
  unit: given.unit ?? before.unit,
  floor: given.floor ?? before.floor,
  room: given.room ?? before.room,
  vehicle: given.vehicle ?? before.vehicle,
  wayIn: given.wayIn ?? before.wayIn,
  municipality: before.municipality,
  region: given.region ?? before.region,
  province: given.province ?? before.province,
  postalCode: given.postalCode ?? before.postalCode,
  coordinates: before.coordinates,
});

/** What the rules need to know of a plan, which is neither who nor where. */
export function summaryOf(plan: Plan, desks: readonly string[]): PlanSummary {
  const { place, help, trustedFirst, numberGiven, mayText } = plan;
  const { spoken, mayFollowUp, province } = plan;
  const known = province === null ? {} : { province };
  const trustedPerson = plan.trusted !== null;
  const consents = { numberGiven, mayText, mayFollowUp };
  return { place, help, trustedPerson, trustedFirst, ...consents, ...known, spoken, desks };
}
