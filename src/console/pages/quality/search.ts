import { z } from "zod";
import { LEADS } from "../../../domain/reviews/quality.ts";

/** Which month, as the page's address says it; what it says wrongly is left out: the last that is over. */
export const qualitySearch = z.object({
  month: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .optional()
    .catch(undefined),
});

/** The calls of which number, of which month. */
export const qualityCallsSearch = z.object({
  month: z.string().catch(""),
  of: z.enum(LEADS).catch("plan"),
  is: z.string().catch(""),
});
export type QualityCallsSearch = z.output<typeof qualityCallsSearch>;
