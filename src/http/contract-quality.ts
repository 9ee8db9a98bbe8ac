import { z } from "zod";
import { LEADS } from "../domain/reviews/quality.ts";
import { logAnswer, logCursor } from "./contract-call-log.ts";

/** How calls went, a month at a time: small numbers hidden as on the public page, and nobody of ours in any of them. */

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, "a month like 2026-03");
const count = z.int();

/** Null: hidden, which is not none. `rest`: all that is hidden, together. */
const shown = z.object({
  total: count.nullable(),
  counts: z.record(z.string(), count.nullable()),
  rest: count.nullable(),
});

const stage = z
  .object({ times: count, medianMs: count.nullable(), p95Ms: count.nullable() })
  .nullable()
  .describe("null: it was so fewer than ten times");

const causes = shown.describe("of the reviews closed in the month; one may have several");

export const qualityQuery = z.strictObject({
  month: month.optional().describe("not said: the last that is over"),
});

export const qualityAnswer = z.object({
  now: count,
  timeZone: z.string(),
  leastShown: count,
  /** The first month that there is, and the last that is over; null: there is none yet. */
  first: z.string().nullable(),
  last: z.string().nullable(),
  quality: z
    .object({
      month: z.string(),
      parts: z.object({
        plan: shown,
        readBack: shown,
        checkIns: shown,
        noticed: shown,
        language: shown,
        cover: shown,
      }),
      debriefs: shown,
      pauses: shown,
      causes,
      stages: z.object({ silentToNoticed: stage, noticedToAsked: stage, askedToTaken: stage }),
      /** The months up to this one, newest first. */
      causesByMonth: z.array(z.object({ month: z.string(), causes })).readonly(),
    })
    .nullable(),
});
export type QualityShown = z.output<typeof qualityAnswer>;

export const qualityCallsQuery = z.strictObject({
  month,
  of: z.enum(LEADS),
  is: z.string().min(1).max(40),
  after: logCursor.optional().describe("`next` of the page before"),
  limit: z.coerce.number().int().min(1).max(200).default(30),
});
export const qualityCallsAnswer = logAnswer.extend({ timeZone: z.string() });
