import { z } from "zod";
import { session } from "./contract.ts";
import { standing } from "./contract-presence.ts";

/** What supervisors see of the whole line. */

const instant = z.int();

export const boardAnswer = z.object({ now: instant, sessions: z.array(session) });

/** Everybody on shift: whether a ring reaches them, and what there is against it. */
export const reachAnswer = z.object({
  now: instant,
  people: z.array(z.object({ staffId: z.string(), ...standing })),
});
