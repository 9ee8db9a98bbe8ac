import { brisk } from "../../src/domain/session/policy.ts";

/** What a person did that the line has to heed. */
export type Sign = {
  /** When they did it, and when it was done: for a click these are apart. */
  readonly from: number;
  readonly at: number;
  readonly what: "began" | "answered" | "perhaps" | "dropped" | "back" | "bye" | "decided";
  /** The call it was done on, or the session it was clicked in. */
  readonly callSid: string | null;
  readonly sessionId: string | null;
  /** Silence after it has to end by then: the interval at most, and the grace. Null: it promises nothing. */
  readonly helpBy: number | null;
};

const n = brisk.numbers;

/** Whether somebody of ours was with them decides the interval. */
export const silenceMs = (accompanied: boolean): number =>
  (accompanied ? n.accompaniedMs : n.aloneMs) + n.graceMs;

export const firstSilenceMs = n.firstCheckInMs + n.graceMs;
export const reachMs = n.reachMs;

/** Everything everybody did, in the order they did it. */
export type Story = {
  readonly signs: readonly Sign[];
  /** `from` is `at` where it is left out. */
  tell(sign: Omit<Sign, "from"> & { readonly from?: number }): void;
};

export function newStory(): Story {
  const signs: Sign[] = [];
  return { signs, tell: (sign) => void signs.push({ from: sign.at, ...sign }) };
}
