import { z } from "zod";
import { REACHES } from "../domain/reach.ts";

/** What is said of somebody's own phone: to them alone, and of its number never more than the last two digits. */

const instant = z.int();
const endsIn = z.string().regex(/^\d\d$/);

export const numberWish = z.strictObject({
  number: z.string().trim().min(1).max(40).describe("however they write it; Canada or US"),
});
export const codeWish = z.strictObject({
  code: z
    .string()
    .trim()
    .regex(/^\d{6}$/, "the six digits that were texted"),
});
export const reachWish = z.strictObject({
  reach: z
    .enum(REACHES)
    .describe("in the browser; there, and where it fails on their own phone; on their own phone"),
  page: z.boolean().describe("on their own phone they are texted a page for the call"),
});

export const ownPhoneAnswer = z.object({
  now: instant,
  phone: z.object({ endsIn }).nullable(),
  /** Given, and not yet theirs: the code is still to be typed. The one before stands until then. */
  asked: z.object({ endsIn, expiresAt: instant }).nullable(),
  reach: z.enum(REACHES),
  page: z.boolean(),
});
