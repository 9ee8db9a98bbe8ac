import { z } from "zod";

/** Which softphone a console loads, and with what it says who it is. `token` ends at `expiresAt`: ask again before. */
export const softphoneAnswer = z.object({
  now: z.int(),
  /** How the carrier calls the person: `client:` and their id. */
  identity: z.string(),
  softphone: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("twilio"), token: z.string(), expiresAt: z.int() }),
    z.object({ kind: z.literal("emulator"), url: z.string() }),
  ]),
});
