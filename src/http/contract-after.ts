import { z } from "zod";
import { FELT } from "../domain/after/felt.ts";
import { MOST_CALLS } from "../domain/after/load.ts";
import { WAIVE_REASONS } from "../domain/session/plan.ts";

/**
 * How the people who answer are looked after. What is private is told to the one whose it is, and to nobody else; a debrief and a
 * supervision meeting have a date and names, and no room for words.
 */

const instant = z.int();
const staffId = z.string().min(1).max(64);

const debrief = z.object({
  id: z.string(),
  staffId: z.string(),
  sessionId: z.string().nullable().describe("null: they asked for it themselves"),
  rehearsal: z.boolean(),
  since: instant,
  dueAt: instant,
  offered: z
    .object({ by: z.string(), withId: z.string(), at: instant, meetsAt: instant.nullable() })
    .nullable(),
  ended: z
    .discriminatedUnion("how", [
      z.object({ how: z.literal("given"), withId: z.string().nullable(), at: instant }),
      z.object({
        how: z.literal("waived"),
        by: z.string(),
        because: z.enum(WAIVE_REASONS),
        at: instant.nullable(),
      }),
    ])
    .nullable(),
});
export type DebriefShown = z.infer<typeof debrief>;

export const debriefsAnswer = z.object({ now: instant, debriefs: z.array(debrief).readonly() });
export const offerWish = z.strictObject({
  withId: staffId.describe("who would give it"),
  meetsAt: instant.nullable(),
});
export const givenWish = z.strictObject({ withId: staffId.describe("who gave it") });
export const waivedWish = z.strictObject({ reason: z.enum(WAIVE_REASONS) });

const felt = z.literal(FELT);

export const ownAnswer = z.object({
  now: instant,
  entries: z
    .array(
      z.object({
        id: z.string(),
        at: instant,
        shared: z.boolean(),
        said: z
          .object({
            sessionId: z.string().nullable(),
            difficulty: felt,
            energy: felt,
            words: z.string(),
          })
          .nullable()
          .describe("null: it does not open any more"),
      }),
    )
    .readonly(),
  calls: z
    .array(z.object({ sessionId: z.string(), openedAt: instant }))
    .readonly()
    .describe("the last calls they were with"),
});
export const entryWish = z.strictObject({
  sessionId: z.uuid().nullable(),
  difficulty: felt.describe("1 easy, 5 very hard"),
  energy: felt.describe("1 none left, 5 much"),
  words: z.string().trim().max(4_000).describe("theirs alone: sealed, and never shared"),
  shared: z.boolean().describe("supervisors see the two numbers"),
});
export const shareWish = z.strictObject({ shared: z.boolean() });
export const sharedAnswer = z.object({
  now: instant,
  shared: z
    .array(
      z.object({
        id: z.string(),
        staffId: z.string(),
        at: instant,
        difficulty: felt,
        energy: felt,
      }),
    )
    .readonly(),
});

export const loadAnswer = z.object({
  now: instant,
  limit: z.int().nullable(),
  calls: z.int().describe("in the shift that runs; counted only while there is a limit"),
  most: z.literal(MOST_CALLS),
});
export const loadWish = z.strictObject({ limit: z.int().min(1).max(MOST_CALLS).nullable() });

const meeting = z.object({
  id: z.string(),
  staffId: z.string(),
  withId: z.string(),
  day: z.string(),
});
const meetings = z.array(meeting).readonly();
export const meetingsAnswer = z.object({ now: instant, meetings });
export const meetingWish = z.strictObject({
  staffId,
  withId: staffId,
  day: z.iso.date().describe("nothing else of it is kept"),
});

export const peersAnswer = z.object({
  now: instant,
  contact: z
    .string()
    .nullable()
    .describe("whom they turn to, in their own words; seen by them alone"),
  turns: z
    .array(z.object({ id: z.string(), staffId: z.string(), startsAt: instant, endsAt: instant }))
    .readonly()
    .describe("the rota: who is there for others, as a peer, and when"),
  asks: z
    .array(
      z.object({
        id: z.string(),
        fromId: z.string(),
        toId: z.string(),
        at: instant,
        answeredAt: instant.nullable(),
      }),
    )
    .readonly()
    .describe("of them, or by them"),
  /** Known by its last two digits; null: they have given none, and no wish below can hold. */
  phoneEndsIn: z.string().nullable(),
  notRung: z
    .array(z.object({ id: z.string(), staffId: z.string() }))
    .readonly()
    .describe("colleagues who are not rung when they call the line themselves"),
  meetings,
});
export const contactWish = z.strictObject({
  contact: z.string().trim().min(1).max(300).nullable(),
});
export const turnWish = z.strictObject({ startsAt: instant, endsAt: instant });
export const askPeerWish = z.strictObject({ toId: staffId });
export const askedAnswer = z.object({
  done: z.literal(true),
  told: z
    .enum(["texted", "noNumber", "refused"])
    .describe("`texted`, or they find it in the console alone"),
});
export const notRungWish = z.strictObject({ staffId });
