import { z } from "zod";
import { PROVINCES } from "../domain/provinces.ts";
import { ACCESS, AUDIENCES, COSTS, KINDS, STANDINGS } from "../domain/services/listing.ts";

/** What others offer callers, as Open Referral's HSDS tells it. Public knowledge: nothing here is of a caller. */

const instant = z.int();
const province = z.enum(PROVINCES);
const language = z.string().regex(/^[a-z]{2,8}$/, "a language like en, fr or iu");

export const oneParams = z.object({ id: z.guid() });

/** Asked in a body and never in an address: the town somebody looks in may be a caller's (promise 10). */
export const findWish = z.strictObject({
  rehearsal: z.boolean().default(false).describe("the fictional ones, for rehearsals"),
  kind: z.enum(KINDS).nullable().default(null),
  province: province.nullable().default(null),
  municipality: z.string().max(80).nullable().default(null).describe("its beginning is enough"),
  language: language.nullable().default(null).describe("ISO 639"),
  access: z.enum(ACCESS).nullable().default(null),
  cost: z.enum(COSTS).nullable().default(null),
  audience: z.enum(AUDIENCES).nullable().default(null).describe("for them, or for everybody"),
  age: z.int().min(0).max(130).nullable().default(null),
  withoutPapers: z.boolean().default(false),
  openNow: z.boolean().default(false),
  named: z.string().max(80).nullable().default(null),
  after: z.guid().nullable().default(null).describe("`next` of the page before"),
  limit: z.int().min(1).max(50).default(20),
});
export type FindWish = z.output<typeof findWish>;

export const openness = z.discriminatedUnion("now", [
  z.object({
    now: z.literal("open"),
    until: instant.nullable().describe("null: day and night"),
  }),
  z.object({
    now: z.literal("closed"),
    next: instant.nullable().describe("null: not within eight days, or nobody knows"),
  }),
  z.object({ now: z.literal("unknown") }),
]);

const phone = z.object({
  number: z.string(),
  extension: z.number().nullable(),
  type: z.string().nullable(),
  description: z.string().nullable(),
});
const text = z.string().nullable();

export const listing = z.object({
  id: z.string(),
  rehearsal: z.boolean(),
  name: z.string(),
  otherName: text,
  description: text,
  organization: text,
  standing: z.enum(STANDINGS),
  kinds: z.array(z.enum(KINDS)).readonly(),
  access: z.array(z.enum(ACCESS)).readonly(),
  audiences: z.array(z.enum(AUDIENCES)).readonly(),
  eligibility: text,
  minimumAge: z.number().nullable(),
  maximumAge: z.number().nullable(),
  papers: z.array(z.string()).readonly(),
  languages: z.array(z.string()).readonly(),
  interpretation: text,
  apply: text,
  fees: text,
  cost: z.enum(COSTS),
  url: text,
  email: text,
  notice: text,
  phones: z.array(phone).readonly(),
  provinces: z.array(province).readonly(),
  timeZone: z.string(),
  open: openness,
  hours: z.array(z.string()).readonly().describe("as its people say them"),
  sites: z
    .array(
      z.object({
        id: z.string(),
        name: text,
        address: z.string(),
        municipality: z.string(),
        province,
        postalCode: z.string(),
        timeZone: z.string(),
        phones: z.array(phone).readonly(),
        open: openness,
      }),
    )
    .readonly(),
  assuredAt: instant.nullable().describe("when somebody last made sure of all this"),
  stale: z.boolean().describe("that is too long ago to rely on"),
});
export type ListingShown = z.infer<typeof listing>;
export type OpennessShown = z.infer<typeof openness>;

export const found = z.object({
  now: instant,
  services: z.array(listing).readonly(),
  next: z.string().nullable(),
});
export const oneFound = z.object({ now: instant, listing });

/** A directory of 5,000 is some 15 MB as text. */
export const FILE_LETTERS = 30_000_000;

export const servicesWish = z.strictObject({
  hsds: z.string().min(1).max(FILE_LETTERS).describe("a JSON file in HSDS 3"),
  /** False: only say what would change. */
  apply: z.boolean(),
});
export const servicesTaken = z.object({
  applied: z.boolean(),
  changes: z
    .array(
      z.object({
        id: z.string(),
        name: z.string(),
        change: z.enum(["added", "changed", "same"]),
        fields: z.array(z.string()).readonly(),
      }),
    )
    .readonly(),
  notInFile: z.int().describe("known ones that the file does not name: they stay as they are"),
  notKept: z.array(z.string()).readonly().describe("fields the line has no place for"),
});

export const exportServicesQuery = z.strictObject({
  rehearsal: z.enum(["true", "false"]).default("false"),
});
