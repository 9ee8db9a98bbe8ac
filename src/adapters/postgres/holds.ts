import type { KeyUse } from "../../domain/audit.ts";
import { confirmRefused, type Demand, type Hold, type HoldRefusal } from "../../domain/holds.ts";
import { endHoldAt } from "../../domain/retention-duties.ts";
import type { Instant } from "../../domain/session/people.ts";
import type { Sealed, Vault } from "../vault.ts";
import { VaultClosed } from "../../engine/errors.ts";
import { auditRow } from "./audit.ts";
import type { Database } from "./client.ts";
import { dataKeyRow, heldKeyRow } from "./data-keys.ts";
import { owe } from "./line-duties.ts";
import { stored } from "./stored.ts";
import { instantOrNull } from "./times.ts";
import { areTwoPeople } from "./two-people.ts";

export type NewHold = Pick<
  Hold,
  "id" | "reference" | "sessionIds" | "askedBy" | "askedAt" | "expiresAt"
>;

/** Holds, and the register of what was demanded. References and demands are sealed. */
export type Holds = {
  list(): Promise<readonly Hold[]>;
  byId(holdId: string): Promise<Hold | null>;
  /** Asked twice under one id, it stays as it was asked first. Returns the sessions there are none of; then nothing is asked. */
  ask(hold: NewHold): Promise<readonly string[]>;
  /** Of two who confirm at once, one does. Returns why not. */
  confirm(holdId: string, by: string, at: Instant): Promise<HoldRefusal | null>;
  /** Every key of the sessions held now is wrapped by its hold's key too. Returns how many were not. */
  wrapHeld(now: Instant): Promise<number>;
  /** Lets go what it kept. Returns whether it had been held until now. */
  end(holdId: string, at: Instant): Promise<boolean>;
  demands(): Promise<readonly Demand[]>;
  recordDemand(demand: Demand): Promise<void>;
};

export function createHolds(db: Database, vault: Vault): Holds {
  const byId = async (id: string): Promise<Hold | null> => {
    const row = await db.hold.findUnique({ where: { id }, include });
    return row === null ? null : holdOf(vault, row);
  };
  return {
    byId,
    async list() {
      const rows = await db.hold.findMany({ include, orderBy: { askedAt: "desc" } });
      return rows.map((row) => holdOf(vault, row));
    },
    ask: (hold) => ask(db, vault, hold),

    async confirm(id, by, at) {
      const hold = await byId(id);
      if (hold === null) return "holdNotAsked";
      const refused = confirmRefused(hold, by, at);
      if (refused !== null) return refused;
      if (!(await areTwoPeople(db, { one: hold.askedBy, other: by }, at))) return "notTwoPeople";
      if (!(await confirmed(db, hold, { by, at }))) return "holdNotAsked";
      await wrapHeld(db, vault, at);
      return null;
    },

    wrapHeld: (now) => wrapHeld(db, vault, now),

    end: (id, at) =>
      db.$transaction(async (tx) => {
        const where = { id, endedAt: null };
        const ended = await tx.hold.updateMany({ where, data: { endedAt: new Date(at) } });
        await tx.heldKey.deleteMany({ where: { holdId: id } });
        if (ended.count === 0) return false;
        await auditRow(tx, { kind: "holdEnded", who: null, about: id, data: {}, at });
        return true;
      }),

    ...register(db, vault),
  };
}

const register = (db: Database, vault: Vault): Pick<Holds, "demands" | "recordDemand"> => ({
  async demands() {
    const rows = await db.demand.findMany({ orderBy: [{ receivedAt: "desc" }, { id: "desc" }] });
    return rows.map((row) => demandOf(vault, row));
  },

  async recordDemand({ id, from, reference, asked, answer, holdId, ...demand }) {
    const text = JSON.stringify({ from, reference, asked, answer });
    const data = {
      ...vault.seal(text, `demand:${id}`),
      id,
      holdId,
      recordedBy: demand.recordedBy,
      receivedAt: new Date(demand.receivedAt),
      recordedAt: new Date(demand.recordedAt),
    };
    await db.demand.createMany({ data, skipDuplicates: true });
  },
});

const include = { records: { select: { sessionId: true } } } as const;

const referenceRow = (holdId: string): string => `demand:hold:${holdId}`;

type HoldRow = Sealed & {
  readonly id: string;
  readonly records: readonly { readonly sessionId: string }[];
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly expiresAt: Date;
  readonly confirmedBy: string | null;
  readonly confirmedAt: Date | null;
  readonly endedAt: Date | null;
};

const holdOf = (vault: Vault, row: HoldRow): Hold => ({
  id: row.id,
  reference: vault.open(row, referenceRow(row.id)),
  sessionIds: row.records.map(({ sessionId }) => sessionId).toSorted(),
  askedBy: row.askedBy,
  askedAt: row.askedAt.getTime(),
  expiresAt: row.expiresAt.getTime(),
  confirmedBy: row.confirmedBy,
  confirmedAt: instantOrNull(row.confirmedAt),
  endedAt: instantOrNull(row.endedAt),
});

