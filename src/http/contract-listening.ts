import { z } from "zod";
import { languages } from "../domain/language.ts";
import { ENDINGS, LISTENS } from "../domain/session/people.ts";

/** Supervisors in a call beside its responder, who answers it next, and whom its caller is handed to. */

const how = z.enum(LISTENS);
const via = z.enum(["softphone", "phone"]);

const id = z.string().min(1).max(100);
const transferTarget = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("line"), lineId: id }),
  z.strictObject({ kind: z.literal("navigator"), staffId: id }),
]);

/** `theirs`: ours have left, and the caller is with them. Once ended, it stays to be seen how. */
export const transferShown = z.object({
  to: transferTarget,
  language: z.enum(languages),
  state: z.enum(["ringing", "joined", "theirs", "ended"]),
  by: z.string(),
  joinedAt: z.int().nullable(),
  ended: z
    .object({ at: z.int(), how: z.enum([...ENDINGS, "takenBack", "lost", "closed"]) })
    .nullable(),
});

export const listeningWishes = {
  /** They are rung, and are in the call. Sent again, how they are in it is changed. */
  listen: z.strictObject({ how, via }),
  /** They answer the caller from now on: at once, if they are in the call already. */
  "take-over": z.strictObject({ via }),
  /** This person is rung for the call; its responder stays until they are there. */
  "hand-over": z.strictObject({ to: z.string().min(1).max(100) }),
  /** The caller said yes to it: they are rung, and join; whoever answers stays until they leave. */
  transfer: z.strictObject({ to: transferTarget, consented: z.literal(true) }),
  "transfer-end": z.strictObject({}).nullish(),
  /** `endsWatch`: the caller has finished, and is watched no more. */
  /** They make room for somebody who is about to use. */
  "offer-call-back": z.strictObject({}).nullish(),
  "transfer-leave": z.strictObject({ endsWatch: z.boolean().default(false) }),
} as const;

/** `isIn`: not only rung. */
export const listeners = z.array(z.object({ staffId: z.string(), how, isIn: z.boolean() }));
