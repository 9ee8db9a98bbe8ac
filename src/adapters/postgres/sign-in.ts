import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { hashPassword } from "better-auth/crypto";
import { v7 as uuid } from "uuid";
import { z } from "zod";
import type { Language } from "../../domain/language.ts";
import type { Staff } from "../../domain/permissions.ts";
import type { Instant, Via } from "../../domain/session/people.ts";
import type { Clock, Log } from "../../engine/ports.ts";
import type { Database } from "./client.ts";

export type NewStaff = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly ("responder" | "supervisor")[];
  readonly languages: readonly Language[];
  readonly via: Via;
};

export type SignIn = {
  /** Answers `/api/auth/*`. The request's address must be the one we publish. */
  handler(request: Request): Promise<Response>;
  /** Whose sign-in these headers carry; null for nobody's, or one that has ended. */
  staffOf(headers: Headers): Promise<Staff | null>;
  /** Somebody new who can sign in. Throws where their id or email is taken. */
  createStaff(person: NewStaff, password: string): Promise<void>;
  /** For somebody there already. Whoever was signed in as them no longer is. */
  setPassword(staffId: string, password: string): Promise<void>;
};

export type SignInParts = {
  readonly secret: string;
  readonly publicUrl: string;
  readonly clock: Clock;
  readonly log: Log;
};

/** Set by our own server: what a request says of itself is not believed. */
export const ADDRESS_HEADER = "x-line-address";

const HOUR_S = 3_600;
/** A shift, and what may come on top: nobody is signed out in the middle of a call. */
const SIGNED_IN_S = 24 * HOUR_S;
/** Many share one address behind a proxy, and a shift begins for all of them at once. */
const SIGN_IN_RULE = { window: 60, max: 30 };

/** Email and password; nobody can sign themselves up. */
export function createSignIn(db: Database, parts: SignInParts): SignIn {
  const auth = authOf(db, parts);
  const { clock } = parts;
  return {
    handler: (request) => auth.handler(request),

    async staffOf(headers) {
      const found = await auth.api.getSession({ headers });
      if (found === null) return null;
      const { id, roles } = signedIn.parse(found.user);
      return { id, roles };
    },

    async createStaff(person, password) {
      const at = new Date(clock.now());
      const { via: reach, roles, languages, ...known } = person;
      await db.$transaction([
        db.staff.create({
          data: {
            ...known,
            email: known.email.toLowerCase(),
            roles: [...roles],
            languages: [...languages],
            reach,
            emailVerified: true,
            createdAt: at,
            updatedAt: at,
          },
        }),
        db.staffAccount.create({ data: await credential(person.id, password, clock.now()) }),
      ]);
    },

    async setPassword(staffId, password) {
      await db.$transaction([
        db.staffAccount.deleteMany({ where: { userId: staffId, providerId: "credential" } }),
        db.signIn.deleteMany({ where: { userId: staffId } }),
        db.staffAccount.create({ data: await credential(staffId, password, clock.now()) }),
      ]);
    },
  };
}

const signedIn = z.object({ id: z.string(), roles: z.array(z.string()) });

async function credential(staffId: string, password: string, now: Instant) {
  const at = new Date(now);
  return {
    id: uuid(),
    accountId: staffId,
    providerId: "credential",
    userId: staffId,
    password: await hashPassword(password),
    createdAt: at,
    updatedAt: at,
  };
}

/** Its models are ours under other names; its checks hold in tests as they do in service. */
function authOf(db: Database, { secret, publicUrl, log }: SignInParts) {
  return betterAuth({
    baseURL: publicUrl,
    basePath: "/api/auth",
    secret,
    trustedOrigins: [new URL(publicUrl).origin],
    database: prismaAdapter(db, { provider: "postgresql" }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12 },
    user: {
      modelName: "staff",
      additionalFields: {
        roles: { type: "string[]", input: false, required: true },
        languages: { type: "string[]", input: false, required: true },
        reach: { type: "string", input: false, required: true },
      },
    },
    session: { modelName: "signIn", expiresIn: SIGNED_IN_S, updateAge: HOUR_S },
    account: { modelName: "staffAccount" },
    rateLimit: { enabled: true, customRules: { "/sign-in/email": SIGN_IN_RULE } },
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

/** Wrong passwords are said so, without whose; a broken store is an error. */
function note(log: Log, level: string, { message, err }: { message: string; err: unknown }): void {
  if (level === "error") log.error({ err }, `Sign-in: ${message}`);
  else log.warn({}, `Sign-in: ${message}`);
}
