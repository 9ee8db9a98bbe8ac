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

/** A time, such as 22 h 58 or 10:58 p.m., stays on one line. To the second, "3 h 19 min 17 s" would read as how long: it is 3:19:17. */
const inOnePiece = (said: string): string =>
  said
    .replace(/(\d+)\sh\s(\d\d)\smin\s(\d\d)\ss\b/, "$1:$2:$3")
    .replaceAll(/(\d) (h|[ap]\.m\.)(?!\w)/g, "$1\u00a0$2")
    .replaceAll(/\bh (\d)/g, "h\u00a0$1");

export const numberIn = (
  language: Language,
  value: number,
  options: Intl.NumberFormatOptions = {},
): string => once(Intl.NumberFormat, language, options).format(value);
