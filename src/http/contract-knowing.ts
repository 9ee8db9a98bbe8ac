import { z } from "zod";
import { PIECES } from "../domain/knowing/pieces.ts";
import { SIGNED_AS } from "../domain/knowing/signature.ts";
import { WARNED_OF } from "../domain/knowing/warnings.ts";
import { PROVINCES } from "../domain/provinces.ts";

/** What is said of cards, tips and drug alerts. Nothing in it is of any caller. */

const instant = z.int();
const piece = z.enum(PIECES);
const words = z.string().trim().min(3).max(600);

const signature = z.object({
  name: z.string().describe("who decided it"),
  as: z.enum(SIGNED_AS),
  by: z.string().describe("who of ours wrote that down; never the writer"),
  at: instant,
});

const shownText = z.object({
  piece,
  version: z.int().describe("1: the software's own words, which nobody has signed"),
  en: z.string(),
  fr: z.string(),
  source: z.string().nullable(),
  signed: signature.nullable(),
});
export const textsAnswer = z.object({
  now: instant,
  texts: z.array(shownText).readonly().describe("what is in force"),
});

const version = shownText.extend({
  id: z.string(),
  reason: z.string(),
  writtenBy: z.string(),
  writtenAt: instant,
  takenBack: z.object({ by: z.string(), at: instant }).nullable(),
  waits: z.boolean().describe("a draft that somebody else can sign"),
});
export const textVersionsAnswer = z.object({
  now: instant,
  versions: z.array(version).readonly(),
});

export const textParams = z.object({ id: z.uuid() });
export const textWish = z.strictObject({
  piece,
  from: z.int().min(0).describe("the version it is made from: the one in force; 0: there is none"),
  en: words,
  fr: words,
  source: z.string().trim().min(3).max(300).nullable().describe("null: the line's own words"),
  reason: z.string().trim().min(10).max(1_000).describe("for people of the line; no caller in it"),
});
export const textWritten = z.object({ id: z.string() });
export const signWish = z.strictObject({
  name: z.string().trim().min(3).max(120).describe("who decided it"),
  as: z.enum(SIGNED_AS).describe("a tip is signed as medicalLead"),
});

const bothLanguages = z.object({ en: z.string().nullable(), fr: z.string().nullable() });
const warning = z.object({
  id: z.string().describe("as its source names it"),
  substances: z.array(z.enum(WARNED_OF)).readonly(),
  soldAs: z.string().nullable(),
  province: z.enum(PROVINCES).nullable().describe("null: everywhere"),
  municipality: z.string().nullable(),
  found: bothLanguages,
  advice: bothLanguages,
  source: z.string(),
  sourceUrl: z.string().nullable(),
  from: instant,
  endsAt: instant,
  endSaid: z.boolean().describe("false: the source names no end, and the line's own counts"),
});
/** What matters in a session now, by what they take and their province. */
export const warningsNowAnswer = z.object({
  now: instant,
  warnings: z.array(warning).readonly(),
});
export const warningsAnswer = z.object({
  now: instant,
  warnings: z
    .array(
      warning.extend({
        importedBy: z.string(),
        importedAt: instant,
        ended: z.object({ by: z.string(), at: instant }).nullable(),
        stands: z.boolean(),
      }),
    )
    .readonly()
    .describe("newest first"),
});

export const warningParams = z.object({ id: z.string().min(1).max(60) });
export const warningImportWish = z.strictObject({
  csv: z.string().min(1).max(1_000_000),
  apply: z.boolean().describe("false: only say what would change"),
});
export const warningImportAnswer = z.object({
  applied: z.boolean(),
  changes: z
    .array(
      z.object({
        id: z.string(),
        change: z.enum(["added", "changed", "same"]),
        fields: z.array(z.string()).readonly(),
      }),
    )
    .readonly(),
});
