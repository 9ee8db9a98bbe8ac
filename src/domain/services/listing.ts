import type { Province } from "../provinces.ts";
import type { Instant } from "../session/people.ts";

/**
 * What callers ask for, as kinds. An Open Referral file says them by terms of the line's own taxonomy (adapters/hsds/terms.ts), whose
 * codes these words are.
 */
export const KINDS = [
  "opioidAgonist",
  "rapidAccess",
  "supervisedConsumption",
  "drugChecking",
  "naloxone",
  "detox",
  "housing",
  "food",
  "money",
  "legal",
  "mentalHealth",
  "crisisLine",
  "poisonCentre",
] as const;
export type Kind = (typeof KINDS)[number];

/** How somebody gets in. None named: not known, so ask. */
export const ACCESS = ["walkIn", "appointment", "referred", "byPhone", "comesToYou"] as const;
export type Access = (typeof ACCESS)[number];

/** Whom a listing is for alone. None named: for everybody. */
export const AUDIENCES = [
  "women",
  "youth",
  "indigenous",
  "twoSpiritLgbtq",
  "families",
  "newcomers",
] as const;
export type Audience = (typeof AUDIENCES)[number];

/** Those one is asked for most, by ISO 639; a listing may name any other. */
export const LANGUAGES_SOUGHT = [
  "en",
  "fr",
  "iu",
  "cr",
  "oj",
  "mic",
  "ase",
  "pa",
  "zh",
  "es",
  "ar",
  "tl",
  "so",
] as const;

export const COSTS = ["free", "paid", "unknown"] as const;
export type Cost = (typeof COSTS)[number];

/** HSDS's own four. Whoever searches finds the first two. */
export const STANDINGS = ["active", "temporarilyClosed", "inactive", "defunct"] as const;
export type Standing = (typeof STANDINGS)[number];

/** "2026-11-22", in the place's own calendar. */
export type Day = string;

/** When a door is open, or a telephone answered: days by RFC 5545, clock times where it is. The names are HSDS's. */
export type Opening = {
  readonly id: string;
  /** Null: on the day of `dtstart` alone. */
  readonly freq: "WEEKLY" | "MONTHLY" | null;
  readonly interval: number;
  readonly count: number | null;
  readonly wkst: string | null;
  readonly byday: string | null;
  readonly bymonthday: string | null;
  readonly byweekno: string | null;
  readonly byyearday: string | null;
  readonly dtstart: Day | null;
  readonly until: Day | null;
  readonly validFrom: Day | null;
  readonly validTo: Day | null;
  /** Minutes of the day. `closes` at or before `opens` is on the next day; the same: the whole day round. Null: told in words alone. */
  readonly opens: number | null;
  readonly closes: number | null;
  readonly description: string | null;
};

export type Phone = {
  readonly id: string;
  /** As its people write it: for a person to dial, never for the line. */
  readonly number: string;
  readonly extension: number | null;
  readonly type: string | null;
  readonly description: string | null;
};

/** Where one goes. */
export type Site = {
  readonly id: string;
  readonly locationId: string;
  readonly name: string | null;
  readonly addressId: string;
  readonly address: string;
  readonly addressMore: string | null;
  readonly municipality: string;
  readonly province: Province;
  readonly postalCode: string;
  readonly timeZone: string;
  readonly phones: readonly Phone[];
  /** None: the listing's own hold here. */
  readonly openings: readonly Opening[];
};

export type Price = {
  readonly id: string;
  readonly option: string | null;
  readonly amount: number | null;
  readonly currency: string | null;
  readonly description: string | null;
};

/** An area it serves, as its people name it. */
export type Area = {
  readonly id: string;
  readonly name: string | null;
  readonly uri: string | null;
};

/** One thing that somebody offers: what HSDS calls a service. Nothing of a caller is ever here. */
export type Listing = {
  readonly id: string;
  /** Fictional, for rehearsals alone. */
  readonly rehearsal: boolean;
  readonly name: string;
  readonly otherName: string | null;
  readonly description: string | null;
  readonly organization: {
    readonly id: string;
    readonly name: string;
    readonly description: string;
  } | null;
  readonly standing: Standing;
  readonly kinds: readonly Kind[];
  readonly access: readonly Access[];
  readonly audiences: readonly Audience[];
  readonly eligibility: string | null;
  readonly minimumAge: number | null;
  readonly maximumAge: number | null;
  /** Papers one has to bring. */
  readonly papers: readonly { readonly id: string; readonly document: string }[];
  readonly languages: readonly {
    readonly id: string;
    readonly code: string;
    readonly name: string | null;
  }[];
  readonly interpretation: string | null;
  readonly apply: string | null;
  readonly fees: string | null;
  readonly prices: readonly Price[];
  readonly url: string | null;
  readonly email: string | null;
  /** What holds for now, as they say it. */
  readonly notice: string | null;
  readonly phones: readonly Phone[];
  readonly openings: readonly Opening[];
  readonly areas: readonly Area[];
  /** Without one it is reached from anywhere it serves, by telephone or online. */
  readonly sites: readonly Site[];
  /** Wherever it is, or serves. */
  readonly provinces: readonly Province[];
  /** That its file says. Null: none, so every door goes by the clocks of its province. */
  readonly saidZone: string | null;
  /** What its own hours are told in. */
  readonly timeZone: string;
  /** The start of the day, in UTC, on which somebody last made sure that all this is so. */
  readonly assuredAt: Instant | null;
  readonly assurerEmail: string | null;
};

/** Free only where every price says so; what has no price is not known. */
export function costOf({ prices }: Listing): Cost {
  const known = prices.flatMap(({ amount }) => amount ?? []);
  if (known.length < prices.length || known.length === 0) return "unknown";
  return known.every((amount) => amount === 0) ? "free" : "paid";
}
