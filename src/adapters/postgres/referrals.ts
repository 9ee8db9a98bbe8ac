import {
  REFERRAL_KEPT_DAYS,
  type Referral,
  type ReferralDetails,
} from "../../domain/referrals/referral.ts";
import type { PromisedContactDuty } from "../../domain/referrals/duties.ts";
import type { Instant } from "../../domain/session/people.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import type { Vault } from "../vault.ts";
import type { Database } from "./client.ts";
import { notEnded } from "./owed.ts";
import type { Tx } from "./shift-changes.ts";
import { openedOrNull } from "./seals.ts";
import { stored } from "./stored.ts";
import { iso } from "./times.ts";

/**
 * What callers wished from somebody outside the line: sealed under the key of its month, of no session and no moment (decision 049).
 * Which call one comes from is in that call's sealed plan alone. A wish sent again is done once.
 */
export type Referrals = {
  /** Throws `VaultClosed`. */
  write(id: string, details: ReferralDetails, about: About): Promise<void>;
  /** Those of these that are open. */
  some(ids: readonly string[], now: Instant): Promise<readonly Referral[]>;
  all(now: Instant): Promise<readonly Referral[]>;
  /** Handed to them, or with a promise of theirs. */
  of(staffId: string, now: Instant): Promise<readonly Referral[]>;
  /** Null where there is none any more, or it does not open. */
  details(id: string): Promise<ReferralDetails | null>;
  /** What whoever had it before promised ends with that. False: it is gone. */
  handOver(id: string, navigatorId: string, now: Instant): Promise<boolean>;
  /** They met, says the navigator. False: it is not theirs. */
  met(id: string, navigatorId: string): Promise<boolean>;
  /** What was sealed is gone at once; closed already is as wished. Whether there was something to close. */
  close(id: string): Promise<boolean>;
};

export type About = { readonly rehearsal: boolean; readonly at: Instant };

export const createReferrals = (db: Database, vault: Vault): Referrals => ({
  some: (ids, now) => open(db, now, Prisma.sql`referrals.id = ANY(${[...ids]}::uuid[])`),
  all: (now) => open(db, now, Prisma.sql`true`),
  of: (staffId, now) =>
    open(
      db,
      now,
      Prisma.sql`referrals.navigator_id = ${staffId} OR promised.data ->> 'staffId' = ${staffId}`,
    ),
  ...sealing(db, vault),
  ...changing(db),
});

const referralSeal = (id: string): string => `referral:${id}`;

const sealing = (db: Database, vault: Vault): Pick<Referrals, "write" | "details"> => ({
  async write(id, details, { rehearsal, at }) {
    const row = referralSeal(id);
    await vault.reach({ sealing: row });
    const sealed = vault.seal(JSON.stringify(details), row);
    const data = [{ id, rehearsal, ...sealed, expiresOn: new Date(expiresOn(at)) }];
    await db.referral.createMany({ data, skipDuplicates: true });
  },

  async details(id) {
    const row = await db.referral.findUnique({ where: { id } });
    if (row === null) return null;
    const { keyId, nonce, sealed } = row;
    if (keyId === null || nonce === null || sealed === null) return null;
    await vault.reach({ keyId });
    const text = openedOrNull(() => vault.open({ keyId, nonce, sealed }, referralSeal(id)));
    return text === null ? null : stored<ReferralDetails>(JSON.parse(text));
  },
});

