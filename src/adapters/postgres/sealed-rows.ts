import { Prisma } from "../../generated/prisma/client.ts";
import type { Sealed, Vault } from "../vault.ts";
import type { Database } from "./client.ts";
import { planSeal, recordingSeal } from "./seals.ts";
import { createDataKeys } from "./data-keys.ts";

/** Rows that a master key sealed itself, from before there were keys of days and tables: whose they are, and what they belong to. */
type Old = Sealed & {
  readonly table: string;
  readonly id: string;
  readonly row: string;
  readonly take: number | null;
};

/** Names of the keys of days and tables have dots; those of master keys never. */
const byMaster = (column: string) => Prisma.sql`position('.' IN ${Prisma.raw(column)}) = 0`;

/** By key id, how many rows a master key sealed itself. */
export async function sealedByMasters(db: Database): Promise<ReadonlyMap<string, number>> {
  const rows = await db.$queryRaw<{ keyId: string; count: number }[]>`
    SELECT key_id AS "keyId", count(*)::int AS count FROM (
      SELECT key_id FROM plans UNION ALL SELECT key_id FROM recordings UNION ALL SELECT key_id FROM notes
      UNION ALL SELECT key_id FROM profiles UNION ALL SELECT key_id FROM data_keys
      UNION ALL SELECT number_key_id FROM desks
      UNION ALL SELECT phone_key_id FROM staff WHERE phone_key_id IS NOT NULL) AS sealed
    WHERE ${byMaster("key_id")} GROUP BY key_id`;
  return new Map(rows.map(({ keyId, count }) => [keyId, count]));
}

const AT_ONCE = 100;

/**
 * Seals anew what a master key sealed itself, some at a time, each row only if nobody wrote it meanwhile. Returns how many; run
 * until it is none. Rows that do not open stay, and are told to `closed`.
 */
export async function resealSome(
  db: Database,
  vault: Vault,
  { after, closed }: { after: string; closed: (row: string, err: unknown) => void },
): Promise<{ readonly done: number; readonly last: string | null }> {
  const rows = await db.$queryRaw<Old[]>`
    SELECT * FROM (
      SELECT 'plans' AS table, session_id::text AS id, NULL::int AS take, key_id AS "keyId", nonce, sealed,
        'plan:' || session_id AS row FROM plans
      UNION ALL SELECT 'recordings', session_id::text, take, key_id, nonce, sealed,
        'recording:' || session_id || ':' || take FROM recordings
      UNION ALL SELECT 'desks', id, NULL, number_key_id, number_nonce, number_sealed, 'desk:' || id FROM desks
      UNION ALL SELECT 'staff', id, NULL, phone_key_id, phone_nonce, phone_sealed, 'staff:' || id FROM staff
        WHERE phone_key_id IS NOT NULL) AS old
    WHERE ${byMaster(`"keyId"`)} AND row > ${after} ORDER BY row LIMIT ${AT_ONCE}`;
  let done = 0;
  for (const old of rows) {
    try {
      if (await reseal(db, vault, old)) done += 1;
    } catch (err) {
      closed(old.row, err);
    }
  }
  return { done, last: rows.at(-1)?.row ?? null };
}

async function reseal(db: Database, vault: Vault, old: Old): Promise<boolean> {
  const { table, id, take, keyId } = old;
  const text = vault.open(old, old.row);
  const nonce = new Uint8Array(old.nonce);
  switch (table) {
    case "plans": {
      const data = await createDataKeys(db, vault).seal(id, text, planSeal(id));
      return changed(db.plan.updateMany({ where: { sessionId: id, keyId, nonce }, data }));
    }
    case "recordings": {
      const which = { sessionId: id, take: take ?? 0, keyId, nonce };
      const data = await createDataKeys(db, vault).seal(id, text, recordingSeal(id, take ?? 0));
      return changed(db.recording.updateMany({ where: which, data }));
    }
    case "desks": {
      const made = vault.seal(text, old.row);
      const data = { numberKeyId: made.keyId, numberNonce: made.nonce, numberSealed: made.sealed };
      const which = { id, numberKeyId: keyId, numberNonce: nonce };
      return changed(db.desk.updateMany({ where: which, data }));
    }
    default: {
      const made = vault.seal(text, old.row);
      const data = { phoneKeyId: made.keyId, phoneNonce: made.nonce, phoneSealed: made.sealed };
      const which = { id, phoneKeyId: keyId, phoneNonce: nonce };
      return changed(db.staff.updateMany({ where: which, data }));
    }
  }
}

const changed = async (change: Promise<{ count: number }>): Promise<boolean> =>
  (await change).count > 0;
