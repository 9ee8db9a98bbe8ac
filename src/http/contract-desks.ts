import { z } from "zod";
import { DESK_KINDS, RECORDINGS, WHO_COMES } from "../domain/desks/desk.ts";
import { languages } from "../domain/language.ts";
import { ENDINGS } from "../domain/session/people.ts";
import { PROVINCES } from "../domain/provinces.ts";

/** What is said of desks: whom the line rings for which places. Their numbers are sealed, and leave only with an export. */

const instant = z.int();
const province = z.enum(PROVINCES);

/** Who would come, as a responder tells it to the caller. */
export const planDesk = z.object({
  id: z.string(),
  name: z.string(),
  language: z.enum(languages),
  whoComes: z.enum(WHO_COMES),
  hours: z.string().nullable().describe("null: day and night"),
  verifiedAt: instant.nullable(),
});

const desk = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(DESK_KINDS),
  territory: z.object({
    province,
    regions: z.array(z.string()).readonly(),
    municipalities: z.array(z.string()).readonly(),
    postalPrefixes: z.array(z.string()).readonly(),
  }),
  order: z.int(),
  languages: z.array(z.enum(languages)).readonly(),
  whoComes: z.enum(WHO_COMES),
  hours: z.string().nullable(),
  timeZone: z.string(),
  recording: z.enum(RECORDINGS),
  recordingAgreedBy: z.string().nullable(),
  recordingAgreedAt: instant.nullable(),
  verifiedAt: instant.nullable(),
  rehearsal: z.boolean(),
});

export const desksAnswer = z.object({ now: instant, desks: z.array(desk).readonly() });

const provinceCoverage = z.object({
  province,
  desks: z.int(),
  hole: z.enum(["all", "rest", "nights"]).nullable(),
  overlaps: z.array(z.tuple([z.string(), z.string()]).readonly()).readonly(),
  stale: z.array(z.string()).readonly(),
});
/** Real desks and rehearsal desks apart: neither ever stands in for the other. */
export const coverageAnswer = z.object({
  now: instant,
  real: z.array(provinceCoverage).readonly(),
  rehearsal: z.array(provinceCoverage).readonly(),
});

export const importWish = z.strictObject({
  csv: z.string().min(1).max(2_000_000),
  /** False: only say what would change. */
  apply: z.boolean(),
});
export const importAnswer = z.object({
  applied: z.boolean(),
  changes: z
    .array(
      z.object({
        id: z.string(),
        change: z.enum(["added", "changed", "same", "notInFile"]),
        fields: z.array(z.string()).readonly(),
      }),
    )
    .readonly(),
});

export const reportQuery = z.strictObject({
  from: z.coerce.number().int(),
  to: z.coerce.number().int(),
  rehearsal: z.enum(["true", "false"]).default("false"),
});
const count = z.int();
const lasting = z.int().nullable().describe("median, in milliseconds");
export const reportAnswer = z.object({
  from: instant,
  to: instant,
  desks: z
    .array(
      z.object({
        deskId: z.string(),
        rung: count,
        answered: count,
        taken: count,
        missed: z.partialRecord(z.enum(ENDINGS), count),
        answeredAfterMs: lasting,
        takenAfterMs: lasting,
      }),
    )
    .readonly(),
});
