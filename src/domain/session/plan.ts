import type { Province } from "../provinces.ts";
import type { Instant } from "./people.ts";

export type Place = "exact" | "area" | "none";
export type HelpChosen = "ambulance" | "trusted" | "nobody";

/**
 * What the rules need to know of a safety plan, and nothing that says where or who: those live sealed in `plans`.
 * `desks` are the desks found for the place, in the order they are rung.
 */
export type PlanSummary = {
  readonly place: Place;
  readonly help: HelpChosen;
  readonly trustedPerson: boolean;
  readonly trustedFirst: boolean;
  readonly numberGiven: boolean;
  readonly mayText: boolean;
  readonly desks: readonly string[];
  /** The place is in their own voice: a recording in the vault. */
  readonly spoken?: boolean;
  /** They may be called afterwards, to ask how it went. */
  readonly mayFollowUp?: boolean;
  /** All that stays of where they were, once the plan is erased; missing: not said. Calls are counted by it (decision 033). */
  readonly province?: Province | null;
};

export const emptyPlan: PlanSummary = {
  place: "none",
  help: "ambulance",
  trustedPerson: false,
  trustedFirst: false,
  numberGiven: false,
  mayText: false,
  desks: [],
};

export const SUBSTANCES = ["opioid", "stimulant", "depressant", "other", "unknown"] as const;
export const ROUTES = ["smoked", "injected", "snorted", "swallowed", "other", "unknown"] as const;

export type Substance = (typeof SUBSTANCES)[number];
export type Route = (typeof ROUTES)[number];

export type Dose = { readonly at: Instant; readonly substance: Substance; readonly route: Route };

export const CONCERNS = ["selfHarm", "violence", "child", "medical"] as const;
export type Concern = (typeof CONCERNS)[number];

export const SESSION_KINDS = [
  "use",
  "talk",
  "mentalHealth",
  "information",
  "family",
  "emergency",
  "test",
  "misuse",
  "other",
] as const;
export type SessionKind = (typeof SESSION_KINDS)[number];

export const OUTCOMES = [
  "well",
  "left",
  "revived",
  "takenToHospital",
  "refusedHelp",
  "calledOff",
  "died",
  "unknown",
  "notAUseCall",
  "misuse",
  "wrongNumber",
] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const HELP_REASONS = [
  "stoppedAnswering",
  "lineLost",
  "askedForHelp",
  "stimulant",
  "selfHarm",
  "injury",
  "violence",
] as const;
export type HelpReason = (typeof HELP_REASONS)[number];

/** Why a person called help off. A closed list: free text belongs in a sealed note. */
export const STAND_DOWN_REASONS = ["callerTalking", "withSomeoneSafe", "raisedByMistake"] as const;
export type StandDownReason = (typeof STAND_DOWN_REASONS)[number];

/** What a crew found instead of the caller (PRACTICE 23). */
export const ARRIVAL_TROUBLES = ["wrongHouse", "nobodyCalled", "noAnswerAtDoor"] as const;
export type ArrivalTrouble = (typeof ARRIVAL_TROUBLES)[number];

/** What of a plan is read back to the caller, whole or one by one (PRACTICE 5). */
export const READ_BACK_PARTS = ["address", "unit", "town", "wayIn", "vehicle", "whoComes"] as const;
export type ReadBackPart = (typeof READ_BACK_PARTS)[number];

/** Why a named person says a duty need not be done. */
export const WAIVE_REASONS = ["doneByHand", "noLongerNeeded", "cannotBeDone"] as const;
export type WaiveReason = (typeof WAIVE_REASONS)[number];
