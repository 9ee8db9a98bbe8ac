import type { Instant } from "../domain/session/people.ts";
import type { SyntheticResult } from "./ports-metrics.ts";

/** A call of the line to one of its own numbers. */
export type SyntheticCall = {
  readonly id: string;
  readonly askedAt: Instant;
  /** The rehearsal its code opened; null until then. */
  readonly sessionId: string | null;
  readonly endedAt: Instant | null;
};

export type SyntheticCalls = {
  /** Between two of them; null where the line never calls itself. */
  readonly everyMs: number | null;
  /** Numbers of ours that people call. */
  readonly numbers: readonly string[];
  /** Somebody real waits, is being helped or was cut off: then the line leaves itself alone. */
  busy(): Promise<boolean>;
  /** The one of our numbers that was called longest ago. */
  nextNumber(): Promise<string | null>;
  /** Written before the carrier is asked, with its code in a form that opens nothing; false while another is under way. */
  open(call: {
    readonly id: string;
    readonly number: string;
    readonly code: string;
    readonly askedAt: Instant;
    readonly dueBy: Instant;
  }): Promise<boolean>;
  /** Keys of its code, chosen anew for each call, in a way nobody can foretell. */
  newCode(): string;
  byId(callId: string): Promise<SyntheticCall | null>;
  /** A call of ours to this number is under way, and has not yet said which it is. */
  expected(number: string, at: Instant): Promise<boolean>;
  /** The code is keyed: it is that session's, once and for good. False for a wrong, late or used one. */
  take(keyed: {
    readonly code: string;
    readonly number: string;
    readonly sessionId: string;
    readonly at: Instant;
  }): Promise<boolean>;
  /** Returns whether it ended now; the first to say so is right. */
  end(callId: string, result: SyntheticResult, at: Instant): Promise<boolean>;
  /** Has the carrier call. Throws `CarrierRefused` or `CarrierUnreachable`. */
  ring(call: {
    readonly id: string;
    readonly to: string;
    readonly from: string;
    readonly code: string;
  }): Promise<void>;
};
