import type { Language } from "../domain/language.ts";
import type { Instant } from "../domain/session/people.ts";
import type { RemindRehearsal, TellTraining } from "../domain/training/duties.ts";
import type { OwedByLine } from "./ports-store.ts";

/** What the line's own duties ask of training. */
export type TrainingPort = {
  /** Marks rehearsals, owes word of what ends, ends the duty and owes the next look. Returns what is owed now. */
  look(owed: OwedByLine, now: Instant): Promise<readonly OwedByLine[]>;
  /** How what ends is called; null: it was renewed, or taken back. A name of null: the training on the line itself. */
  ending(told: Pick<TellTraining, "staffId" | "what" | "until">): Promise<Ending | null>;
  /** They still have had none since. */
  stillDue(duty: RemindRehearsal): Promise<boolean>;
  readonly practice: PracticeCalls;
};

export type Ending = { readonly name: Readonly<Record<Language, string>> | null };

/** A rehearsal call by our own caller, for one person. */
export type PracticeCall = {
  readonly id: string;
  readonly staffId: string;
  readonly askedAt: Instant;
  /** The rehearsal it opened; null until then. */
  readonly sessionId: string | null;
  readonly endedAt: Instant | null;
};

export type PracticeResult = "played" | "failed" | "yielded";

export type PracticeCalls = {
  /** What it dials; null: the line has no rehearsal number. */
  readonly number: string | null;
  /** Written down, and owed; what is owed now. Null while another is under way. */
  ask(call: {
    readonly id: string;
    readonly staffId: string;
    readonly at: Instant;
  }): Promise<readonly OwedByLine[] | null>;
  byId(callId: string): Promise<PracticeCall | null>;
  /** This session is a practice call's. */
  isOne(sessionId: string): Promise<boolean>;
  /** A call to this number arrives from one of ours: where a practice call is waited for it is that one (true), and nobody else is rung for it. */
  arriving(call: {
    readonly sessionId: string;
    readonly number: string;
    readonly at: Instant;
  }): Promise<boolean>;
  /** Returns whether it ended now. */
  end(callId: string, result: PracticeResult, at: Instant): Promise<boolean>;
  /** Has the carrier call. Throws `CarrierRefused` or `CarrierUnreachable`. */
  ring(call: { readonly id: string; readonly to: string; readonly from: string }): Promise<void>;
};
