import type { Language } from "../language.ts";
import { presenceEn } from "./presence.en.ts";
import { presenceFr } from "./presence.fr.ts";
import { fill, plainText } from "./template.ts";

const words = { en: presenceEn, fr: presenceFr } as const;
export type PresenceLine = keyof typeof presenceEn;

/** What one of ours is texted, or hears, about whether they can be reached. */
export const presenceText = (
  line: PresenceLine,
  language: Language,
  values: Readonly<Record<string, string>>,
): string => plainText(fill(words[language][line], language, values));
