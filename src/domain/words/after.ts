import type { Language } from "../language.ts";
import { afterEn } from "./after.en.ts";
import { afterFr } from "./after.fr.ts";
import { fill, plainText } from "./template.ts";

const words = { en: afterEn, fr: afterFr } as const;
export type AfterLine = keyof typeof afterEn;

/** What one of ours is texted about looking after each other. */
export const afterText = (
  line: AfterLine,
  language: Language,
  values: Readonly<Record<string, string>>,
): string => plainText(fill(words[language][line], language, values));
