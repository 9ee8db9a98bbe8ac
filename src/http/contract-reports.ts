import { z } from "zod";
import { REASONS_TO_EXPORT } from "../domain/audit.ts";

/** Numbers the line shares, small ones hidden. Research is told more tables than the public, of the same months, and never another number. */

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, "a month like 2026-03");
export const researchQuery = z.strictObject({
  from: month.optional().describe("the first month; not said: the first there is"),
  to: month.optional().describe("the last month, which is in it too; not said: the last there is"),
  because: z.enum(REASONS_TO_EXPORT),
});

const calls = z.int();
/** Null: hidden, which is not zero. `rest`: all that is hidden, together; null: nothing is. */
const oneWay = z.object({
  counts: z.record(z.string(), calls.nullable()),
  rest: calls.nullable(),
});
/** Null: no such table can be shown. What it does not name is hidden, and together is `rest`. */
const byOutcome = z
  .object({
    rows: z.array(z.string()).readonly(),
    columns: z.array(z.string()).readonly().describe("outcomes"),
    calls: z.array(z.array(calls).readonly()).readonly().describe("by row, then by column"),
  })
  .nullable();

const source = z.object({
  /** Of the rules, all that these months were published by. */
  versions: z.array(z.int()).readonly(),
  leastShown: z.int(),
  settlesDays: z.int(),
  timeZone: z.string(),
  /** The first and the last month that follow; null: none does. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  rules: z.array(z.object({ en: z.string(), fr: z.string() })).readonly(),
});

const publicMonth = z.object({
  month: z.string(),
  version: z.int(),
  /** Null: hidden, and all else of the month. */
  total: calls.nullable(),
  by: z.object({ province: oneWay, language: oneWay, substance: oneWay, outcome: oneWay }),
});
const researchMonth = publicMonth.extend({
  byOutcome: z.object({ province: byOutcome, language: byOutcome, substance: byOutcome }),
});

export const publicReport = z.object({ source, months: z.array(publicMonth).readonly() });
export const researchReport = z.object({ source, months: z.array(researchMonth).readonly() });
