import { ROUTES, SUBSTANCES, type Route, type Substance } from "../session/plan.ts";

/** What is read aloud, word for word, in the order it is spoken. */
export const CARDS = [
  "hello",
  "selfHarm",
  "noPlace",
  "noDesk",
  "cost",
  "beforeUse",
  "away",
  "drowsy",
  "helpSent",
  "answers",
  "goodbye",
  "leaving",
  "asked",
] as const;
export type Card = (typeof CARDS)[number];

/** One text of the line's, by its name: a card, or a tip for what is taken and how, either of which may be any. */
export type Piece = `card:${Card}` | `tip:${Substance | "any"}:${Route | "any"}`;

export const cardPiece = (card: Card) => `card:${card}` as const;

const tipPieces: readonly Piece[] = [...SUBSTANCES, "any" as const].flatMap((substance) =>
  [...ROUTES, "any" as const]
    .filter((route) => substance !== "any" || route !== "any")
    .map((route) => `tip:${substance}:${route}` as const),
);

export const PIECES: readonly Piece[] = [...CARDS.map(cardPiece), ...tipPieces];

export const isTip = (piece: Piece): boolean => piece.startsWith("tip:");

/** Whatever is said to somebody who takes this so, the closest first. Not each of them need have a text. */
export const tipsFor = (substance: Substance, route: Route): readonly Piece[] => [
  `tip:${substance}:${route}`,
  `tip:${substance}:any`,
  `tip:any:${route}`,
];
