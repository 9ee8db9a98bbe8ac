import { shownOf, type Felt, type OwnWords } from "../../domain/after/felt.ts";
import type { Instant } from "../../domain/session/people.ts";
import type { Sealed, Vault } from "../vault.ts";
import type { Database } from "./client.ts";
import { openedOrNull } from "./seals.ts";
import { stored } from "./stored.ts";
import { iso } from "./times.ts";

export type AfterEntry = {
  readonly id: string;
  readonly at: Instant;
  readonly shared: boolean;
  /** Null: it does not open any more. */
  readonly said: OwnWords | null;
};

export type SharedFelt = Felt & {
  readonly id: string;
  readonly staffId: string;
  readonly at: Instant;
};

export type NewEntry = OwnWords & {
  readonly id: string;
  readonly staffId: string;
  readonly shared: boolean;
};

/** A call somebody was with, as far as they are asked how it was. */
export type OwnCall = { readonly sessionId: string; readonly openedAt: Instant };

/**
 * How it was, by whoever was there: sealed under keys of its own, gone after 90 days, read by them alone. What they share is how hard
 * it was and what strength is left, and they can take that back (PRACTICE 32).
 */
export type AfterEntries = {
  /** Newest first. */
  mine(staffId: string): Promise<readonly AfterEntry[]>;
  /** Their last calls, newest first. */
  calls(staffId: string, since: Instant): Promise<readonly OwnCall[]>;
  /** Written again with the same id, it is there once. Throws `VaultClosed`. */
  write(entry: NewEntry, at: Instant): Promise<void>;
  /** Only of one's own. False: there is none. */
  share(id: string, staffId: string, shared: boolean): Promise<boolean>;
  erase(id: string, staffId: string): Promise<boolean>;
  /** What people share, newest first. */
  shared(): Promise<readonly SharedFelt[]>;
};

const entrySeal = (id: string): string => `after:${id}`;
const MOST = 100;
const CALLS = 10;

export const createAfterEntries = (db: Database, vault: Vault): AfterEntries => ({
  ...reading(db, vault),

  async write({ id, staffId, shared, ...said }, at) {
    const row = entrySeal(id);
    await vault.reach({ sealing: row });
    const sealed = vault.seal(JSON.stringify(said), row);
    const data = [{ id, staffId, shared, at: new Date(at), ...sealed }];
    await db.afterEntry.createMany({ data, skipDuplicates: true });
  },

  async share(id, staffId, shared) {
    const { count } = await db.afterEntry.updateMany({ where: { id, staffId }, data: { shared } });
    return count > 0;
  },

  async erase(id, staffId) {
    return (await db.afterEntry.deleteMany({ where: { id, staffId } })).count > 0;
  },
});

type Reading = Pick<AfterEntries, "mine" | "calls" | "shared">;

const reading = (db: Database, vault: Vault): Reading => ({
  async mine(staffId) {
    const rows = await newest(db, { staffId });
    return Promise.all(
      rows.map(async ({ id, at, shared, staffId: _theirs, ...sealed }) => ({
        id,
        at: at.getTime(),
        shared,
        said: await opened(vault, id, sealed),
      })),
    );
  },

  calls: (staffId, since) => calls(db, staffId, since),

  async shared() {
    const rows = await newest(db, { shared: true });
    const shown: SharedFelt[] = [];
    for (const { id, staffId, at, shared: _shared, ...sealed } of rows) {
      const said = await opened(vault, id, sealed);
      if (said !== null) shown.push({ id, staffId, at: at.getTime(), ...shownOf(said) });
    }
    return shown;
  },
});

const newest = (db: Database, where: { readonly staffId: string } | { readonly shared: true }) =>
  db.afterEntry.findMany({ where, orderBy: [{ at: "desc" }, { id: "asc" }], take: MOST });

async function calls(db: Database, staffId: string, since: Instant): Promise<readonly OwnCall[]> {
  const rows = await db.$queryRaw<{ sessionId: string; openedAt: Date }[]>`
    SELECT session_id AS "sessionId", opened_at AS "openedAt" FROM call_log
    WHERE staff_id = ${staffId} AND rehearsal IN (true, false) AND opened_at >= ${iso(since)}::timestamptz
    ORDER BY opened_at DESC, session_id LIMIT ${CALLS}`;
  return rows.map(({ sessionId, openedAt }) => ({ sessionId, openedAt: openedAt.getTime() }));
}

async function opened(vault: Vault, id: string, sealed: Sealed): Promise<OwnWords | null> {
  await vault.reach({ keyId: sealed.keyId });
  const text = openedOrNull(() => vault.open(sealed, entrySeal(id)));
  return text === null ? null : stored<OwnWords>(JSON.parse(text));
}
