import type { Language } from "../../domain/language.ts";

/** Numbers, days and times as Canadians write them in either language. Making a format is slow, so each is made once. */

export const LOCALES: Readonly<Record<Language, string>> = { en: "en-CA", fr: "fr-CA" };

const made = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat>();

function once<T extends Intl.DateTimeFormat | Intl.NumberFormat>(
  kind: new (locale: string, options: object) => T,
  language: Language,
  options: object,
): T {
  const name = `${kind.name} ${language} ${JSON.stringify(options)}`;
  const known = made.get(name);
  if (known instanceof kind) return known;
  const format = new kind(LOCALES[language], options);
  made.set(name, format);
  return format;
}

/** `at` is an instant in milliseconds; without a time zone it is this device's. */
export const dateIn = (language: Language, at: number, options: Intl.DateTimeFormatOptions) =>
  inOnePiece(once(Intl.DateTimeFormat, language, options).format(at));

/** A time in French, such as 22 h 58 min, stays on one line. */
const inOnePiece = (said: string): string =>
  said.replaceAll(/(\d) (h|min|s)\b/g, "$1\u00a0$2").replaceAll(/\b(h|min) (\d)/g, "$1\u00a0$2");

export const numberIn = (
  language: Language,
  value: number,
  options: Intl.NumberFormatOptions = {},
): string => once(Intl.NumberFormat, language, options).format(value);
