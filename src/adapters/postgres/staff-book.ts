import type { Language } from "../../domain/language.ts";
import type { StaffRole } from "../../domain/permissions.ts";
import type { Instant, Via } from "../../domain/session/people.ts";
import { auditRow } from "./audit.ts";
import type { Proof } from "./auth.ts";
import type { Database } from "./client.ts";
import type { Tx } from "./shift-changes.ts";
import { stored } from "./stored.ts";
import { instantOrNull } from "./times.ts";

export type ListedSignIn = {
  readonly id: string;
  readonly proof: Proof;
  readonly since: Instant;
  readonly lastSeenAt: Instant;
  readonly address: string | null;
  readonly browser: string | null;
};

export type ListedStaff = {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly StaffRole[];
  readonly languages: readonly Language[];
  readonly via: Via;
  readonly rehearsal: boolean;
  readonly authenticatorApp: boolean;
  readonly passkeys: number;
  readonly signIns: number;
  readonly trainingUntil: Instant | null;
};

/** Who does it to whom, and when. */
export type Deed = { readonly by: string; readonly staffId: string; readonly at: Instant };

/** Who is of ours. What changes it is written into the audit with it. */
export type StaffBook = {
  list(at: Instant): Promise<readonly ListedStaff[]>;
  /** Of who is no supervisor any more the links still open are withdrawn. False: there is nobody of that id. */
  setRoles(roles: readonly StaffRole[], deed: Deed): Promise<boolean>;
  signIns(staffId: string, at: Instant): Promise<readonly ListedSignIn[]>;
  /** One of theirs, or with null all of them. Returns how many ended. */
  endSignIns(signInId: string | null, deed: Deed): Promise<number>;
};

export function createStaffBook(db: Database): StaffBook {
  return {
    list: (at) => list(db, at),

    setRoles: (roles, { by, staffId, at }) =>
      db.$transaction(async (tx) => {
        const before = await tx.staff.findUnique({ where: { id: staffId } });
        if (before === null) return false;
        await tx.staff.update({
          where: { id: staffId },
          data: { roles: [...roles], updatedAt: new Date(at) },
        });
        const data = { from: before.roles.join(" "), to: roles.join(" ") };
        await auditRow(tx, { kind: "rolesChanged", who: by, about: staffId, data, at });
        if (!roles.includes("supervisor")) await withdrawLinksOf(tx, { by, staffId, at });
        return true;
      }),

    async signIns(userId, at) {
      const rows = await db.signIn.findMany({
        where: { userId, expiresAt: { gt: new Date(at) } },
        orderBy: { updatedAt: "desc" },
      });
      return rows.map((row) => ({
        id: row.id,
        proof: stored<Proof>(row.proof),
        since: row.createdAt.getTime(),
        lastSeenAt: row.updatedAt.getTime(),
        address: row.ipAddress === "" ? null : row.ipAddress,
        browser: row.userAgent === "" ? null : row.userAgent,
      }));
    },

    endSignIns: (signInId, { by, staffId, at }) =>
      db.$transaction(async (tx) => {
        const where = { userId: staffId, ...(signInId === null ? {} : { id: signInId }) };
        const { count } = await tx.signIn.deleteMany({ where });
        const data = { count: String(count) };
        await auditRow(tx, { kind: "signInsEnded", who: by, about: staffId, data, at });
        return count;
      }),
  };
}

/** Whoever may let nobody in any more let nobody in: not by what they still have in their hands either. */
async function withdrawLinksOf(tx: Tx, { by, staffId, at }: Deed): Promise<void> {
  const withdrawn = await tx.invitation.updateManyAndReturn({
    where: { invitedBy: staffId, acceptedAt: null, withdrawnAt: null },
    data: { withdrawnAt: new Date(at) },
    select: { id: true },
  });
  for (const { id } of withdrawn) {
    await auditRow(tx, { kind: "invitationWithdrawn", who: by, about: id, at });
  }
}

async function list(db: Database, at: Instant): Promise<readonly ListedStaff[]> {
  const rows = await db.staff.findMany({
    orderBy: [{ name: "asc" }, { id: "asc" }],
    include: {
      secondFactor: { select: { verified: true } },
      _count: {
        select: { passkeys: true, signIns: { where: { expiresAt: { gt: new Date(at) } } } },
      },
    },
  });
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    roles: stored<StaffRole[]>(row.roles),
    languages: stored<Language[]>(row.languages),
    via: stored<Via>(row.reach),
    rehearsal: row.seeded,
    authenticatorApp: row.secondFactor?.verified ?? false,
    passkeys: row._count.passkeys,
    signIns: row._count.signIns,
    trainingUntil: instantOrNull(row.trainingUntil),
  }));
}
