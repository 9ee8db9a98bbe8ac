import { z } from "zod";
import { languages } from "../domain/language.ts";
import { SWAP_STATES } from "../domain/shifts/swaps.ts";

/** What is said of shifts: who answers when. Nothing here concerns a caller. */

const instant = z.int();
const id = z.uuid();
const staffId = z.string().min(1).max(100);
const circle = z.enum(["line", "on-call", "supervising"]);
const language = z.enum(languages);
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/, "a day such as 2026-11-27");
const wallTime = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, "a day and time such as 2026-11-27T22:00");
const layer = z.int().min(1).max(9).nullable();
const named = z.strictObject({ ruleId: id, day });

const ruleFields = {
  staffId,
  circle,
  layer: layer.default(null).describe("order within on-call"),
  timeZone: z.string().min(1).max(60).describe("an IANA name, such as America/St_Johns"),
  starts: wallTime.describe("the first time, by the clock in that zone"),
  ends: wallTime,
  repeat: z
    .string()
    .min(1)
    .max(200)
    .nullable()
    .describe("RFC 5545, such as FREQ=WEEKLY;BYDAY=FR; null: once"),
  endedFrom: instant.nullable().default(null).describe("no shift begins then or later"),
};
export const ruleWish = z.strictObject(ruleFields);
export const ruleParams = z.object({ id });
export const dayParams = z.object({ id, day });
export const ruleEndWish = z.strictObject({ from: instant });
/** All of what is different that day, in place of what was said of it before; null: as the rule says. */
export const dayWish = z.strictObject({
  cancelled: z.boolean().default(false),
  startsAt: instant.nullable().default(null),
  endsAt: instant.nullable().default(null),
  staffId: staffId.nullable().default(null),
});

const rule = z.object({ id: z.string(), ...ruleFields, layer, endedFrom: instant.nullable() });
const override = z.object({
  ruleId: z.string(),
  day: z.string(),
  cancelled: z.boolean(),
  startsAt: instant.nullable(),
  endsAt: instant.nullable(),
  staffId: staffId.nullable(),
});
export const rulesAnswer = z.object({
  now: instant,
  rules: z.array(rule).readonly(),
  overrides: z.array(override).readonly(),
});
export const made = z.object({ id: z.string() });

const moment = z.coerce.number().int();
export const whenQuery = z.strictObject({ from: moment, to: moment });
export const onWhenAnswer = z.object({
  now: instant,
  shifts: z
    .array(
      z.object({
        ruleId: z.string().nullable(),
        day: z.string().nullable(),
        staffId,
        circle,
        layer,
        startsAt: instant,
        endsAt: instant.nullable(),
        left: z.boolean().describe("they went off before its end"),
      }),
    )
    .readonly(),
});

export const swapWish = z.strictObject({
  toId: staffId,
  shift: named,
  inReturn: named.nullable().default(null),
});
export const swapsAnswer = z.object({
  now: instant,
  swaps: z
    .array(
      z.object({
        id: z.string(),
        fromId: staffId,
        toId: staffId,
        shift: z.object({ ruleId: z.string(), day: z.string() }),
        inReturn: z.object({ ruleId: z.string(), day: z.string() }).nullable(),
        state: z.enum(SWAP_STATES),
        askedAt: instant,
        expiresAt: instant,
      }),
    )
    .readonly(),
});

const hour = z.int().min(0).max(24);
const minimum = z.strictObject({
  language: language.nullable().describe("null: whatever they speak"),
  fromHour: hour.describe("of the line's own clock"),
  toHour: hour,
  least: z.int().min(0).max(50),
});
export const minimumsWish = z.strictObject({ minimums: z.array(minimum).max(100) });
export const shiftCoverageAnswer = z.object({
  now: instant,
  from: instant,
  to: instant,
  minimums: z.array(minimum).readonly(),
  gaps: z
    .array(
      z.object({
        from: instant,
        to: instant,
        language: language.nullable(),
        on: z.int(),
        least: z.int(),
      }),
    )
    .readonly(),
});
export const handoversAnswer = z.object({
  now: instant,
  handovers: z.array(z.object({ sessionId: z.string(), staffId, endsAt: instant })).readonly(),
});

export const calendarAnswer = z.object({
  url: z.string().describe("secret: whoever has it sees this person's shifts"),
});
export const calendarParams = z.object({ token: z.string().min(1).max(100) });
