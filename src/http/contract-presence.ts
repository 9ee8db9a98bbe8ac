import { z } from "zod";
import { DEAF_REASONS, PRESENCE } from "../domain/presence.ts";

/** What a console says of the device its person is rung on, by one connection for all its tabs. */
export const heartbeatWish = z.strictObject({
  /** The softphone says that it is registered with the carrier. */
  registered: z.boolean(),
  /** It may be used, and one is there. */
  microphone: z.boolean(),
  connectionId: z.string().regex(/^[\w-]{8,64}$/, "8 to 64 letters, digits or dashes"),
});

/**
 * Whether a ring is expected to reach one. `why` beside `reachable`: something is wrong, and only because nobody else of the
 * circle is there they are still rung in their turn.
 */
export const standing = {
  reachable: z.boolean(),
  why: z.enum(["offShift", "onBreak", "resting", ...DEAF_REASONS]).nullable(),
};

/** Rung once at the beginning of each shift, to know that a ring reaches them. */
export const testRingWish = z.strictObject({ on: z.boolean() });

export const heartbeatAnswer = z.object({
  now: z.int(),
  ...standing,
  beatEveryMs: z.literal(PRESENCE.beatEveryMs),
  staleAfterMs: z.literal(PRESENCE.staleMs),
});
