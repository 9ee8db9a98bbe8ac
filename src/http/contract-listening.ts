import { z } from "zod";
import { LISTENS } from "../domain/session/people.ts";

/** Supervisors in a call beside its responder, and who answers it next. */

const how = z.enum(LISTENS);
const via = z.enum(["softphone", "phone"]);

export const listeningWishes = {
  /** They are rung, and are in the call. Sent again, how they are in it is changed. */
  listen: z.strictObject({ how, via }),
  /** They answer the caller from now on: at once, if they are in the call already. */
  "take-over": z.strictObject({ via }),
  /** This person is rung for the call; its responder stays until they are there. */
  "hand-over": z.strictObject({ to: z.string().min(1).max(100) }),
} as const;

/** `isIn`: not only rung. */
export const listeners = z.array(z.object({ staffId: z.string(), how, isIn: z.boolean() }));
