import { passkey } from "@better-auth/passkey";
import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { APIError } from "better-auth/api";
import { twoFactor } from "better-auth/plugins/two-factor";
import type { Log } from "../../engine/ports.ts";
import type { Database } from "./client.ts";

/** How somebody proved, at a sign-in, who they are. All but the first show a second factor. */
export const PROOFS = ["password", "totp", "recovery", "passkey"] as const;
export type Proof = (typeof PROOFS)[number];

export type AuthParts = {
  readonly secret: string;
  readonly publicUrl: string;
  /** As people's authenticator apps show it. */
  readonly lineName: string;
  /** There is no real telephone account: rehearsal staff may sign in, with a password alone. */
  readonly emulated: boolean;
  readonly log: Log;
};

/** Set by our own server: what a request says of itself is not believed. */
export const ADDRESS_HEADER = "x-line-address";

const HOUR_S = 3_600;
/** A shift, and what may come on top: nobody is signed out in the middle of a call. */
const SIGNED_IN_S = 24 * HOUR_S;

const STAFF_FIELDS = {
  roles: { type: "string[]", input: false, required: true },
  languages: { type: "string[]", input: false, required: true },
  reach: { type: "string", input: false, required: true },
  seeded: { type: "boolean", input: false, required: true },
} as const;

/** Its models are ours under other names; its checks hold in tests as they do in service. */
export function authOf(db: Database, parts: AuthParts) {
  const { secret, publicUrl, log } = parts;
  return betterAuth({
    appName: parts.lineName,
    baseURL: publicUrl,
    basePath: "/api/auth",
    secret,
    trustedOrigins: [new URL(publicUrl).origin],
    database: prismaAdapter(db, { provider: "postgresql" }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12 },
    user: { modelName: "staff", additionalFields: STAFF_FIELDS },
    session: {
      modelName: "signIn",
      expiresIn: SIGNED_IN_S,
      updateAge: HOUR_S,
      additionalFields: { proof: { type: "string", input: false, required: true } },
    },
    account: { modelName: "staffAccount" },
    plugins: [
      twoFactor({ issuer: parts.lineName, schema: { twoFactor: { modelName: "secondFactor" } } }),
      passkeys(parts),
    ],
    databaseHooks: {
      session: {
        create: {
          async before({ userId }, context) {
            const staff = await db.staff.findUniqueOrThrow({ where: { id: userId } });
            if (staff.seeded && !parts.emulated) throw new APIError("UNAUTHORIZED");
            return { data: { proof: proofOf(context?.path ?? "") } };
          },
        },
      },
    },
    // Tries are counted by the line itself, across its processes: sign-in-tries.ts by account and address, http/security-pace.ts by address.
    rateLimit: { enabled: false },
    advanced: {
      useSecureCookies: publicUrl.startsWith("https://"),
      defaultCookieAttributes: { httpOnly: true, sameSite: "strict" },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      disableOriginCheck: false,
      disableCSRFCheck: false,
    },
    telemetry: { enabled: false },
    logger: { log: (level, message, ...about) => note(log, level, { message, err: about[0] }) },
  });
}

/** A key on a device counts as two factors only where the device asked who holds it: a finger, a face, a code. */
function passkeys({ publicUrl, lineName }: AuthParts) {
  const { origin, hostname } = new URL(publicUrl);
  const mustBeVerified = (verified: boolean | undefined) => {
    if (verified !== true) throw new APIError("UNAUTHORIZED");
  };
  return passkey({
    rpID: hostname,
    rpName: lineName,
    origin,
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    registration: {
      afterVerification: ({ verification }) =>
        mustBeVerified(verification.registrationInfo?.userVerified),
    },
    authentication: {
      afterVerification: ({ verification }) =>
        mustBeVerified(verification.authenticationInfo.userVerified),
    },
  });
}

function proofOf(path: string): Proof {
  switch (path) {
    case "/two-factor/verify-totp":
      return "totp";
    case "/two-factor/verify-backup-code":
      return "recovery";
    case "/passkey/verify-authentication":
      return "passkey";
    default:
      return "password";
  }
}

/** Wrong passwords are said so, without whose; a broken store is an error. */
function note(log: Log, level: string, { message, err }: { message: string; err: unknown }): void {
  if (level === "error") log.error({ err }, `Sign-in: ${message}`);
  else log.warn({}, `Sign-in: ${message}`);
}
