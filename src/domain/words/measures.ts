import { measuresEn } from "./measures.en.ts";
import { measuresFr } from "./measures.fr.ts";

type MeasureName = keyof typeof measuresEn;
type Rule = { readonly rule: string; readonly en: string; readonly fr: string };

const names = Object.keys(measuresEn).filter((name): name is MeasureName => name in measuresFr);

/** By what rule each number is counted: a key for the console, and the rule in words. */
export const measureRules: Readonly<Record<string, Rule>> = Object.fromEntries(
  names.map((name) => [
    name,
    { rule: `measures.${name}`, en: measuresEn[name], fr: measuresFr[name] },
  ]),
);
