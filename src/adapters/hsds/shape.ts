import { z } from "zod";
import { STANDINGS, type Standing } from "../../domain/services/listing.ts";

/**
 * As much of HSDS 3's compiled service as the line reads, named as the schemas name it, and as strict as they are. What is not here is
 * not kept. Where a field may be left out, null is the same: many write it so.
 */

const orNull = <S extends z.ZodType>(schema: S) =>
  schema.nullish().transform((value) => value ?? null);
const list = <S extends z.ZodType>(schema: S) =>
  z
    .array(schema)
    .nullish()
    .transform((value) => value ?? []);
/** A NUL, or half a letter: no database keeps these. */
const text = z
  .string()
  .refine((one) => one.isWellFormed() && !one.includes("\0"), "letters that cannot be kept");
/** An empty text says nothing. */
const words = (most: number) =>
  orNull(text.trim().max(most)).transform((one) => (one === "" ? null : one));
const id = z
  .guid("an id like ac148810-d857-441c-9679-408f346de14b")
  .transform((text) => text.toLowerCase());
const day = orNull(z.iso.date("a day like 2026-11-22"));
const web = orNull(z.url({ protocol: /^https?$/, error: "an address that begins with http" }));
const whole = orNull(z.int().min(1));

const TIME = /^(?:[01]\d|2[0-4]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?$/;
const time = orNull(z.string().regex(TIME, "a time like 09:00, on the clocks there"));
const WEEKDAY = /^(?:[+-]?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU)$/;
const days = z
  .string()
  .transform((text) => text.replaceAll(" ", ""))
  .refine((text) => text.split(",").every((one) => WEEKDAY.test(one)), {
    message: "days like MO,TU, or with MONTHLY like 2MO or -1FR",
  });
/** Counted from the start, or from the end where below zero. */
const numbersTo = (most: number) =>
  z
    .string()
    .transform((text) => text.replaceAll(" ", ""))
    .refine(
      (text) =>
        text
          .split(",")
          .every((one) => /^[+-]?[1-9]\d*$/.test(one) && Math.abs(Number(one)) <= most),
      { message: `whole numbers from 1 to ${most}, or below zero` },
    );

const opening = z.object({
  id,
  valid_from: day,
  valid_to: day,
  dtstart: day,
  until: day,
  timezone: orNull(z.number()),
  count: whole,
  wkst: orNull(z.enum(["MO", "TU", "WE", "TH", "FR", "SA", "SU"])),
  freq: orNull(z.enum(["WEEKLY", "MONTHLY"])),
  interval: whole,
  byday: orNull(days),
  byweekno: orNull(numbersTo(53)),
  bymonthday: orNull(numbersTo(31)),
  byyearday: orNull(numbersTo(366)),
  opens_at: time,
  closes_at: time,
  description: words(2_000),
});
export type OpeningRead = z.output<typeof opening>;

const phone = z.object({
  id,
  number: text
    .trim()
    .max(80)
    .refine((one) => /\d{3}/.test(one.replaceAll(/\D/g, "")), "a telephone number"),
  extension: orNull(z.number()),
  type: words(40),
  description: words(2_000),
});
export type PhoneRead = z.output<typeof phone>;

/** ISO 639 by its shorter name, where it has one: eng and en are one language. */
const language = orNull(
  text.trim().transform((code, context) => {
    try {
      return new Intl.Locale(code).language;
    } catch (err) {
      if (!(err instanceof RangeError)) throw err;
      context.addIssue({ code: "custom", message: "a language by its code, like en, fr or iu" });
      return z.NEVER;
    }
  }),
);

const needed = (most: number) => text.trim().min(1, "is empty").max(most);
const address = z.object({
  id,
  address_1: needed(300),
  address_2: words(300),
  city: needed(120),
  state_province: needed(60),
  postal_code: text.trim().max(20),
  country: z.string(),
  address_type: z.enum(["physical", "postal", "virtual"]),
});

const site = z.object({
  id,
  phones: list(phone),
  schedules: list(opening),
  location: orNull(
    z.object({
      id,
      location_type: z.enum(["physical", "postal", "virtual"]),
      name: words(300),
      addresses: list(address),
      phones: list(phone),
      schedules: list(opening),
    }),
  ),
});
export type SiteRead = z.output<typeof site>;

const attribute = z.object({
  taxonomy_term: orNull(z.object({ code: words(200), taxonomy: words(300) })),
  value: words(300),
});

const STATUSES: Readonly<Record<string, Standing>> = {
  active: "active",
  inactive: "inactive",
  defunct: "defunct",
  "temporarily closed": "temporarilyClosed",
};
export const statusOf = (standing: Standing): string =>
  standing === "temporarilyClosed" ? "temporarily closed" : standing;

const described = {
  name: needed(300),
  alternate_name: words(300),
  description: words(10_000),
  url: web,
  email: orNull(z.email()),
  status: z
    .enum(STANDINGS.map(statusOf))
    .transform((text): Standing => STATUSES[text] ?? "inactive"),
  interpretation_services: words(2_000),
  application_process: words(4_000),
  fees_description: words(4_000),
  eligibility_description: words(4_000),
  minimum_age: orNull(z.number()),
  maximum_age: orNull(z.number()),
  assured_date: day,
  assurer_email: orNull(z.email()),
  alert: words(2_000),
};

export const oneRead = z.object({
  id,
  ...described,
  phones: list(phone),
  schedules: list(opening),
  service_areas: list(z.object({ id, name: words(300), uri: words(300) })),
  service_at_locations: list(site),
  languages: list(z.object({ id, name: words(80), code: language })),
  organization: orNull(z.object({ id, name: needed(300), description: text.max(10_000) })),
  cost_options: list(
    z.object({
      id,
      option: words(300),
      currency: words(3),
      amount: orNull(z.number()),
      amount_description: words(2_000),
    }),
  ),
  required_documents: list(z.object({ id, document: words(500) })),
  attributes: list(attribute),
});
export type OneRead = z.output<typeof oneRead>;

/** The fields of a file's services that the line has no place for, so that nobody believes they are kept. */
export const isRead = (field: string): boolean => field in oneRead.shape;
