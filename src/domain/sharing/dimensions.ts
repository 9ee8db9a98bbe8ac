import type { Language } from "../language.ts";
import type { Province } from "../provinces.ts";
import type { Outcome, Substance } from "../session/plan.ts";

/**
 * What calls that are over are counted by. Where some are hidden for the sake of others, they are taken from the front of these
 * lists: an order fixed here, and never the size of a number, so that being hidden tells nothing of it.
 */
export const DIMENSIONS = ["province", "language", "substance", "outcome"] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Of the place they gave; `unknown`: they gave none, or no province with it. */
const provinces: readonly (Province | "unknown")[] = [
  "unknown",
  "NU",
  "YT",
  "NT",
  "PE",
  "NL",
  "NB",
  "NS",
  "SK",
  "MB",
  "AB",
  "BC",
  "QC",
  "ON",
];

const languages: readonly Language[] = ["fr", "en"];

/** Of all they took while we were there; `several`: of more than one class; `none`: nothing that we were told of. */
const substances: readonly (Substance | "several" | "none")[] = [
  "unknown",
  "other",
  "several",
  "none",
  "depressant",
  "stimulant",
  "opioid",
];

const outcomes: readonly Outcome[] = [
  "unknown",
  "wrongNumber",
  "misuse",
  "notAUseCall",
  "left",
  "calledOff",
  "refusedHelp",
  "takenToHospital",
  "revived",
  "died",
  "well",
];

export const CATEGORIES: Readonly<Record<Dimension, readonly string[]>> = {
  province: provinces,
  language: languages,
  substance: substances,
  outcome: outcomes,
};

/** How many calls were alike in all of these. */
export type Alike = Readonly<Record<Dimension, string>> & { readonly calls: number };
