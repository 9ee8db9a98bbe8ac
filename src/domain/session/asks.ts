import type { Session } from "./session.ts";

/**
 * What a Gather asks, as a word in its URL, so that a late key is known for what it answers.
 * `checkIn` asks carry the number that names the deadline.
 */
export type Ask =
  | { ask: (typeof PLAIN)[number] }
  | { ask: "checkIn"; checkIn: number; turn: 1 | 2 | 3 }
  | { ask: "question"; turn: number }
  | { ask: "star"; checkIn: number }
  /** The place, in their own voice; `take` numbers the recording. */
  | { ask: "spoken"; take: number };

const PLAIN = [
  "menu",
  "nobody",
  "otherLanguage",
  "auto",
  "help",
  "open",
  "back",
  "redial",
  "brief",
  "answering",
  "reference",
  "trusted",
  "accept",
  "province",
  "provinces",
  "sayPlace",
  "rightPlace",
  "samePlace",
  "code",
  "keep",
  "ownCode",
] as const;

const TURNS = [1, 2, 3] as const;

export function askWord(ask: Ask): string {
  switch (ask.ask) {
    case "checkIn":
      return `c${ask.checkIn}.${ask.turn}`;
    case "question":
      return `q${ask.turn}`;
    case "star":
      return `s${ask.checkIn}`;
    case "spoken":
      return `r${ask.take}`;
    default:
      return ask.ask;
  }
}

/** Null for a word no script of ours has ever asked. */
export function parseAsk(word: string): Ask | null {
  const plain = PLAIN.find((one) => one === word);
  if (plain !== undefined) return { ask: plain };
  const [, letter, first, second] = /^([cqrs])(\d{1,6})(?:\.([123]))?$/.exec(word) ?? [];
  const number = Number(first);
  const turn = TURNS.find((one) => String(one) === second);
  if (letter === "c" && turn !== undefined) return { ask: "checkIn", checkIn: number, turn };
  if (letter === "q" && second === undefined) return { ask: "question", turn: number };
  if (letter === "r" && second === undefined) return { ask: "spoken", take: number };
  if (letter === "s" && second === undefined) return { ask: "star", checkIn: number };
  return null;
}

/** What is keyed there is a code of the caller's: in no event, no address, no log. */
export const holdsCode = (word: string): boolean => word === "code" || word === "ownCode";

/** The check-in a caller is asked about now. */
export const askedNow = (session: Session, turn: 1 | 2 | 3): Ask => ({
  ask: "checkIn",
  checkIn: session.watch?.checkIn ?? 0,
  turn,
});
