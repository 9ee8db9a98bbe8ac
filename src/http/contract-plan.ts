import { z } from "zod";
import { REASONS_TO_OPEN } from "../domain/audit.ts";
import { PROVINCES } from "../domain/provinces.ts";
import { READ_BACK_PARTS } from "../domain/session/plan.ts";
import { planDesk } from "./contract-desks.ts";

const words = z.string().trim().min(1).max(300).nullable();
const detail = words.default(null);
const number = z.string().regex(/^\+[1-9]\d{6,14}$/, "a whole number like +15555550100");

/** The whole safety plan, as people speak it. Sealed where it is kept. */
export const plan = z.strictObject({
  callerName: words,
  place: z.enum(["exact", "area", "none"]),
  address: words.describe("a civic address, or what a stranger would look for"),
  unit: detail,
  floor: detail,
  room: detail,
  vehicle: detail,
  municipality: words,
  region: detail,
  province: z.enum(PROVINCES).nullable(),
  postalCode: z
    .string()
    .regex(/^[A-Za-z]\d[A-Za-z] ?(\d[A-Za-z]\d)?$/, "like K1A 0B1, or its first half")
    .nullable()
    .default(null),
  coordinates: z
    .strictObject({
      latitude: z.number().min(-90).max(90),
      longitude: z.number().min(-180).max(180),
    })
    .nullable()
    .default(null),
  wayIn: words,
  othersThere: words,
  callerNumber: number.nullable().describe("null leaves the number the line knows already"),
  naloxone: z.enum(["yes", "no", "unknown"]),
  people: z.int().min(1).max(99).nullable(),
  trusted: z.strictObject({ name: z.string().trim().min(1).max(100), number }).nullable(),
  help: z.enum(["ambulance", "trusted", "nobody"]),
  trustedFirst: z.boolean(),
  mayText: z.boolean(),
  numberGiven: z.boolean(),
  spoken: z.boolean().default(false).describe("the place is what they said themselves, recorded"),
  mayFollowUp: z.boolean().default(false).describe("may be called afterwards, with their consent"),
});

/** A place that is said to be known, and is not, would send a desk to nowhere; one known and not said sends nobody. */
export const planWish = plan
  .extend({
    placeWithdrawn: z
      .boolean()
      .optional()
      .describe("where the line seals places, one left empty stays as it was: true takes it away"),
  })
  .refine(({ place, address, spoken }) => place !== "exact" || address !== null || spoken, {
    path: ["address"],
    message: "an exact place needs its address or a description",
  })
  .refine(({ place, address, municipality }) => place !== "area" || (address ?? municipality), {
    path: ["municipality"],
    message: "an area needs a town or a description",
  })
  .refine(({ place, spoken }) => place !== "none" || !spoken, {
    path: ["spoken"],
    message: "a place that was spoken is exact or area",
  })
  .refine(({ place, address }) => place !== "none" || address === null, {
    path: ["place"],
    message: "an address is given, so the place is exact or area",
  });

/** Who would come, in the order they are rung. `noDesk`: help cannot be sent there by us, and the caller is to know it. */
export const planAnswer = z.object({
  desks: z.array(planDesk),
  noDesk: z.boolean(),
  /** What a stranger would still have to ask. It is in nobody's way. */
  missing: z.array(z.enum(["address", "municipality", "province", "wayIn"])),
});
/** What a person reads to a desk. `brief` is null while no help is asked for, or no place is known. */
export const briefAnswer = z.object({
  now: z.int(),
  reference: z.string().nullable(),
  brief: z.object({ en: z.string(), fr: z.string() }).nullable(),
  desks: z.array(planDesk),
});

const readBackOf = z.array(z.object({ part: z.enum(READ_BACK_PARTS), say: z.string() }));

/**
 * `readBack` is what to say to the caller, whole or in parts, for callers overheard. `sealed`: where they are is left out of both,
 * until help is sent, or who asks says why (`open-place`).
 */
export const planRead = z.object({
  sealed: z.boolean(),
  plan: plan.extend({ deskReference: z.string().optional() }).nullable(),
  readBack: z.object({ en: readBackOf, fr: readBackOf }),
});

/**
 * Where the line seals places (null: it does not): `shut` while only those see it who said why (`openTo`). All of `readBack` shuts
 * it, and help opens it.
 */
export const placeSeal = z.object({
  shut: z.boolean(),
  readBack: z.array(z.enum(READ_BACK_PARTS)),
  openTo: z.array(z.object({ staffId: z.string(), until: z.int() })),
});

/** Why they look where the caller is while that is sealed. They see it for two minutes. */
const openPlaceWish = z.strictObject({ because: z.enum(REASONS_TO_OPEN) });

/** Which parts were read back. What they say is in the plan alone. */
const readBackWish = z.strictObject({ parts: z.array(z.enum(READ_BACK_PARTS)).min(1) });

export const placeWishes = { "read-back": readBackWish, "open-place": openPlaceWish } as const;
