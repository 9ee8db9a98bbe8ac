import { z } from "zod";
import { AUDIT_KINDS, REASONS_TO_LOOK } from "../domain/audit.ts";

export const auditQuery = z.strictObject({
  before: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional()
    .describe("the number of the last record read"),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  kind: z.enum(AUDIT_KINDS).optional(),
  who: z.string().max(64).optional(),
  about: z.string().max(64).optional(),
});

/** Newest first. `hash` covers the record and the hash of the one before it. */
export const auditAnswer = z.object({
  now: z.int(),
  records: z.array(
    z.object({
      seq: z.string(),
      at: z.int(),
      kind: z.enum(AUDIT_KINDS),
      who: z.string().nullable(),
      about: z.string().nullable(),
      why: z.string().nullable(),
      data: z.record(z.string(), z.string().nullable()),
      hash: z.string(),
    }),
  ),
  next: z.string().nullable(),
});

export const lookQuery = z.strictObject({
  because: z.enum(REASONS_TO_LOOK).optional().describe("needed once the session is closed"),
});
