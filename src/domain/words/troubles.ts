import type { Language } from "../language.ts";
import { fill, plainText } from "./template.ts";
import { pagerEn, troublesEn } from "./troubles.en.ts";
import { pagerFr, troublesFr } from "./troubles.fr.ts";

/** What can be wrong with the line itself, the worst first. */
export type Trouble = keyof typeof troublesEn;

const troubleWords = {
  en: { ...pagerEn, troubles: troublesEn },
  fr: { ...pagerFr, troubles: troublesFr },
} as const;

export const allTroubles = Object.keys(troublesEn).filter(
  (name): name is Trouble => name in troublesEn,
);

export type PagerLine = keyof typeof pagerEn;

/** What is wrong, or that it is over, one sentence after another. */
export function troubleText(
  troubles: readonly Trouble[],
  which: "wrong" | "over",
  language: Language,
): string {
  return troubles.map((trouble) => troubleWords[language].troubles[trouble][which]).join(" ");
}

/** One line of a page, its values in place. */
export const pagerText = (
  line: PagerLine,
  language: Language,
  values: Readonly<Record<string, string>>,
): string => plainText(fill(troubleWords[language][line], language, values));
