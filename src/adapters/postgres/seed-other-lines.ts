import type { OtherLine, TakesBy, WhatFor } from "../../domain/other-lines/other-line.ts";
import type { Language } from "../../domain/language.ts";
import type { Province } from "../../domain/provinces.ts";
import type { Instant } from "../../domain/session/people.ts";

const DAY_MS = 24 * 3_600_000;

type Seeded = {
  readonly id: string;
  readonly name: string;
  readonly whatFor: WhatFor;
  readonly languages: readonly Language[];
  readonly last: string;
  readonly province?: Province;
  readonly takesBy?: TakesBy;
};

/** All numbers are fictional. */
const lines: readonly Seeded[] = [
  {
    id: "rehearsal_suicide_en",
    name: "Rehearsal suicide crisis line",
    whatFor: "suicide",
    languages: ["en"],
    last: "0160",
  },
  {
    id: "rehearsal_suicide_fr",
    name: "Ligne d'exercice, prévention du suicide",
    whatFor: "suicide",
    languages: ["fr"],
    last: "0161",
  },
  {
    id: "rehearsal_poison_on",
    name: "Rehearsal poison centre, Ontario",
    whatFor: "poison",
    languages: ["en", "fr"],
    last: "0162",
    province: "ON",
    takesBy: "answer",
  },
  {
    id: "rehearsal_family",
    name: "Rehearsal line for families",
    whatFor: "family",
    languages: ["en", "fr"],
    last: "0163",
  },
  {
    id: "rehearsal_youth",
    name: "Rehearsal line for young people",
    whatFor: "youth",
    languages: ["en", "fr"],
    last: "0164",
  },
  {
    id: "rehearsal_indigenous",
    name: "Rehearsal Indigenous line for hope",
    whatFor: "indigenous",
    languages: ["en", "fr"],
    last: "0165",
  },
];

/** Every line of others that rehearsals reach, and nothing else does. */
export const rehearsalOtherLines = (
  at: Instant,
): readonly (OtherLine & { readonly number: string })[] => lines.map((line) => seeded(line, at));

function seeded(line: Seeded, at: Instant): OtherLine & { readonly number: string } {
  const { last, province = null, takesBy = "key", ...said } = line;
  return {
    ...said,
    province,
    takesBy,
    hours: null,
    timeZone: "America/Toronto",
    verifiedAt: at - (at % DAY_MS),
    rehearsal: true,
    number: `+1555555${last}`,
  };
}
