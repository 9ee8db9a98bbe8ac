import { z } from "zod";
import {
  EXEMPTIONS,
  LONGEST_DAYS,
  RESTRICTION_REASONS,
  RESTRICTION_STEPS,
} from "../domain/restrictions.ts";

/** What is said of restrictions. A number is only ever told to the line, never by it, and there is no room for words about a caller. */

const instant = z.int();
const step = z.enum(RESTRICTION_STEPS);
const reason = z.enum(RESTRICTION_REASONS);

export const restrictionParams = z.object({ id: z.uuid() });

export const restrictionWish = z.strictObject({
  step: step.describe("each needs the one before it to be in force"),
  reason,
  days: z
    .int()
    .min(1)
    .max(LONGEST_DAYS.note)
    .describe("from the moment it is approved; it ends by itself"),
});

export const restrictionsAnswer = z.object({
  now: instant,
  restrictions: z
    .array(
      z.object({
        id: z.string(),
        step,
        reason,
        days: z.int(),
        rehearsal: z.boolean(),
        sessionId: z.string().describe("the call it was asked about"),
        askedBy: z.string(),
        askedAt: instant,
        approvedBy: z.string().nullable().describe("null: only asked for, and in force for nobody"),
        until: instant,
      }),
    )
    .readonly(),
});

const kind = z.enum(EXEMPTIONS);
export const exemptWish = z.strictObject({
  number: z.string().regex(/^\+[1-9]\d{6,14}$/, "a whole number like +15555550100"),
  kind,
});
export const exemptAnswer = z.object({
  numbers: z
    .array(z.object({ id: z.string(), kind, addedBy: z.string(), addedAt: instant }))
    .readonly(),
});

export const notToMeAnswer = z.object({
  now: instant,
  choices: z.array(z.object({ id: z.string(), until: instant })).readonly(),
});
