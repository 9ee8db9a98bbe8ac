import { IntlMessageFormat } from "intl-messageformat";

import type { Language } from "../../domain/language.ts";
import { LOCALES } from "./formats.ts";

export type Values = Readonly<Record<string, string | number>>;

/** Reading a message is slow, so each is read once. */
const read = new Map<string, IntlMessageFormat>();

/** Puts values into a word written as an ICU message. What is not given stays as it is written: a page in a call never fails over a word. */
export function fill(text: string, values: Values, language: Language): string {
  const name = `${language} ${text}`;
  const message =
    read.get(name) ??
    new IntlMessageFormat(kept(text, language), LOCALES[language], undefined, { ignoreTag: true });
  read.set(name, message);
  const said = String(message.format({ ...asWritten(text), ...values }));
  // What ends with "a.m." has its full stop.
  return said.replaceAll(/([ap]\.m\.)\./g, "$1");
}

/** In French, a colon, a unit and what is between guillemets stay with their word at the end of a line. */
function kept(text: string, language: Language): string {
  if (language === "en") return text;
  return text
    .replaceAll(/ ([:»])/g, "\u00a0$1")
    .replaceAll("« ", "«\u00a0")
    .replaceAll(/\} s\b/g, "}\u00a0s");
}

const asWritten = (text: string): Values =>
  Object.fromEntries([...text.matchAll(/\{(\w+)/g)].map(([, name = ""]) => [name, `{${name}}`]));
