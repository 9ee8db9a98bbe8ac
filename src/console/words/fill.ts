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
    new IntlMessageFormat(text, LOCALES[language], undefined, { ignoreTag: true });
  read.set(name, message);
  return String(message.format({ ...asWritten(text), ...values }));
}

const asWritten = (text: string): Values =>
  Object.fromEntries([...text.matchAll(/\{(\w+)/g)].map(([, name = ""]) => [name, `{${name}}`]));
