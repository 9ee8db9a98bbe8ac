import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Pool } from "pg";
import { buildBeside } from "./indexes-beside.ts";
import { openSchemaEngine } from "./schema-engine.ts";
import type { MigrationList } from "./schema-engine.ts";

const folder = fileURLToPath(new URL("../../../prisma/migrations", import.meta.url));
/** Held while migrating; any number that only migrations use. */
const migrationLock = 7_461_002;
/** Held while building indexes beside the line. */
const buildingLock = 7_461_003;
/** Longer than any statement of the line, shorter than anybody on a telephone should wait. */
const LOCK_WITHIN = "2500ms";
const LOOK_EVERY_MS = 200;

/**
 * The names of the migrations that this database still lacks, oldest first. One query: a role may
 * ask on every start.
 */
export async function pendingMigrations(connectionString: string): Promise<readonly string[]> {
  const pool = new Pool({ connectionString, max: 1 });
  try {
    return await pendingOn(pool);
  } finally {
    await pool.end();
  }
}

/**
 * Brings the database to the newest migration and returns the names of those it applied. All of
 * them in one transaction: a start that is killed or fails leaves no half and nothing to repair by
 * hand. Several processes at once are safe; the later ones wait and find nothing to do. `names`: only these, for a copy
 * of an earlier release (dump.ts).
 */
export async function migrate(
  connectionString: string,
  names: readonly string[] = migrationNames(),
): Promise<string[]> {
  // One connection, never given back: the transaction and the engine's own lock live on it.
  const pool = new Pool({ connectionString, max: 1, idleTimeoutMillis: 0 });
  try {
    if ((await pendingOn(pool, names)).length === 0) return [];
    await whileNobodyElse(pool, async () => {
      await buildBeside(pool, (await pendingOn(pool, names)).map(statementsOf));
    });
    await pool.query("BEGIN");
    await pool.query("SELECT pg_advisory_xact_lock($1)", [migrationLock]);
    if ((await pendingOn(pool, names)).length === 0) return [];
    // Whatever waits for a table is waited for by every call: rather come again than hold them up.
    await pool.query(`SET LOCAL lock_timeout = '${LOCK_WITHIN}'`);
    const applied = await applyWithEngine(pool, names);
    await pool.query("COMMIT");
    return applied;
  } finally {
    await pool.end();
  }
}

/**
 * One process at a time. Asked for again and again rather than waited for: an index that is built beside the line waits until every
 * older statement has ended, also one that waits for this.
 */
async function whileNobodyElse(pool: Pool, work: () => Promise<void>): Promise<void> {
  const asked = "SELECT pg_try_advisory_lock($1) AS mine";
  while (!(await pool.query<{ mine: boolean }>(asked, [buildingLock])).rows[0]?.mine) {
    await pause(LOOK_EVERY_MS);
  }
  try {
    await work();
  } finally {
    await pool.query("SELECT pg_advisory_unlock($1)", [buildingLock]);
  }
}

async function pendingOn(
  pool: Pool,
  names: readonly string[] = migrationNames(),
): Promise<readonly string[]> {
  const found = await pool.query("SELECT WHERE to_regclass('_prisma_migrations') IS NOT NULL");
  if (found.rowCount === 0) return names;
  const { rows } = await pool.query<{ name: string }>(
    `SELECT migration_name AS name FROM _prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  );
  const applied = new Set(rows.map(({ name }) => name));
  return names.filter((name) => !applied.has(name));
}

async function applyWithEngine(pool: Pool, names: readonly string[]): Promise<string[]> {
  let refusal: unknown;
  const engine = await openSchemaEngine(pool, (reason) => {
    refusal = reason;
  });
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: migrationList(names),
      filters: { externalTables: [], externalEnums: [] },
    });
    return appliedMigrationNames;
  } catch (error) {
    const reason = refusal ?? error;
    const said = reason instanceof Error ? reason.message : String(reason);
    throw new Error(`A migration was refused, and nothing was changed: ${said}`, { cause: error });
  } finally {
    engine.free();
  }
}

const statementsOf = (name: string): string =>
  readFileSync(join(folder, name, "migration.sql"), "utf8");

/** Every migration of this release, oldest first. */
export function migrationNames(): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();
}

function migrationList(names: readonly string[]): MigrationList {
  return {
    baseDir: folder,
    lockfile: {
      path: "migration_lock.toml",
      content: readFileSync(join(folder, "migration_lock.toml"), "utf8"),
    },
    shadowDbInitScript: "",
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: {
          tag: "ok",
          value: statementsOf(name),
        },
      },
    })),
  };
}
