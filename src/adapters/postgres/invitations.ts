import { createHash, randomBytes } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import { v7 as uuid } from "uuid";
import type { Language } from "../../domain/language.ts";
import type { StaffRole } from "../../domain/permissions.ts";
import type { Instant, Via } from "../../domain/session/people.ts";
import type { Prisma, Invitation as Row } from "../../generated/prisma/client.ts";
import { auditRow } from "./audit.ts";
import type { Database } from "./client.ts";
import { passwordRows, staffRows } from "./sign-in.ts";
import { stored } from "./stored.ts";

export type Invited = {
  readonly email: string;
  readonly name: string;
  readonly roles: readonly StaffRole[];
  readonly languages: readonly Language[];
  readonly via: Via;
};

export type Asked = { readonly by: string | null; readonly at: Instant };

export type Made = { readonly id: string; readonly token: string; readonly expiresAt: Instant };

export type ListedInvitation = Omit<Invited, "languages" | "via"> & {
  readonly id: string;
  readonly reset: boolean;
  readonly invitedBy: string | null;
  readonly invitedAt: Instant;
  readonly expiresAt: Instant;
  readonly state: "open" | "accepted" | "withdrawn" | "expired";
};

/** Links by which somebody comes to a password: once, and for three days. */
export type Invitations = {
  /** "taken": somebody of ours has that address. Whatever link it had before is withdrawn. */
  invite(person: Invited, asked: Asked): Promise<Made | "taken">;
  /** For somebody there already: a new password, and whatever second factor they had is gone. Null: nobody of that id. */
  reset(staffId: string, asked: Asked): Promise<Made | null>;
  list(at: Instant): Promise<readonly ListedInvitation[]>;
  /** False: there is none, or it is over already. */
  withdraw(id: string, asked: Asked): Promise<boolean>;
  /** Null: no such link, or used, withdrawn or too old. */
  accept(
    token: string,
    password: string,
    at: Instant,
  ): Promise<{ staffId: string; email: string } | null>;
};

const HOUR_MS = 60 * 60_000;
const OPEN_FOR_MS = 72 * HOUR_MS;
const LISTED = 200;

export function createInvitations(db: Database): Invitations {
  return {
    async invite(person, asked) {
      const email = person.email.toLowerCase();
      if ((await db.staff.count({ where: { email } })) > 0) return "taken";
      return make(db, { ...person, email, staffId: null }, asked);
    },

    async reset(staffId, asked) {
      const staff = await db.staff.findUnique({ where: { id: staffId } });
      if (staff === null) return null;
      const { email, name, reach } = staff;
      const via = stored<Via>(reach);
      const languages = stored<Language[]>(staff.languages);
      return make(db, { email, name, roles: [], languages, via, staffId }, asked);
    },

    async list(at) {
      const rows = await db.invitation.findMany({ orderBy: { invitedAt: "desc" }, take: LISTED });
      return rows.map((row) => listed(row, at));
    },

    withdraw: (id, { by, at }) =>
      db.$transaction(async (tx) => {
        const { count } = await tx.invitation.updateMany({
          where: { id, acceptedAt: null, withdrawnAt: null },
          data: { withdrawnAt: new Date(at) },
        });
        if (count === 0) return false;
        await auditRow(tx, { kind: "invitationWithdrawn", who: by, about: id, at });
        return true;
      }),

    async accept(token, password, at) {
      const open = { acceptedAt: null, withdrawnAt: null, expiresAt: { gt: new Date(at) } };
      const tokenHash = digest(token);
      const found = await db.invitation.findFirst({ where: { tokenHash, ...open } });
      if (found === null) return null;
      const passwordHash = await hashPassword(password);
      const taken = { found, passwordHash, at };
      return db.$transaction(async (tx) => {
        const where = { id: found.id, ...open };
        const data = { acceptedAt: new Date(at) };
        const { count } = await tx.invitation.updateMany({ where, data });
        return count === 0 ? null : accepted(tx, taken);
      });
    },
  };
}

type Wanted = Invited & { readonly staffId: string | null };

async function make(db: Database, person: Wanted, { by, at }: Asked): Promise<Made> {
  const id = uuid();
  const token = randomBytes(32).toString("base64url");
  const expiresAt = at + OPEN_FOR_MS;
  const { email, name, staffId } = person;
  const roles = [...person.roles];
  await db.$transaction([
    db.invitation.updateMany({
      where: { email, acceptedAt: null, withdrawnAt: null },
      data: { withdrawnAt: new Date(at) },
    }),
    db.invitation.create({
      data: {
        id,
        tokenHash: digest(token),
        email,
        name,
        roles,
        languages: [...person.languages],
        reach: person.via,
        staffId,
        invitedBy: by,
        invitedAt: new Date(at),
        expiresAt: new Date(expiresAt),
      },
    }),
    auditRow(db, {
      kind: "invited",
      who: by,
      about: staffId ?? id,
      data: { roles: roles.join(" "), reset: String(staffId !== null) },
      at,
    }),
  ]);
  return { id, token, expiresAt };
}

type Accepted = { readonly found: Row; readonly passwordHash: string; readonly at: Instant };

async function accepted(tx: Prisma.TransactionClient, { found, passwordHash, at }: Accepted) {
  const { id, email, staffId } = found;
  if (staffId !== null) {
    for (const row of passwordRows(tx, staffId, passwordHash, at)) await row;
    await tx.secondFactor.deleteMany({ where: { userId: staffId } });
    await tx.passkey.deleteMany({ where: { userId: staffId } });
    await tx.staff.update({ where: { id: staffId }, data: { twoFactorEnabled: false } });
    await auditRow(tx, { kind: "passwordReset", who: staffId, about: staffId, at });
    return { staffId, email };
  }
  const made = newStaffId();
  const { name } = found;
  const roles = stored<StaffRole[]>(found.roles);
  const languages = stored<Language[]>(found.languages);
  const via = stored<Via>(found.reach);
  const person = { id: made, name, email, roles, languages, via };
  for (const row of staffRows(tx, person, passwordHash, at)) await row;
  await tx.invitation.update({ where: { id }, data: { staffId: made } });
  const data = { roles: roles.join(" ") };
  await auditRow(tx, { kind: "invitationAccepted", who: made, about: id, data, at });
  return { staffId: made, email };
}

/** It also names their softphone: letters and digits only. */
const newStaffId = (): string => `s${uuid().replaceAll("-", "")}`;

const digest = (token: string): string => createHash("sha256").update(token).digest("base64url");

function listed(row: Row, at: Instant): ListedInvitation {
  const { id, email, name, invitedBy, acceptedAt, withdrawnAt } = row;
  const expiresAt = row.expiresAt.getTime();
  const over = withdrawnAt !== null ? "withdrawn" : expiresAt <= at ? "expired" : "open";
  return {
    id,
    email,
    name,
    roles: stored<StaffRole[]>(row.roles),
    reset: row.staffId !== null && row.roles.length === 0,
    invitedBy,
    invitedAt: row.invitedAt.getTime(),
    expiresAt,
    state: acceptedAt === null ? over : "accepted",
  };
}
