import { z } from "zod";
import { LANES } from "../domain/call-log/lanes.ts";
import { LOG_OUTCOMES, LOG_PROVINCES, type LogCursor } from "../domain/call-log/filter.ts";
import { REACHED } from "../domain/call-log/story.ts";
import { EXPORT_REASONS, REASONS_TO_LOOK } from "../domain/audit.ts";
import { languages } from "../domain/language.ts";
import { review } from "./contract-reviews.ts";

/** The call log: what is searched, told, carried away and looked back at. Never who or where a caller was. */

const instant = z.int();
const named = z.array(z.object({ id: z.string(), name: z.string() })).readonly();

/** In an address: `?province=NU&province=YT`. Nothing: any. */
const several = <T extends string>(values: readonly T[]) =>
  z.preprocess(
    (given) => (given === undefined || Array.isArray(given) ? given : [given]),
    z.array(z.enum(values)).max(values.length).default([]),
  );

const moment = z.coerce.number().int().min(0);
const staffId = z.string().min(1).max(64);

const asked = {
  from: moment.optional(),
  to: moment.optional(),
  responder: staffId.optional(),
  rehearsal: z.enum(["true", "false"]).default("false"),
  language: several(languages),
  province: several(LOG_PROVINCES),
  outcome: several(LOG_OUTCOMES),
  reached: several(REACHED),
};

/** Where a page ended: a moment and an id. */
export const logCursor = z
  .string()
  .regex(/^\d{1,15}\.[0-9a-f-]{36}$/)
  .transform((text): LogCursor => {
    const [openedAt = "", id = ""] = text.split(".");
    return { openedAt: Number(openedAt), id };
  });
export const cursorOf = ({ openedAt, id }: LogCursor): string => `${openedAt}.${id}`;

export const logQuery = z.strictObject({
  ...asked,
  after: logCursor.optional().describe("`next` of the page before"),
  limit: z.coerce.number().int().min(1).max(200).default(30),
});
export type LogQuery = z.output<typeof logQuery>;

const entry = z.object({
  id: z.string(),
  openedAt: instant,
  closedAt: instant.nullable(),
  rehearsal: z.boolean(),
  language: z.enum(languages),
  province: z.enum(LOG_PROVINCES),
  reached: z.enum(REACHED),
  outcome: z.enum(LOG_OUTCOMES),
  people: z.array(z.string()).readonly(),
  review: z.enum(["owed", "done"]).nullable(),
});
export type LogEntryShown = z.infer<typeof entry>;

export const logAnswer = z.object({
  now: instant,
  calls: z.array(entry).readonly(),
  people: named,
  next: z.string().nullable(),
});
export const logPeople = z.object({ people: named });

export const exportQuery = z.strictObject({
  ...asked,
  because: z.enum(EXPORT_REASONS),
  format: z.enum(["csv", "json"]).default("csv"),
});

/** As it is kept: read again with the same eyes. */
export const filterKept = z.strictObject({
  from: instant.nullable(),
  to: instant.nullable(),
  responder: staffId.nullable(),
  rehearsal: z.boolean(),
  language: z.array(z.enum(languages)).readonly(),
  province: z.array(z.enum(LOG_PROVINCES)).readonly(),
  outcome: z.array(z.enum(LOG_OUTCOMES)).readonly(),
  reached: z.array(z.enum(REACHED)).readonly(),
});
export type FilterKept = z.infer<typeof filterKept>;
export const filterWish = z.strictObject({
  name: z.string().trim().min(1).max(60),
  filter: filterKept,
});
export const filtersAnswer = z.object({
  filters: z.array(z.object({ id: z.string(), name: z.string(), filter: filterKept })),
});

export const reviewsQuery = z.strictObject({
  rehearsal: z.enum(["true", "false"]).default("false"),
  after: logCursor.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(30),
});
/** One session, told: what the line did in time, and how long it waited for whom. */
export const accountAnswer = z.object({
  now: instant,
  call: entry,
  protocol: z.string(),
  duties: z
    .array(
      z.object({
        id: z.string(),
        kind: z.string(),
        dueAt: instant,
        doneAt: instant.nullable(),
        overtakenBy: z.string().nullable(),
        waivedBy: z.string().nullable(),
        attempts: z.int(),
        whose: z.enum(["line", "person"]),
        ending: z.enum(["owed", "done", "overtaken", "waived"]),
        lateMs: instant.nullable(),
      }),
    )
    .readonly(),
  waits: z
    .array(
      z.object({
        for: z.enum(["ring", "checkIn", "desk", "decision", "arrival"]),
        who: z.string().nullable(),
        since: instant,
        until: instant.nullable(),
      }),
    )
    .readonly(),
  stretches: z
    .array(z.object({ lane: z.enum(LANES), is: z.string(), from: instant, to: instant.nullable() }))
    .readonly(),
  marks: z.array(z.object({ lane: z.enum(LANES), is: z.string(), at: instant })).readonly(),
  people: named,
  desks: named,
  review: review.nullable(),
  notes: z.int().describe("how many there are"),
});
export type Account = z.infer<typeof accountAnswer>;

export const notesQuery = z.strictObject({
  because: z.enum(REASONS_TO_LOOK).optional().describe("needed once the session is closed"),
});
export const notesAnswer = z.object({
  now: instant,
  notes: z
    .array(
      z.object({
        id: z.string(),
        authorId: z.string(),
        at: instant,
        text: z.string().nullable().describe("null: it does not open any more"),
      }),
    )
    .readonly(),
});
export const noteWish = z.strictObject({ text: z.string().trim().min(1).max(4_000) });
