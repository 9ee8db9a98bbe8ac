import type { Language } from "../language.ts";
import { provinces, PROVINCES } from "../provinces.ts";
import type { Dimension } from "../sharing/dimensions.ts";
import { reportEn } from "./report.en.ts";
import { reportFr } from "./report.fr.ts";
import { fill, plainText } from "./template.ts";

const words: Readonly<Record<Language, Readonly<Record<keyof typeof reportEn, string>>>> = {
  en: reportEn,
  fr: reportFr,
};

export type ReportWord = keyof typeof reportEn;

/** A word of the public page of numbers, its values in place. */
export const reportWord = (
  word: ReportWord,
  language: Language,
  values: Readonly<Record<string, string>> = {},
): string => plainText(fill(words[language][word], language, values));

const isWord = (name: string): name is ReportWord => name in reportEn;

/** What a category is called. One that has no word, of a month published by another release, is called as it was written. */
export function categoryName(dimension: Dimension, category: string, language: Language): string {
  const province = PROVINCES.find((one) => one === category);
  if (dimension === "province" && province !== undefined) return provinces[province].name[language];
  const word = `${dimension}.${category}`;
  return isWord(word) ? reportWord(word, language) : category;
}
