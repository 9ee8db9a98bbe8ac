import type { Owing } from "./line-duties.ts";
import type { Instant } from "./session/people.ts";
import type { Session } from "./session/session.ts";

/** The line calls one of its own numbers, through the carrier, as a caller would (docs/decisions/043). */
export type SyntheticDuty = CallOurselves | LookAtSynthetic;

/** Of the line itself: it comes again and again. */
type CallOurselves = { readonly kind: "callOurselves" };

/** How far has it come? At the last look it is over, one way or the other. */
type LookAtSynthetic = {
  readonly kind: "lookAtSynthetic";
  readonly callId: string;
  readonly last: boolean;
};

/**
 * On the way of an ordinary session a caller who stops answering is sent help 129 s after the call was asked for, and one whose line
 * drops from 101 s on. Both looks come before: what fails here is closed, and pages nobody about a caller who is none.
 */
export const SYNTHETIC = {
  firstLookMs: 55_000,
  lastLookMs: 110_000,
  /** Not let through by its code by then, it never will be. */
  codeByMs: 30_000,
  /** Somebody real needed the line. */
  yieldAgainMs: 5 * 60_000,
  /** One that failed may be chance: people are told after the second in a row. */
  failedAgainMs: 60_000,
  /** After a start, everything else first. */
  startMs: 60_000,
} as const;

/** Keys of its code. Whoever else might hear them, a menu or a question, does nothing for any of these. */
export const CODE_KEYS = ["0", "6", "8"] as const;
export const CODE_LENGTH = 12;

export const callOurselvesAt = (dueAt: Instant): Owing => ({
  duty: { kind: "callOurselves" },
  subject: { kind: "line", id: "synthetic" },
  dueAt,
});

export const lookAtSyntheticAt = (callId: string, dueAt: Instant, last: boolean): Owing => ({
  duty: { kind: "lookAtSynthetic", callId, last },
  subject: { kind: "line", id: `synthetic/${callId}/${last ? "last" : "first"}` },
  dueAt,
});

/**
 * What a caller alone would press now: 7, star past the question where they are, 0 when the line asks if they are well, which is an
 * answer, and 0 twice more, which is goodbye. So whoever comes to goodbye has answered a check-in of the line's own.
 */
export function keysNow({ watch, spoken }: Session): string {
  if (watch === null) return "7";
  if (spoken.step !== null) return "*";
  if (watch.step.startsWith("ask")) return "0";
  return watch.step === "counting" && watch.armed === "0" ? "0" : "";
}

/** It ended as a call does whose caller said goodbye; one that we end is no use call. */
export const wentThrough = ({ closed }: Session): boolean => closed?.outcome === "well";