type DemandRow = Sealed & {
  readonly id: string;
  readonly receivedAt: Date;
  readonly recordedAt: Date;
  readonly recordedBy: string;
  readonly holdId: string | null;
};

const demandOf = (vault: Vault, row: DemandRow): Demand => ({
  ...stored<Pick<Demand, "from" | "reference" | "asked" | "answer">>(
    JSON.parse(vault.open(row, `demand:${row.id}`)),
  ),
  id: row.id,
  receivedAt: row.receivedAt.getTime(),
  recordedAt: row.recordedAt.getTime(),
  recordedBy: row.recordedBy,
  holdId: row.holdId,
});

async function ask(db: Database, vault: Vault, hold: NewHold): Promise<readonly string[]> {
  const { id, reference, askedBy, askedAt, expiresAt } = hold;
  const sessionIds = [...new Set(hold.sessionIds)];
  const there = await db.session.findMany({
    where: { id: { in: sessionIds } },
    select: { id: true },
  });
  const known = new Set(there.map((session) => session.id));
  const missing = sessionIds.filter((sessionId) => !known.has(sessionId));
  if (missing.length > 0) return missing;
  const data = {
    ...vault.seal(reference, referenceRow(id)),
    id,
    askedBy,
    askedAt: new Date(askedAt),
    expiresAt: new Date(expiresAt),
  };
  const records = sessionIds.map((sessionId) => ({ holdId: id, sessionId }));
  await db.$transaction(async (tx) => {
    const { count } = await tx.hold.createMany({ data, skipDuplicates: true });
    // Nothing is ever added to a hold: what was confirmed is what was asked.
    if (count === 1) await tx.holdRecord.createMany({ data: records });
  });
  return [];
}

/** With its end owed, both or neither. */
const confirmed = (
  db: Database,
  { id, expiresAt }: Hold,
  { by, at }: { readonly by: string; readonly at: Instant },
): Promise<boolean> =>
  db.$transaction(async (tx) => {
    const { count } = await tx.hold.updateMany({
      where: { id, confirmedBy: null, askedBy: { not: by } },
      data: { confirmedBy: by, confirmedAt: new Date(at) },
    });
    if (count > 0) await owe(tx, [endHoldAt(id, expiresAt)], at);
    return count > 0;
  });

const heldNow = (now: Instant) => ({
  confirmedAt: { not: null },
  endedAt: null,
  expiresAt: { gt: new Date(now) },
});

/** The last of all holds on it. */
export async function heldUntil(
  db: Database,
  sessionId: string,
  now: Instant,
): Promise<Instant | null> {
  const last = await db.hold.findFirst({
    where: { ...heldNow(now), records: { some: { sessionId } } },
    orderBy: { expiresAt: "desc" },
    select: { expiresAt: true },
  });
  return instantOrNull(last?.expiresAt ?? null);
}

async function wrapHeld(db: Database, vault: Vault, now: Instant): Promise<number> {
  const records = await db.holdRecord.findMany({
    where: { hold: heldNow(now) },
    select: { holdId: true, session: { select: { dataKeys: { include: { held: true } } } } },
  });
  let unwrapped = 0;
  for (const { holdId, session } of records) {
    const keys = session.dataKeys.filter(({ held }) => held.every((one) => one.holdId !== holdId));
    for (const key of keys)
      if (!(await wrapOne(db, vault, { holdId, key, at: now }))) unwrapped += 1;
  }
  return unwrapped;
}

type Wrapping = {
  readonly holdId: string;
  readonly key: Sealed & {
    readonly id: string;
    readonly sessionId: string;
    readonly held: readonly (Sealed & { readonly holdId: string })[];
  };
  readonly at: Instant;
};

/** In the audit with the key itself, by which what it opens outlasts its day. By the key of its day, or of another hold. False where it does not open any more: a hold revives nothing. */
async function wrapOne(
  db: Database,
  vault: Vault,
  { holdId, key, at }: Wrapping,
): Promise<boolean> {
  const row = heldKeyRow(holdId);
  await vault.reach({ sealing: row });
  const ways = [
    { wrapped: key, by: dataKeyRow(key.sessionId) },
    ...key.held.map((one) => ({ wrapped: one, by: heldKeyRow(one.holdId) })),
  ];
  for (const { wrapped, by } of ways) {
    await vault.reach({ keyId: wrapped.keyId });
    try {
      const wrappedAgain = vault.seal(vault.open(wrapped, by), row);
      await keepWrapped(db, { holdId, dataKeyId: key.id, ...wrappedAgain }, { key, at });
      return true;
    } catch (err) {
      if (!(err instanceof VaultClosed)) throw err;
    }
  }
  return false;
}

async function keepWrapped(
  db: Database,
  row: Sealed & { readonly holdId: string; readonly dataKeyId: string },
  { key, at }: Pick<Wrapping, "key" | "at">,
): Promise<void> {
  const what: KeyUse = "wrappedForHold";
  const data = { what, session: key.sessionId };
  await db.$transaction(async (tx) => {
    const { count } = await tx.heldKey.createMany({ data: row, skipDuplicates: true });
    if (count === 0) return;
    await auditRow(tx, { kind: "keyUsed", who: null, about: row.holdId, data, at });
  });
}
