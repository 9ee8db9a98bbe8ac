import type { Language } from "./language.ts";

/** Canada's ten provinces and three territories, as Canada Post writes them. */
export const PROVINCES = [
  "AB",
  "BC",
  "MB",
  "NB",
  "NL",
  "NS",
  "NT",
  "NU",
  "ON",
  "PE",
  "QC",
  "SK",
  "YT",
] as const;
export type Province = (typeof PROVINCES)[number];

type Known = { readonly name: Readonly<Record<Language, string>>; readonly timeZone: string };

/** Names, and the time zone most people there live by (IANA names). */
export const provinces: Readonly<Record<Province, Known>> = {
  AB: { name: { en: "Alberta", fr: "Alberta" }, timeZone: "America/Edmonton" },
  BC: {
    name: { en: "British Columbia", fr: "Colombie-Britannique" },
    timeZone: "America/Vancouver",
  },
  MB: { name: { en: "Manitoba", fr: "Manitoba" }, timeZone: "America/Winnipeg" },
  NB: { name: { en: "New Brunswick", fr: "Nouveau-Brunswick" }, timeZone: "America/Moncton" },
  NL: {
    name: { en: "Newfoundland and Labrador", fr: "Terre-Neuve-et-Labrador" },
    timeZone: "America/St_Johns",
  },
  NS: { name: { en: "Nova Scotia", fr: "Nouvelle-Écosse" }, timeZone: "America/Halifax" },
  NT: {
    name: { en: "Northwest Territories", fr: "Territoires du Nord-Ouest" },
    timeZone: "America/Yellowknife",
  },
  NU: { name: { en: "Nunavut", fr: "Nunavut" }, timeZone: "America/Iqaluit" },
  ON: { name: { en: "Ontario", fr: "Ontario" }, timeZone: "America/Toronto" },
  PE: {
    name: { en: "Prince Edward Island", fr: "Île-du-Prince-Édouard" },
    timeZone: "America/Halifax",
  },
  QC: { name: { en: "Quebec", fr: "Québec" }, timeZone: "America/Toronto" },
  SK: { name: { en: "Saskatchewan", fr: "Saskatchewan" }, timeZone: "America/Regina" },
  YT: { name: { en: "Yukon", fr: "Yukon" }, timeZone: "America/Whitehorse" },
};
