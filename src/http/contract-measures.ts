import { z } from "zod";
import { COUNTED_NUMBERS } from "../domain/measures/counted-calls.ts";
import { WAIT_BANDS } from "../domain/measures/spread.ts";
import { logAnswer, logCursor } from "./contract-call-log.ts";

/** What the line counts of itself. Nothing here says anything of a caller, and nobody of ours is set above another. */

/** The year 2200: further no clock of ours goes. */
const LAST = 7_258_118_400_000;
const moment = z.coerce.number().int().min(0).max(LAST);
export const measuresQuery = z.strictObject({ from: moment, to: moment });
export const weekQuery = z.strictObject({
  at: moment.optional().describe("a moment in the week; not said: now"),
});

const count = z.int();
const numbers = {
  callers: count,
  answered: count,
  answeredIn20s: count,
  abandoned: count,
  abandonedEarly: count,
  lineAlone: count,
  callBackAsked: count,
  restricted: count,
  checkInsKept: count,
  checkInsMissed: count,
  helpAsked: count,
  minutes: z
    .number()
    .describe("of the clock, in this day or these hours: 23 or 25 hours where it changed"),
  nobodyFreeMinutes: z.number(),
  shortMinutes: z.number(),
  reachable: z.number(),
  free: z.number(),
  fewestFree: count,
};

const rule = z.object({ rule: z.string(), en: z.string(), fr: z.string() });

const lasted = count.nullable().describe("milliseconds; null: it did not happen, or too seldom");
const spread = z.object({ times: count, medianMs: lasted, p95Ms: lasted, longestMs: lasted });

export const measuresAnswer = z.object({
  now: z.int(),
  from: z.int(),
  /** Nothing is counted of what has not been. */
  to: z.int(),
  /** Where the window asked for ends. */
  ends: z.int(),
  timeZone: z.string(),
  /** By what rule each number is counted, by its name below. */
  rules: z.record(z.string(), rule),
  /** All of the window; null where nothing of it has been yet. */
  total: z.object(numbers).nullable(),
  days: z.array(z.object({ day: z.string(), ...numbers })),
  hours: z.array(
    z.object({
      hour: count.describe("of the line's own clock, over all the days"),
      least: count,
      ...numbers,
    }),
  ),
  /** The hours of a week, over all weeks. */
  hoursOfWeek: z.array(
    z.object({
      weekday: count.describe("1 is Monday"),
      hour: count,
      callers: count,
      nobodyFreeMinutes: z.number(),
    }),
  ),
  times: z.object({
    waits: spread,
    silentToAsked: spread,
    askedToRung: spread,
    askedToTaken: spread,
    takenToThere: spread,
  }),
  /** Answered callers, by how long they waited. */
  waitBands: z.array(
    z.object({ band: z.enum(WAIT_BANDS.map(({ name }) => name)), callers: count }),
  ),
  /** One's own; everybody's for supervisors. By name. */
  rings: z.array(
    z.object({ staffId: z.string(), name: z.string(), rung: count, missed: count, failed: count }),
  ),
});

export type MeasuresShown = z.output<typeof measuresAnswer>;

/** The calls a number was counted from; of one hour of the clock, or one day of the week, where these are said. */
export const countedQuery = z.strictObject({
  number: z.enum(COUNTED_NUMBERS),
  from: moment,
  to: moment,
  weekday: z.coerce.number().int().min(1).max(7).optional().describe("1 is Monday"),
  hour: z.coerce.number().int().min(0).max(23).optional().describe("of the line's own clock"),
  after: logCursor.optional().describe("`next` of the page before"),
  limit: z.coerce.number().int().min(1).max(200).default(30),
});
export const countedAnswer = logAnswer.extend({ rule, timeZone: z.string() });
