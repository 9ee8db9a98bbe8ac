import type { Language } from "../language.ts";
import { cardsEn } from "./cards.en.ts";
import { cardsFr } from "./cards.fr.ts";

export type Card = {
  readonly title: string;
  /** What is said, word for word. */
  readonly say: string;
  readonly lines: readonly string[];
};

/** What a responder says when somebody asks about a caller (PRACTICE 36). */
export function demandCard(language: Language): Card {
  const words = { en: cardsEn, fr: cardsFr }[language];
  return {
    title: words.demandTitle,
    say: words.demandSay,
    lines: [
      words.demandWhoever,
      words.demandPaper,
      words.demandHang,
      words.demandDoor,
      words.demandTell,
      words.demandYou,
    ],
  };
}
