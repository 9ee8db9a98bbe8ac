import { z } from "zod";

const timing = {
  afterMs: z.number().nonnegative(),
  hears: z.string().optional(),
};
const digits = z.string().regex(/^[0-9*#]+$/);

const act = z.discriminatedUnion("do", [
  z.strictObject({ do: z.literal("hangUp"), ...timing }),
  z.strictObject({ do: z.literal("press"), digits, ...timing }),
  z.strictObject({
    do: z.literal("say"),
    text: z.string(),
    everyMs: z.number().positive().optional(),
    ...timing,
  }),
  z.strictObject({ do: z.literal("transfer"), to: z.string().min(1), ...timing }),
]);

const behaviour = z.strictObject({
  answers: z.union([
    z.strictObject({ afterMs: z.number().nonnegative() }),
    z.enum(["manual", "never", "busy", "rejects", "voicemail", "unreachable"]),
  ]),
  voicemailAfterMs: z.number().nonnegative().optional(),
  greeting: z.string().optional(),
  acts: z.array(act).readonly().optional(),
});

const callSid = z.string();
const handset = z.string().min(1);

/** Everything a person, or whoever plays one, can do with a telephone. */
export const command = z.discriminatedUnion("do", [
  z.strictObject({ do: z.literal("plugIn"), handset }),
  z.strictObject({ do: z.literal("goOffline"), handset }),
  z.strictObject({ do: z.literal("behave"), handset, behaviour }),
  /** `from` is the caller ID shown, when it is not the handset's number. */
  z.strictObject({ do: z.literal("call"), handset, to: z.string(), from: z.string() }),
  z.strictObject({ do: z.literal("answer"), callSid }),
  z.strictObject({ do: z.literal("decline"), callSid }),
  z.strictObject({ do: z.literal("press"), callSid, digits }),
  z.strictObject({
    do: z.literal("say"),
    callSid,
    text: z.string(),
    /** Null: the recogniser gives none. */
    confidence: z.number().min(0).max(1).nullable(),
  }),
  z.strictObject({ do: z.literal("hangUp"), callSid }),
  /** The line is lost: nothing was said, nobody hung up. */
  z.strictObject({ do: z.literal("drop"), callSid }),
  /** Puts the call through to another telephone: somebody else has it now, and the line's leg stays as it is. */
  z.strictObject({ do: z.literal("transfer"), callSid, to: z.string().min(1) }),
  z.strictObject({ do: z.literal("text"), handset, to: z.string(), body: z.string() }),
]);

export type Command = z.infer<typeof command>;
/** The call it made or the message it sent, if any. */
export type CommandResult = { sid: string | null };
