import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Pool } from "pg";
import { openSchemaEngine } from "./schema-engine.ts";
import type { MigrationList } from "./schema-engine.ts";

const folder = fileURLToPath(new URL("../../../prisma/migrations", import.meta.url));
/** Held while migrating; any number that only migrations use. */
const migrationLock = 7_461_002;

/**
 * The names of the migrations that this database still lacks, oldest first. One query: a role may
 * ask on every start.
 */
export async function pendingMigrations(connectionString: string): Promise<string[]> {
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
 * hand. Several processes at once are safe; the later ones wait and find nothing to do.
 */
export async function migrate(connectionString: string): Promise<string[]> {
  // One connection, never given back: the transaction and the engine's own lock live on it.
  const pool = new Pool({ connectionString, max: 1, idleTimeoutMillis: 0 });
  try {
    if ((await pendingOn(pool)).length === 0) return [];
    await pool.query("BEGIN");
    await pool.query("SELECT pg_advisory_xact_lock($1)", [migrationLock]);
    if ((await pendingOn(pool)).length === 0) return [];
    const applied = await applyWithEngine(pool);
    await pool.query("COMMIT");
    return applied;
  } finally {
    await pool.end();
  }
}

async function pendingOn(pool: Pool): Promise<string[]> {
  const found = await pool.query("SELECT WHERE to_regclass('_prisma_migrations') IS NOT NULL");
  if (found.rowCount === 0) return migrationNames();
  const { rows } = await pool.query<{ name: string }>(
    `SELECT migration_name AS name FROM _prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  );
  const applied = new Set(rows.map(({ name }) => name));
  return migrationNames().filter((name) => !applied.has(name));
}

async function applyWithEngine(pool: Pool): Promise<string[]> {
  let refusal: unknown;
  const engine = await openSchemaEngine(pool, (reason) => {
    refusal = reason;
  });
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: migrationList(),
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

function migrationNames(): string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();
}

function migrationList(): MigrationList {
  return {
    baseDir: folder,
    lockfile: {
      path: "migration_lock.toml",
      content: readFileSync(join(folder, "migration_lock.toml"), "utf8"),
    },
    shadowDbInitScript: "",
    migrationDirectories: migrationNames().map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: {
          tag: "ok",
          value: readFileSync(join(folder, name, "migration.sql"), "utf8"),
        },
      },
    })),
  };
}
