import { hashPassword, verifyPassword } from "better-auth/crypto";
import { v7 as uuid } from "uuid";
import { z } from "zod";
import type { Language } from "../../domain/language.ts";
import type { Staff, StaffRole } from "../../domain/permissions.ts";
import type { Instant, Via } from "../../domain/session/people.ts";
import type { Clock } from "../../engine/ports.ts";
import { authOf, PROOFS, type AuthParts, type Proof } from "./auth.ts";
import { auditRow } from "./audit.ts";
import type { Database } from "./client.ts";

export type NewStaff = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly StaffRole[];
  readonly languages: readonly Language[];
  readonly via: Via;
};

/** Somebody of ours, and how they proved it. */
export type SignedIn = Staff & {
  readonly signInId: string;
  readonly proof: Proof;
  /** Rehearsal staff, while the line has no real telephone account: they need no second factor. */
  readonly exempt: boolean;
};

export type SignIn = {
  /** Answers `/api/auth/*`. The request's address must be the one we publish. */
  handler(request: Request): Promise<Response>;
  /** Whose sign-in these headers carry; null for nobody's, or one that has ended. */
  staffOf(headers: Headers): Promise<SignedIn | null>;
  /** Whether they have an authenticator app or a passkey. */
  hasSecondFactor(staffId: string): Promise<boolean>;
  /** They have a second factor now: ends what a password alone began before, except the sign-in that added it. */
  endUnproved(added: Pick<SignedIn, "id" | "signInId">): Promise<void>;
  /** Somebody new who can sign in. Throws where their id or email is taken. */
  createStaff(person: NewStaff, password: string): Promise<void>;
  /** For somebody there already. Whoever was signed in as them no longer is. */
  setPassword(staffId: string, password: string): Promise<void>;
  /** By themselves: every other sign-in of theirs ends, and it is in the audit. False: that is not the password they have. */
  changePassword(
    staff: Pick<SignedIn, "id" | "signInId">,
    change: PasswordChange,
  ): Promise<boolean>;
};

export type PasswordChange = { readonly from: string; readonly to: string; readonly at: Instant };

export type SignInParts = AuthParts & { readonly clock: Clock };

/** Nobody can sign themselves up. */
export function createSignIn(db: Database, parts: SignInParts): SignIn {
  const auth = authOf(db, parts);
  const { clock, emulated } = parts;
  return {
    handler: (request) => auth.handler(request),

    async staffOf(headers) {
      const found = await auth.api.getSession({ headers });
      if (found === null) return null;
      const { id, roles, seeded } = known.parse(found.user);
      if (seeded && !emulated) return null;
      const { id: signInId, proof } = signIn.parse(found.session);
      return { id, roles, signInId, proof, exempt: seeded };
    },

    async hasSecondFactor(userId) {
      const [apps, passkeys] = await Promise.all([
        db.secondFactor.count({ where: { userId, verified: true } }),
        db.passkey.count({ where: { userId } }),
      ]);
      return apps + passkeys > 0;
    },

    async endUnproved({ id: userId, signInId }) {
      await db.$transaction([
        db.signIn.deleteMany({ where: { userId, proof: "password", id: { not: signInId } } }),
        db.secondFactor.deleteMany({ where: { userId, verified: false } }),
      ]);
    },

    async createStaff(person, password) {
      await db.$transaction(staffRows(db, person, await hashPassword(password), clock.now()));
    },

    async setPassword(staffId, password) {
      const hash = await hashPassword(password);
      await db.$transaction(passwordRows(db, staffId, hash, clock.now()));
    },

    changePassword: (staff, change) => changePassword(db, staff, change),
  };
}

/** The sign-in they are in stays, with what it was proved by: nobody is put out in the middle of a call. */
async function changePassword(
  db: Database,
  { id: userId, signInId }: Pick<SignedIn, "id" | "signInId">,
  { from, to, at }: PasswordChange,
): Promise<boolean> {
  const where = { userId, providerId: "credential" };
  const account = await db.staffAccount.findFirst({ where });
  const before = account?.password ?? null;
  if (before === null || !(await verifyPassword({ hash: before, password: from }))) return false;
  const password = await hashPassword(to);
  return db.$transaction(async (tx) => {
    const changed = await tx.staffAccount.updateMany({
      where: { ...where, password: before },
      data: { password, updatedAt: new Date(at) },
    });
    if (changed.count === 0) return false;
    const { count } = await tx.signIn.deleteMany({ where: { userId, id: { not: signInId } } });
    const data = { ended: String(count) };
    await auditRow(tx, { kind: "passwordChanged", who: userId, about: userId, data, at });
    return true;
  });
}

const known = z.object({ id: z.string(), roles: z.array(z.string()), seeded: z.boolean() });
const signIn = z.object({ id: z.string(), proof: z.enum(PROOFS) });

type Tables = Pick<Database, "staff" | "staffAccount" | "signIn">;

/** To be written together. */
export function staffRows(db: Tables, person: NewStaff, passwordHash: string, now: Instant) {
  const at = new Date(now);
  const { via: reach, roles, languages, ...who } = person;
  return [
    db.staff.create({
      data: {
        ...who,
        email: who.email.toLowerCase(),
        roles: [...roles],
        languages: [...languages],
        reach,
        emailVerified: true,
        createdAt: at,
        updatedAt: at,
      },
    }),
    db.staffAccount.create({ data: credential(person.id, passwordHash, now) }),
  ];
}

/** To be written together: a new password, and an end to every sign-in with the old one. */
export function passwordRows(db: Tables, staffId: string, passwordHash: string, now: Instant) {
  return [
    db.staffAccount.deleteMany({ where: { userId: staffId, providerId: "credential" } }),
    db.signIn.deleteMany({ where: { userId: staffId } }),
    db.staffAccount.create({ data: credential(staffId, passwordHash, now) }),
  ];
}

function credential(staffId: string, password: string, now: Instant) {
  const at = new Date(now);
  return {
    id: uuid(),
    accountId: staffId,
    providerId: "credential",
    userId: staffId,
    password,
    createdAt: at,
    updatedAt: at,
  };
}
