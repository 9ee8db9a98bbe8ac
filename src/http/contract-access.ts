import { z } from "zod";
import { languages } from "../domain/language.ts";
import { STAFF_ROLES } from "../domain/permissions.ts";

/** Signing in, who is of ours, and what they may be. Times are milliseconds since the epoch. */

const instant = z.int();
const password = z.string().min(12, "at least 12 letters").max(128);
const anyPassword = z.string().min(1).max(128);
const roles = z.array(z.enum(STAFF_ROLES)).max(STAFF_ROLES.length);

export const staffParams = z.object({ id: z.string().regex(/^\w{1,64}$/) });
export const signInParams = z.object({
  id: z.string().regex(/^\w{1,64}$/),
  signInId: z.string().regex(/^[\w-]{1,64}$/),
});
export const ownSignInParams = signInParams.pick({ signInId: true });
export const invitationParams = z.object({ id: z.uuid() });

export const signInWish = z.strictObject({ email: z.email(), password: anyPassword });
/** Their own; every other sign-in of theirs ends. */
export const passwordChangeWish = z.strictObject({ password: anyPassword, newPassword: password });
export const passwordWish = z.strictObject({ password: anyPassword });
export const codeWish = z.strictObject({ code: z.string().trim().min(6).max(20) });
export const passkeyNewWish = z.strictObject({
  response: z.looseObject({ id: z.string() }),
  name: z.string().trim().min(1).max(60).optional(),
});
export const passkeyWish = z.strictObject({ response: z.looseObject({ id: z.string() }) });
export const passkeyEndWish = z.strictObject({ id: z.string().min(1).max(64) });

const proof = z.enum(["password", "totp", "recovery", "passkey"]);
const signIn = z.object({
  id: z.string(),
  proof,
  since: instant,
  lastSeenAt: instant,
  address: z.string().nullable(),
  browser: z.string().nullable(),
});
/** `current` is the one that asks. */
export const signInsAnswer = z.object({
  now: instant,
  current: z.string(),
  signIns: z.array(signIn),
});

export const staffAnswer = z.object({
  now: instant,
  staff: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      roles: z.array(z.string()).readonly(),
      languages: z.array(z.string()).readonly(),
      via: z.string(),
      /** Made to rehearse with: refused with a real telephone account. */
      rehearsal: z.boolean(),
      authenticatorApp: z.boolean(),
      passkeys: z.int(),
      signIns: z.int(),
      /** Afterwards they are rung last, not never; null: nobody has said until when it holds. */
      trainingUntil: instant.nullable(),
    }),
  ),
});

export const traineesAnswer = z.object({
  trainees: z.array(z.object({ id: z.string(), name: z.string(), via: z.string() })),
});
/** The caller was told of them. They are rung, and hear the call without being heard. */
export const introduceTraineeWish = z.strictObject({ staffId: z.string().min(1).max(64) });

export const rolesWish = z.strictObject({ roles });

export const inviteWish = z.strictObject({
  email: z.email().max(200),
  name: z.string().trim().min(1).max(60),
  roles: roles.min(1),
  languages: z.array(z.enum(languages)).min(1).max(languages.length),
  via: z.enum(["softphone", "phone"]).default("softphone"),
});
/** `url` is shown once: what is kept cannot be turned back into it. */
export const invitedAnswer = z.object({ id: z.string(), url: z.string(), expiresAt: instant });
export const invitationsAnswer = z.object({
  now: instant,
  invitations: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      email: z.string(),
      roles: z.array(z.string()).readonly(),
      /** For somebody there already: a new password, and no second factor from before. */
      reset: z.boolean(),
      invitedBy: z.string().nullable(),
      invitedAt: instant,
      expiresAt: instant,
      state: z.enum(["open", "accepted", "withdrawn", "expired"]),
    }),
  ),
});
/** The token travels in a body: an address is kept in too many places. */
export const acceptWish = z.strictObject({
  token: z.string().regex(/^[\w-]{43}$/, "the letters after # in the link"),
  password,
});
export const acceptedAnswer = z.object({ staffId: z.string(), email: z.string() });
