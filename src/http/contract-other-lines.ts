import { z } from "zod";
import { readHours } from "../domain/desks/hours.ts";
import { languages } from "../domain/language.ts";
import { isLineNumber, TAKES_BY, WHAT_FOR } from "../domain/other-lines/other-line.ts";
import { PROVINCES } from "../domain/provinces.ts";
import { isTimeZone } from "../domain/time-zones.ts";

/** Lines of others that a caller can be handed to. Their numbers are sealed: written, and never read back. */

const instant = z.int();
const language = z.enum(languages);

const line = z.object({
  id: z.string(),
  name: z.string(),
  whatFor: z.enum(WHAT_FOR),
  province: z.enum(PROVINCES).nullable().describe("null: all of Canada"),
  languages: z.array(language).readonly(),
  hours: z.string().nullable().describe("null: day and night"),
  timeZone: z.string(),
  takesBy: z.enum(TAKES_BY),
  verifiedAt: instant.nullable(),
  rehearsal: z.boolean(),
});

export const otherLinesAnswer = z.object({ now: instant, lines: z.array(line).readonly() });

export const lineParams = z.object({
  id: z.string().regex(/^[a-z0-9_-]{1,60}$/, "small letters, digits, _ and -, at most 60"),
});

const HOURS = 'like "Mon-Fri 08:00-16:00; Sat 09:00-12:00", or null for day and night';
const TEN = "ten digits after +1, never 911, 988 or another short number";

export const lineWish = z.strictObject({
  name: z.string().trim().min(1).max(120),
  whatFor: z.enum(WHAT_FOR),
  province: z.enum(PROVINCES).nullable(),
  languages: z.array(language).min(1).max(languages.length),
  hours: z
    .string()
    .max(200)
    .nullable()
    .refine((hours) => hours === null || readHours(hours) !== null, HOURS),
  timeZone: z.string().max(60).refine(isTimeZone, "a time zone like America/Toronto"),
  takesBy: z.enum(TAKES_BY),
  /** Null: the one it has stays. */
  number: z
    .string()
    .max(20)
    .nullable()
    .refine((number) => number === null || isLineNumber(number), TEN),
  /** Somebody rang it today, and it is what it says. */
  verified: z.boolean(),
  rehearsal: z.boolean(),
});

/** What can be offered in one call, what suits it best first. */
export const offeredAnswer = z.object({
  now: instant,
  lines: z
    .array(
      line.pick({ id: true, name: true, whatFor: true, languages: true, hours: true }).extend({
        isOpen: z.boolean(),
        isStale: z.boolean(),
      }),
    )
    .readonly(),
  /** The line for somebody who may harm themselves, in their language where there is one; null where no such worry was marked. */
  suicideLineId: z.string().nullable(),
});

/** Whether somebody is about to use and nobody is free for them: nothing else is said of them. */
export const othersAnswer = z.object({ aboutToUse: z.boolean() });
