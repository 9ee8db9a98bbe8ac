import type { Dice } from "../support/dice.ts";

export const behaviours = [
  "answers by keys",
  "stays with a responder",
  "falls silent",
  "answers late",
  "drops, called back",
  "drops, redials",
  "drops, is gone",
  "hangs up before use",
  "presses wrong keys",
  "speaks French",
  "presses 9",
] as const;
export type Behaviour = (typeof behaviours)[number];

/** What somebody who calls is going to do. */
export type CallerPart = {
  readonly behaviour: Behaviour;
  readonly number: string;
  readonly french: boolean;
  readonly wrongKeys: boolean;
  /** They wait for a person this long before they take the line's own company. */
  readonly waitsMs: number;
  /** Check-ins they answer before anything else happens. */
  readonly answers: number;
  readonly speaks: boolean;
};

const seconds = (n: number) => n * 1_000;

/** Of a hundred callers; those who fall silent and those who answer late are what the night is for. */
const HUNDRED: readonly (readonly [Behaviour, number])[] = [
  ["answers by keys", 16],
  ["stays with a responder", 14],
  ["falls silent", 20],
  ["answers late", 16],
  ["drops, called back", 7],
  ["drops, redials", 5],
  ["drops, is gone", 6],
  ["hangs up before use", 4],
  ["presses wrong keys", 5],
  ["speaks French", 5],
  ["presses 9", 2],
];

/** Fictional, and never two at once: +1 555 555 1000 and on. */
export const isCaller = (number: string): boolean => /^\+15555551\d{3}$/.test(number);

export function partOf(luck: Dice, index: number): CallerPart {
  const behaviour = chosen(luck);
  return {
    behaviour,
    number: `+15555551${String(index % 1_000).padStart(3, "0")}`,
    french: behaviour === "speaks French" || luck.chance(0.1),
    wrongKeys: behaviour === "presses wrong keys",
    waitsMs: behaviour === "stays with a responder" ? seconds(40) : luck.between(0, seconds(16)),
    answers: luck.between(1, 2),
    speaks: luck.chance(0.15),
  };
}

function chosen(luck: Dice): Behaviour {
  let left = luck.between(1, 100);
  for (const [behaviour, share] of HUNDRED) {
    left -= share;
    if (left <= 0) return behaviour;
  }
  return "answers by keys";
}
