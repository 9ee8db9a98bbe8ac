import { z } from "zod";
import { CHANGES } from "../domain/reviews/changes.ts";
import { CAUSES, FINDINGS, goTogether } from "../domain/reviews/review.ts";

/** Looking back at an emergency or a death, a step at a time: who did what, and words from lists. What says more is a sealed note. */

const instant = z.int();
const step = z.object({ by: z.string(), at: instant }).nullable();

export const review = z.object({
  sessionId: z.string(),
  told: step,
  supported: step,
  found: step,
  explained: step,
  reviewed: step,
  findings: z.array(z.enum(FINDINGS)).readonly(),
  causes: z.array(z.enum(CAUSES)).readonly(),
});

const named = z.array(z.object({ id: z.string(), name: z.string() })).readonly();

const change = z.object({
  id: z.string(),
  sessionId: z.string(),
  change: z.enum(CHANGES),
  staffId: z.string().describe("who sees to it"),
  dueAt: instant,
  agreed: z.object({ by: z.string(), at: instant }),
  ended: z
    .discriminatedUnion("how", [
      z.object({ how: z.literal("made"), by: z.string(), at: instant }),
      z.object({ how: z.literal("waived"), by: z.string() }),
    ])
    .nullable()
    .describe("null: it is owed still"),
});
export type ChangeShown = z.output<typeof change>;

/** All there is of one review. Null: the session needs none. */
export const reviewFile = z.object({
  now: instant,
  review: review.nullable(),
  support: z
    .array(
      z.object({ staffId: z.string(), support: z.enum(["owed", "offered", "given", "waived"]) }),
    )
    .readonly()
    .describe(
      "of everybody who was in it: whether their debrief has begun. What is said there nobody writes down",
    ),
  changes: z.array(change).readonly(),
  people: named.describe("whoever is named above"),
  owners: named.describe("who may see to a change"),
  cover: z
    .object({
      reachable: z.number().describe("on the line and in reach, on average"),
      free: z.number().describe("free besides whoever was in this call, on average"),
      fewestFree: z.int(),
      nobodyFreeMinutes: z.number(),
      shortMinutes: z.number().describe("fewer were free than the minimum of that hour"),
    })
    .nullable()
    .describe("while the call went on; null: it lasted no time"),
});
export type ReviewFile = z.output<typeof reviewFile>;

export const findingsWish = z.strictObject({
  findings: z.array(z.enum(FINDINGS)).min(1).max(FINDINGS.length),
});
export const causesWish = z.strictObject({
  causes: z
    .array(z.enum(CAUSES))
    .max(CAUSES.length)
    .refine(goTogether, "at least one, and “none” goes with no other"),
});
export const changeWish = z.strictObject({
  change: z.enum(CHANGES),
  staffId: z.string().min(1).max(64).describe("a supervisor, who sees to it"),
  dueAt: instant.describe("within 90 days"),
  text: z
    .string()
    .trim()
    .max(4_000)
    .default("")
    .describe("what exactly; kept as a note of the session, sealed"),
});

export const changesQuery = z.strictObject({
  rehearsal: z.enum(["true", "false"]).default("false"),
});
export const changesAnswer = z.object({
  now: instant,
  changes: z.array(change).readonly().describe("all that are owed, soonest first"),
  people: named,
});
