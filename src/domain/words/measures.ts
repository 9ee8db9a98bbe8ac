import type { CountedNumber } from "../measures/counted-calls.ts";
import { isWaitBand } from "../measures/spread.ts";
import { measuresEn } from "./measures.en.ts";
import { measuresFr } from "./measures.fr.ts";

type MeasureName = keyof typeof measuresEn;
type Rule = { readonly rule: string; readonly en: string; readonly fr: string };

const names = Object.keys(measuresEn).filter((name): name is MeasureName => name in measuresFr);

const ruleNamed = (name: MeasureName): Rule => ({
  rule: `measures.${name}`,
  en: measuresEn[name],
  fr: measuresFr[name],
});

/** By what rule each number is counted: a key for the console, and the rule in words. */
export const measureRules: Readonly<Record<string, Rule>> = Object.fromEntries(
  names.map((name) => [name, ruleNamed(name)]),
);

/** A part of the waits is counted as all of them are. */
export const ruleOf = (number: CountedNumber): Rule =>
  ruleNamed(isWaitBand(number) ? "waits" : number);
