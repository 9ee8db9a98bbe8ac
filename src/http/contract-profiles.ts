import { z } from "zod";
import { KEEP_WISHES } from "../domain/session/evolve-keeping.ts";

/** What a caller keeps from one night to another, by their own wish (PRACTICE 35). Codes are keyed by callers, and are in no answer. */

export const askCodeWish = z.strictObject({});
export const eraseKeptWish = z.strictObject({});

export const keepWish = z.strictObject({
  kept: z
    .enum(KEEP_WISHES)
    .describe("what is to become of it after goodbye; the caller's own key confirms it"),
  agreed: z.literal(true).describe("the caller said so themselves"),
});

export const preferencesWish = z.strictObject({
  company: z.enum(["talk", "quiet"]).nullable(),
  everyMs: z
    .int()
    .min(30_000)
    .max(180_000)
    .nullable()
    .describe("how often they wish to be asked, in milliseconds"),
  sameResponder: z
    .boolean()
    .describe(
      "they would like this responder again; only that responder can say so, and agrees by it",
    ),
});

/** `opened`: what they had kept was found tonight, and is in the plan. Read the street or the name to them: yes or no. */
export const keepingRead = z.object({
  opened: z.enum(["tomorrow", "passphrase"]).nullable(),
  wish: z.enum(KEEP_WISHES).nullable(),
  company: z.enum(["talk", "quiet"]).nullable(),
  everyMs: z.int().nullable(),
  responderId: z.string().nullable(),
});
