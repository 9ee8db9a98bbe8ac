import type { Event } from "../domain/session/events.ts";

/** What a duty is where its lateness matters: help that is due, other alarms, calls, whatever else a session owes, and the line's own. */
export const DUTY_CLASSES = ["deadline", "alarm", "call", "act", "line"] as const;
export type DutyClass = (typeof DUTY_CLASSES)[number];

/** What found that a duty is due. */
export const FINDERS = ["queue", "sweep", "atOnce"] as const;
export type Finder = (typeof FINDERS)[number];

/** Where a caller, or the carrier, could not be answered as they should have been. */
export const APOLOGIES = ["incoming", "leg"] as const;
export type Apology = (typeof APOLOGIES)[number];

export const PHONE_REQUESTS = ["call", "move", "hangUp", "announce", "text", "look"] as const;
export type PhoneRequest = (typeof PHONE_REQUESTS)[number];

/** It did it, said no, or nobody knows. */
export const CARRIER_ANSWERS = ["done", "refused", "unreachable"] as const;
export type CarrierAnswer = (typeof CARRIER_ANSWERS)[number];

/** How a call of the line to itself ended. */
export const SYNTHETIC_RESULTS = ["returned", "failed", "yielded"] as const;
export type SyntheticResult = (typeof SYNTHETIC_RESULTS)[number];

/**
 * What is counted as it happens, for those who look at the line from outside (adapters/metrics.ts). Never throws, waits for
 * nothing; nothing personal, and every label from a short list that is known beforehand.
 */
export type Metrics = {
  dutyFound(by: Finder): void;
  /** An alarm was decided, or an act begun for the first time, so long after it was due. */
  dutyBegun(what: DutyClass, lateMs: number): void;
  /** It failed, and stays owed. */
  dutyFailed(what: DutyClass): void;
  /** A call had its turn at the gate. */
  gatePassed(afterMs: number): void;
  /** What one commit wrote of a session. */
  happened(events: readonly Event[], rehearsal: boolean): void;
  /** The carrier was asked for the first call to a desk of an emergency, so long after it was owed. */
  helpRequested(afterMs: number, rehearsal: boolean): void;
  /** The carrier called us, and had its answer. */
  webhook(answered: {
    readonly route: string | undefined;
    readonly code: number;
    readonly ms: number;
  }): void;
  apologised(where: Apology): void;
  carrierAsked(request: PhoneRequest, answer: CarrierAnswer, ms: number): void;
  syntheticEnded(result: SyntheticResult, tookMs: number): void;
};
