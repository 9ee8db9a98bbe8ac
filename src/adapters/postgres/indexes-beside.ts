import type { Pool } from "pg";

/** `CREATE INDEX IF NOT EXISTS "name" ON "table" …`, and nothing that is written otherwise. */
const INDEX =
  /^CREATE (?<unique>UNIQUE )?INDEX IF NOT EXISTS "(?<name>\w+)"\s+ON "(?<table>\w+)"(?<rest>[^;]*)/gm;

/**
 * Indexes that these migrations want on tables of a line that is running: built before the migration, beside the line, while calls go
 * on writing to the table (docs/decisions/045). The migration then finds them there. One that was left half built is built anew.
 * A table that is not there yet gets its indexes with it.
 */
export async function buildBeside(pool: Pool, migrations: readonly string[]): Promise<void> {
  for (const statements of migrations) {
    for (const { groups = {} } of statements.matchAll(INDEX)) {
      const { unique = "", name = "", table = "", rest = "" } = groups;
      if (!(await isThere(pool, table))) continue;
      if (await isHalfBuilt(pool, name)) await pool.query(`DROP INDEX CONCURRENTLY "${name}"`);
      await pool.query(
        `CREATE ${unique}INDEX CONCURRENTLY IF NOT EXISTS "${name}" ON "${table}"${rest}`,
      );
    }
  }
}

async function isThere(pool: Pool, table: string): Promise<boolean> {
  const { rows } = await pool.query<{ there: boolean }>(
    "SELECT to_regclass(quote_ident($1)) IS NOT NULL AS there",
    [table],
  );
  return rows[0]?.there === true;
}

async function isHalfBuilt(pool: Pool, name: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    "SELECT FROM pg_index WHERE indexrelid = to_regclass(quote_ident($1)) AND NOT indisvalid",
    [name],
  );
  return rowCount === 1;
}
