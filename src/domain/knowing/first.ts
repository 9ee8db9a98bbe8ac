import type { Language } from "../language.ts";
import { firstEn } from "./first.en.ts";
import { firstFr } from "./first.fr.ts";
import type { Piece } from "./pieces.ts";

const pieces = Object.keys(firstEn).filter((name): name is keyof typeof firstEn => name in firstFr);

/** Version 1 of each text: the software's own words, which no medical lead has signed. Shown until somebody signs another. */
export const FIRST: Readonly<Partial<Record<Piece, Readonly<Record<Language, string>>>>> =
  Object.fromEntries(pieces.map((piece) => [piece, { en: firstEn[piece], fr: firstFr[piece] }]));
