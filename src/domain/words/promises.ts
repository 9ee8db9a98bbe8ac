import type { Language } from "../language.ts";
import type { Numbers } from "../session/policy.ts";
import { BOUNDS, NUMBER_NAMES, type NumberName } from "../session/protocol-bounds.ts";
import { numbersEn } from "./numbers.en.ts";
import { numbersFr } from "./numbers.fr.ts";
import { promisesEn } from "./promises.en.ts";
import { promisesFr } from "./promises.fr.ts";
import { fill, plainText } from "./template.ts";

const texts = { en: promisesEn, fr: promisesFr } as const;
const names = { en: numbersEn, fr: numbersFr } as const;

export type PromiseWord = keyof typeof promisesEn;

export const promiseWord = (
  word: PromiseWord,
  language: Language,
  values: Readonly<Record<string, string>> = {},
): string => plainText(fill(texts[language][word], language, values));

/** What a number is, in words. */
export const numberWord = (name: NumberName, language: Language): string => names[language][name];

const UNITS = [
  ["day", 24 * 3_600_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

/** As people say it: "60 seconds", "2 minutes", "24 hours"; how many times, for what is no duration. */
export function amount(name: NumberName, value: number, language: Language): string {
  if (BOUNDS[name].unit === "times") return String(value);
  const [unit, ms] = UNITS.find(([, each]) => value % each === 0 && value >= 2 * each) ?? [
    "second",
    1_000,
  ];
  const said = { style: "unit", unit, unitDisplay: "long" } as const;
  return new Intl.NumberFormat(`${language}-CA`, said).format(value / ms);
}

type Section = { readonly title: PromiseWord; readonly sentences: readonly PromiseWord[] };

/** The promises in their order: what each is about, and its sentences. */
const SECTIONS: readonly Section[] = [
  { title: "answered", sentences: ["answered1", "answered2", "answered3"] },
  { title: "asked", sentences: ["asked1", "asked2", "asked3"] },
  { title: "silent", sentences: ["silent1", "silent2", "silent3", "silent4"] },
  { title: "cut", sentences: ["cut1", "cut2"] },
  { title: "kept", sentences: ["kept1", "kept2"] },
];

export type Promised = { readonly title: string; readonly sentences: readonly string[] };

/** What the line promises callers by these numbers. */
export function promises(numbers: Numbers, language: Language): readonly Promised[] {
  const values = Object.fromEntries(
    NUMBER_NAMES.map((name) => [name, amount(name, numbers[name], language)]),
  );
  const say = (word: PromiseWord) => promiseWord(word, language, values);
  return SECTIONS.map(({ title, sentences }) => ({
    title: say(title),
    sentences: sentences.map(say),
  }));
}