const changing = (db: Database): Pick<Referrals, "handOver" | "met" | "close"> => ({
  handOver: (id, navigatorId, now) =>
    db.$transaction(async (tx) => {
      // One after another, and no promise meanwhile: whose it was is read, then built upon.
      await tx.$executeRaw`SELECT FROM referrals WHERE id = ${id}::uuid FOR UPDATE`;
      const where = { id, sealed: { not: null }, expiresOn: { gt: new Date(now) } };
      const before = await tx.referral.findFirst({ where });
      if (before === null) return false;
      if (before.navigatorId === navigatorId) return true;
      await tx.referral.updateMany({ where, data: { navigatorId, met: false } });
      await overtakeTheirs(tx, id, before.navigatorId);
      return true;
    }),

  async met(id, navigatorId) {
    const { count } = await db.referral.updateMany({
      where: { id, navigatorId },
      data: { met: true },
    });
    return count > 0;
  },

  close: (id) =>
    db.$transaction(async (tx) => {
      const gone = { keyId: null, nonce: null, sealed: null, navigatorId: null, met: false };
      const where = { id, sealed: { not: null } };
      const { count } = await tx.referral.updateMany({ where, data: gone });
      await overtakeOfClosed(tx);
      return count > 0;
    }),
});

/** Of whoever it was handed to before; somebody of ours keeps what they promised themselves. */
const overtakeTheirs = (
  tx: Tx,
  id: string,
  staffId: string | null,
): Promise<number> => tx.$executeRaw`
  UPDATE duties SET overtaken_by = 'referralHandedOver', held_by = NULL, held_until = NULL
  WHERE kind = 'promisedContact' AND data ->> 'referralId' = ${id}
    AND data ->> 'staffId' = ${staffId} AND ${notEnded}`;

/** Nobody can be called about what is gone. */
const overtakeOfClosed = (tx: Tx): Promise<number> => tx.$executeRaw`
  UPDATE duties SET overtaken_by = 'referralClosed', held_by = NULL, held_until = NULL
  WHERE kind = 'promisedContact' AND ${notEnded} AND NOT EXISTS (
    SELECT FROM referrals WHERE referrals.id::text = duties.data ->> 'referralId' AND sealed IS NOT NULL)`;

/** What was closed and what has had its time. Returns how many rows: their number is the proof, and says no more. */
export async function sweepReferrals(db: Database, now: Instant): Promise<number> {
  return db.$transaction(async (tx) => {
    const { count } = await tx.referral.deleteMany({ where: referralsOver(now) });
    await overtakeOfClosed(tx);
    return count;
  });
}

export const referralsOver = (now: Instant) => ({
  OR: [{ sealed: null }, { expiresOn: { lte: new Date(now) } }],
});

const DAY_MS = 24 * 3_600_000;

/** The first of a month. */
function expiresOn(at: Instant): Instant {
  const least = new Date(at + REFERRAL_KEPT_DAYS * DAY_MS);
  return Date.UTC(least.getUTCFullYear(), least.getUTCMonth() + 1, 1);
}

type Row = {
  readonly id: string;
  readonly rehearsal: boolean;
  readonly navigatorId: string | null;
  readonly met: boolean;
  readonly expiresOn: Date;
  readonly dutyId: string | null;
  readonly duty: unknown;
  readonly dueAt: Date | null;
};

export async function open(
  db: Database | Tx,
  now: Instant,
  which: Prisma.Sql,
): Promise<readonly Referral[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT referrals.id, referrals.rehearsal, referrals.navigator_id AS "navigatorId", referrals.met,
      referrals.expires_on AS "expiresOn", promised.id AS "dutyId", promised.data AS duty, promised.due_at AS "dueAt"
    FROM referrals LEFT JOIN LATERAL (
      SELECT id, data, due_at FROM duties
      WHERE kind = 'promisedContact' AND data ->> 'referralId' = referrals.id::text AND ${notEnded}
      LIMIT 1) AS promised ON true
    WHERE referrals.sealed IS NOT NULL AND referrals.expires_on > ${iso(now)}::timestamptz AND (${which})
    ORDER BY promised.due_at NULLS LAST, referrals.expires_on, referrals.id`;
  return rows.map(referralOf);
}

function referralOf({ expiresOn: until, dutyId, duty, dueAt, ...row }: Row): Referral {
  if (dutyId === null || dueAt === null) return { ...row, until: until.getTime(), promised: null };
  const { staffId, by } = stored<PromisedContactDuty>(duty);
  const promised = { dutyId, staffId, by, dueAt: dueAt.getTime() };
  return { ...row, until: until.getTime(), promised };
}
