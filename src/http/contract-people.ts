import { z } from "zod";
import { languages } from "../domain/language.ts";

/** What people of the line know of each other, and have chosen for themselves. Nothing here concerns a caller. */

const instant = z.int();

/** `away` is a break or a rest: which, is nobody else's to know. */
export const ON_STATES = ["free", "busy", "away"] as const;

export const peopleAnswer = z.object({
  now: instant,
  people: z
    .array(
      z.object({
        id: z.string(),
        name: z.string(),
        languages: z.array(z.enum(languages)).readonly(),
        answers: z.boolean().describe("may be on a shift that answers calls"),
        on: z
          .object({
            circle: z.enum(["line", "on-call", "supervising"]),
            since: instant,
            state: z.enum(ON_STATES),
          })
          .nullable(),
      }),
    )
    .readonly(),
});

export const choicesAnswer = z.object({
  now: instant,
  testRing: z.boolean(),
  calendarMadeAt: instant.nullable(),
});

export const trainingWish = z.strictObject({
  until: instant
    .nullable()
    .describe("afterwards they are rung last, not never; null: nobody has said until when"),
});
