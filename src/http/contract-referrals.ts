import { z } from "zod";
import { languages } from "../domain/language.ts";
import { CONTACT_WAYS, REFERRAL_SAID } from "../domain/referrals/referral.ts";
import { WAIVE_REASONS } from "../domain/session/plan.ts";

/**
 * Referrals, only at a caller's own wish. Nobody counts them. Who the caller is, and what they wish, is told to the navigator it was
 * handed to, and to whoever promised a call or text, until that is over.
 */

const instant = z.int();
const staffId = z.string().min(1).max(64);
const referralId = z.uuid();
const words = z.string().trim().min(1).max(500);
const agreed = z.literal(true).describe("the caller said so themselves");

const promised = z.object({
  staffId: z.string(),
  by: z.enum(CONTACT_WAYS),
  dueAt: instant,
});
const referral = z.object({
  id: z.string(),
  rehearsal: z.boolean(),
  navigatorId: z.string().nullable(),
  met: z.boolean(),
  until: instant.describe("erased then, whatever became of it"),
  promised: promised.nullable(),
});
const referrals = z.array(referral).readonly();
export type ReferralShown = z.infer<typeof referral>;

const said = z.enum(REFERRAL_SAID);
const again = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .nullable()
  .describe("what they would like to hear of again, in their words");

export const callReferralsAnswer = z.object({
  now: instant,
  said: said.nullable(),
  again,
  keep: z.boolean().describe("kept with their code, should they keep one"),
  referrals: referrals.describe("the open ones of this call"),
});
export const saidWish = z.strictObject({ said, again, keep: z.boolean() });
export const referralWish = z.strictObject({
  callerName: z.string().trim().min(1).max(100).nullable().describe("a name to use"),
  language: z.enum(languages),
  wish: words,
  reach: words.describe("how and when they may be reached"),
  agreed,
});
export const handOverWish = z.strictObject({ referralId, navigatorId: staffId, agreed });
export const withdrawWish = z.strictObject({ referralId });

const way = { by: z.enum(CONTACT_WAYS), dueAt: instant.describe("agreed with the caller"), agreed };
export const callPromiseWish = z.strictObject({
  referralId,
  staffId: staffId.describe("oneself, or the navigator it is handed to"),
  ...way,
});
export const promiseWish = z.strictObject(way);
export const promiseWaivedWish = z.strictObject({ reason: z.enum(WAIVE_REASONS) });

export const navigatorsAnswer = z.object({
  now: instant,
  navigators: z
    .array(
      z.object({
        id: z.string(),
        name: z.string(),
        organisation: z.string(),
        languages: z.array(z.enum(languages)).readonly(),
        hasPhone: z.boolean().describe("can be brought into a call"),
      }),
    )
    .readonly(),
});

export const ownReferralsAnswer = z.object({ now: instant, referrals });
export const openedAnswer = z.object({
  now: instant,
  details: z
    .object({
      callerName: z.string().nullable(),
      language: z.enum(languages),
      wish: z.string(),
      reach: z.string(),
    })
    .nullable()
    .describe("null: it does not open any more"),
});

export const allReferralsAnswer = z.object({
  now: instant,
  referrals,
  navigators: z
    .array(
      z.object({
        id: z.string(),
        name: z.string(),
        hasPhone: z.boolean(),
        organisation: z.string().nullable(),
        until: instant.nullable().describe("they see nothing without it, nor afterwards"),
      }),
    )
    .readonly(),
});
export const handOnWish = z.strictObject({ navigatorId: staffId });
export const navigatorWish = z.strictObject({
  organisation: z.string().trim().min(1).max(120),
  until: z.int().min(0).max(Date.UTC(2200, 0)),
});
