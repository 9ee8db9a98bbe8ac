import type { Language } from "../language.ts";
import type { Instant } from "../session/people.ts";
import { fill, plainText } from "./template.ts";
import { trainingEn } from "./training.en.ts";
import { trainingFr } from "./training.fr.ts";

const words = { en: trainingEn, fr: trainingFr } as const;
export type TrainingLine = keyof typeof trainingEn;

/** What one of ours is texted, or hears from our own caller. */
export const trainingText = (
  line: TrainingLine,
  language: Language,
  values: Readonly<Record<string, string>> = {},
): string => plainText(fill(words[language][line], language, values));

const locales: Readonly<Record<Language, string>> = { en: "en-CA", fr: "fr-CA" };

/** "December 6, 2026", "6 décembre 2026". */
export const longDay = (at: Instant, timeZone: string, language: Language): string =>
  new Intl.DateTimeFormat(locales[language], { dateStyle: "long", timeZone }).format(at);
