import { z } from "zod";

/** What the line counts of itself. Nothing here says anything of a caller, and nobody of ours is set above another. */

const moment = z.coerce.number().int();
export const measuresQuery = z.strictObject({ from: moment, to: moment });

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

export const measuresAnswer = z.object({
  now: z.int(),
  from: z.int(),
  /** Nothing is counted of what has not been. */
  to: z.int(),
  timeZone: z.string(),
  /** By what rule each number is counted, by its name below. */
  rules: z.record(z.string(), rule),
  days: z.array(z.object({ day: z.string(), ...numbers })),
  hours: z.array(
    z.object({
      hour: z.int().describe("of the line's own clock, over all the days"),
      least: count,
      ...numbers,
    }),
  ),
  /** One's own; everybody's for supervisors. By name. */
  rings: z.array(
    z.object({ staffId: z.string(), name: z.string(), rung: count, missed: count, failed: count }),
  ),
});
