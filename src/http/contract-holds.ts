import { z } from "zod";

/** Holds, the register of demands, and the card. References and demands are sealed; who sees them is written down. */

const instant = z.int();
const reference = z.string().trim().min(3).max(200);

const hold = z.object({
  id: z.string(),
  reference: z.string().describe("the order or demand it follows, as its paper names it"),
  sessionIds: z.array(z.string()).readonly(),
  state: z.enum(["asked", "lapsed", "held", "over"]),
  askedBy: z.string(),
  askedAt: instant,
  expiresAt: instant,
  confirmedBy: z.string().nullable(),
  confirmedAt: instant.nullable(),
});
export const holdsAnswer = z.object({ now: instant, holds: z.array(hold) });
export const holdAnswer = z.object({ now: instant, hold });

export const holdWish = z.strictObject({
  reference,
  sessionIds: z.array(z.uuid()).min(1).max(100).describe("exactly these, and no others"),
  expiresAt: instant.describe("90 days from now at most"),
});

const demand = z.object({
  id: z.string(),
  receivedAt: instant,
  from: z.string(),
  reference: z.string().nullable(),
  asked: z.string(),
  answer: z.string(),
  holdId: z.string().nullable(),
  recordedBy: z.string(),
  recordedAt: instant,
});
export const demandsAnswer = z.object({ now: instant, demands: z.array(demand).readonly() });

/** What was answered is part of it: a demand nobody answered yet is recorded with what it was told meanwhile. */
export const demandWish = z.strictObject({
  receivedAt: instant,
  from: z.string().trim().min(1).max(200),
  reference: reference.nullable().default(null),
  asked: z.string().trim().min(1).max(2_000),
  answer: z.string().trim().min(1).max(2_000),
  holdId: z.uuid().nullable().default(null),
});
export const demandRecorded = z.object({ id: z.string() });

const card = z.object({
  title: z.string(),
  say: z.string().describe("word for word"),
  lines: z.array(z.string()).readonly(),
});
export const cardAnswer = z.object({ en: card, fr: card });
