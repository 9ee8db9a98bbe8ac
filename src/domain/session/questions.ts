/** The yes-or-no questions the line can speak for a responder in a keys-only session. Never drugs, never overdose (PRACTICE 16). */
export const QUESTIONS = [
  "okay",
  "ready",
  "someoneWithYou",
  "canYouTalk",
  "samePlace",
  "needHelp",
] as const;
export type Question = (typeof QUESTIONS)[number];

export type AskedQuestion = {
  readonly question: Question;
  readonly turn: number;
  readonly answer: boolean | null;
};
