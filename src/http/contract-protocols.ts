import { z } from "zod";
import {
  BOUNDS,
  isInside,
  NUMBER_NAMES,
  unitMs,
  type Bound,
} from "../domain/session/protocol-bounds.ts";

/** What is said of the line's numbers, and of who changed which. Durations are milliseconds. */

const instant = z.int();
const number = z.enum(NUMBER_NAMES);

const change = z.object({ name: number, from: z.int(), to: z.int() });

const version = z.object({
  id: z.string(),
  publishedAt: instant,
  signedBy: z.string().describe("who decided it; on the public page too"),
  publishedBy: z.string().nullable().describe("null: the software's own"),
  reason: z.string().nullable(),
  changes: z.array(change).readonly().describe("against the version before"),
});

export const protocolsAnswer = z.object({
  now: instant,
  /** What sessions that open now begin with. */
  inForce: z.object({ id: z.string(), numbers: z.record(number, z.int()) }),
  versions: z.array(version).readonly().describe("newest first"),
});

/** Each number inside its bounds; the field is named where it is not. */
const changed = z
  .partialRecord(number, z.int())
  .superRefine((numbers, context) => {
    for (const name of NUMBER_NAMES) {
      const value = numbers[name];
      if (value === undefined || isInside(value, BOUNDS[name])) continue;
      context.addIssue({ code: "custom", path: [name], message: boundsSaid(BOUNDS[name]) });
    }
  })
  .describe("only those that become others");

/** "60 to 120 s". */
export function boundsSaid(bound: Bound): string {
  const { unit, from, to } = bound;
  const each = unitMs(bound);
  const whole = unit === "times" ? "" : ", in whole seconds";
  return `must be ${from / each} to ${to / each} ${unit}${whole}`;
}

export const protocolWish = z.strictObject({
  from: z.string().min(1).max(100).describe("the version it is made from: the one in force"),
  numbers: changed,
  signedBy: z.string().trim().min(3).max(120).describe("who decided it; everybody can read it"),
  reason: z.string().trim().min(10).max(1_000).describe("for people of the line; no caller in it"),
});
export const publishedAnswer = z.object({ now: instant, id: z.string() });
