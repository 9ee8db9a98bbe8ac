import { z } from "zod";
import { WORK } from "../domain/training/work.ts";

/**
 * What people do of the work, what they have learned and until when, and how they practise. Marks are of one person at a time: there
 * is nothing here that puts people beside each other.
 */

const instant = z.int();
/** What a calendar has: beyond it there are numbers that are no day. */
const day = z.int().min(0).max(Date.UTC(2200, 0));
const staffId = z.string();
const name = z.string().trim().min(1).max(60);

const work = z
  .array(z.enum(WORK))
  .max(WORK.length)
  .readonly()
  .describe("empty: nobody has said, and they do what their roles let them");

const kind = z.object({
  id: z.string(),
  en: z.string(),
  fr: z.string(),
  forCalls: z.boolean().describe("whoever's has lapsed is rung after the others"),
  inUse: z.boolean(),
});
export type Kind = z.infer<typeof kind>;
const kinds = z.array(kind).readonly();

const certificate = z.object({
  id: z.string(),
  staffId,
  kindId: z.string(),
  issuer: z.string(),
  from: instant,
  until: instant,
});
export type CertificateShown = z.infer<typeof certificate>;

const marks = z.object({
  at: instant,
  readBackMs: z.int().nullable().describe("from joining until the place was read back"),
  noticedMs: z
    .int()
    .nullable()
    .describe("from the last answer until they said so; null: the line was first"),
  helpMs: z.int().nullable().describe("from the last answer until help was asked for"),
});
export type MarksShown = z.infer<typeof marks>;
const rehearsals = z.array(marks).readonly();

/** Null: of them none is asked. */
const due = z.object({ lastAt: instant.nullable(), dueAt: instant }).nullable();

export const ownTrainingAnswer = z.object({
  now: instant,
  work,
  trainingUntil: instant.nullable(),
  kinds,
  certificates: z.array(certificate).readonly(),
  due,
  rehearsals,
  practice: z
    .enum(["ready", "noRehearsalNumber", "notFree", "lastFree", "callersWait"])
    .describe("whether they may be rung for practice now, or why not"),
});

export const trainingAnswer = z.object({
  now: instant,
  kinds,
  people: z
    .array(
      z.object({
        id: staffId,
        name: z.string(),
        learns: z.boolean().describe("a trainee: introduced, and never alone"),
        work,
        trainingUntil: instant.nullable(),
        certificates: z.array(certificate).readonly(),
        due,
      }),
    )
    .readonly()
    .describe("by name"),
});
export type PersonTrained = z.infer<typeof trainingAnswer>["people"][number];

export const rehearsalsAnswer = z.object({ now: instant, rehearsals });

export const workWish = z.strictObject({ work });
export const certificateWish = z.strictObject({
  kindId: z.uuid(),
  issuer: name.describe("who gave it"),
  from: day,
  until: day.describe("its last moment"),
});
export const kindWish = z.strictObject({
  en: name,
  fr: name,
  forCalls: z.boolean(),
  inUse: z.boolean(),
});
export const certificateParams = z.object({
  id: z.string().regex(/^\w{1,64}$/),
  certificateId: z.uuid(),
});
