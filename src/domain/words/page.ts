import type { Language } from "../language.ts";
import { pageEn } from "./page.en.ts";
import { pageFr } from "./page.fr.ts";
import { fill, plainText } from "./template.ts";

const words: Readonly<Record<Language, Readonly<Record<keyof typeof pageEn, string>>>> = {
  en: pageEn,
  fr: pageFr,
};

export type PageWord = keyof typeof pageEn;

export const isPageWord = (word: string): word is PageWord => word in pageEn;

/** A word of a session's page, its values in place. */
export const pageWord = (
  word: PageWord,
  language: Language,
  values: Readonly<Record<string, string>> = {},
): string => plainText(fill(words[language][word], language, values));
