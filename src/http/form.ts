import { z } from "zod";
import type { Answer } from "../domain/speech.ts";
import { hear } from "../domain/speech.ts";

/** Missing, or come twice: as if it were empty. Only what nothing can be done without is required. */
const word = z.string().catch("");
const instant = z.coerce.number().int().positive().nullable().catch(null);

export const callForm = z.object({
  CallSid: z.string().min(1),
  CallStatus: word,
  Direction: word,
  From: word,
  To: word,
  Digits: word,
  SpeechResult: word,
  AnsweredBy: word,
  SequenceNumber: word,
  ErrorCode: word,
  RecordingSid: word,
  RecordingDuration: z.coerce.number().min(0).catch(0),
});

export type CallForm = z.infer<typeof callForm>;

/** Never for `human` or `unknown`: the carrier guesses, and a person is not to be taken for a machine. */
export const isMachine = ({ AnsweredBy }: CallForm): boolean =>
  AnsweredBy.startsWith("machine_") || AnsweredBy === "fax";

/** What our own address brings back: what was asked, and an answer that could not be taken in the first time. */
export const legQuery = z
  .object({
    ask: word,
    at: word,
    turn: z.coerce.number().int().min(0).catch(0),
    away: instant,
    answeredAt: instant,
    digits: word,
    said: z.enum(["yes", "help", "unclear"]).nullable().catch(null),
  })
  .transform(({ at, ...query }) => ({ ...query, askedAt: at }));

export type LegQuery = z.infer<typeof legQuery>;

/** A recording of ours is there, or its leg is gone and it will not be. */
export const recordingForm = z.object({
  CallSid: z.string().min(1),
  RecordingSid: z.string().min(1),
  RecordingStatus: word,
  RecordingDuration: z.coerce.number().min(0).catch(0),
});

export const messageForm = z.object({ MessageSid: z.string().min(1), From: word, Body: word });

export const conferenceForm = z.object({
  StatusCallbackEvent: word,
  ConferenceSid: word,
  CallSid: word,
  SequenceNumber: word,
  ReasonParticipantLeft: word,
});

/** Keys pressed, or what words came to; null is silence. The words themselves go no further than here. */
export type Heard =
  | { readonly digits: string }
  | { readonly said: Answer }
  | {
      readonly digits: string;
      readonly recorded: { readonly sid: string; readonly lastsMs: number };
    };

const KEYS = /^[0-9*#]{1,20}$/;

export function heardIn(form: CallForm, query: LegQuery): Heard | null {
  const { RecordingSid: sid, RecordingDuration: seconds } = form;
  if (sid !== "") {
    const digits = KEYS.test(form.Digits) ? form.Digits : "";
    return { digits, recorded: { sid, lastsMs: seconds * 1_000 } };
  }
  for (const digits of [form.Digits, query.digits]) if (KEYS.test(digits)) return { digits };
  if (form.SpeechResult.trim() !== "") return { said: hear(form.SpeechResult) };
  return query.said === null ? null : { said: query.said };
}
