import { sharingEn } from "./sharing.en.ts";
import { sharingFr } from "./sharing.fr.ts";

type RuleName = keyof typeof sharingEn;

const names = Object.keys(sharingEn).filter((name): name is RuleName => name in sharingFr);

/** What every file of shared numbers says of itself, in both languages. */
export const sharingRules: readonly { readonly en: string; readonly fr: string }[] = names.map(
  (name) => ({ en: sharingEn[name], fr: sharingFr[name] }),
);
