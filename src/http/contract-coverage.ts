import { z } from "zod";

/** What is said of pages about nobody being free. */

const instant = z.int();

export const coverageKnownWish = z.strictObject({
  until: instant
    .nullable()
    .describe("until then nobody is paged because nobody is free; null: from now on they are"),
});
export const coverageKnownAnswer = z.object({
  now: instant,
  known: z.object({ by: z.string(), until: instant }).nullable(),
});
