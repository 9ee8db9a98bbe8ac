/** What a telephone does when it rings. */
export type Behaviour = {
  answers:
    | { afterMs: number }
    /** Rings until someone picks it up by hand. */
    | "manual"
    /** Rings, and nobody will ever come. */
    | "never"
    /** Engaged. */
    | "busy"
    /** Rings, and is declined after a second. */
    | "rejects"
    | "voicemail"
    /** No such number, or a phone switched off. */
    | "unreachable";
  /** How long it rings before voicemail picks up. */
  voicemailAfterMs?: number;
  /** What the voicemail says before it records. */
  greeting?: string;
  /** What whoever answers does by themselves. */
  acts?: readonly Act[];
};

/**
 * Something somebody does so long after picking up; or, with `hears`, after each time they hear something like it (a
 * regular expression).
 */
export type Act = {
  afterMs: number;
  hears?: string | undefined;
} & (
  | { do: "hangUp" }
  | { do: "press"; digits: string }
  /** With `everyMs` again and again, whoever else is speaking. */
  | { do: "say"; text: string; everyMs?: number | undefined }
  /** Puts the call through to another telephone of theirs: the line's leg stays as it is. */
  | { do: "transfer"; to: string }
);

export const VOICEMAIL_AFTER_MS = 15_000;
export const VOICEMAIL_GREETING = "You have reached my voicemail. Leave a message after the tone.";

export const MANUAL: Behaviour = { answers: "manual" };
