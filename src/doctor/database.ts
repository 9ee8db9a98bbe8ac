import type { Pool } from "pg";

import { broken, counted, look, ok, type Finding } from "./finding.ts";

/** What Postgres says of itself. */
export type DatabaseSays = {
  readonly version: string;
  readonly versionNumber: number;
  readonly copy: boolean;
  readonly fsync: string;
  readonly synchronousCommit: string;
  readonly connectionsMost: number;
  readonly connectionsUsed: number;
  readonly sizeMb: number;
};

export async function askDatabase(pool: Pool): Promise<DatabaseSays> {
  const { rows } = await pool.query<DatabaseSays>(`
    SELECT current_setting('server_version') AS version,
      current_setting('server_version_num')::int AS "versionNumber",
      pg_is_in_recovery() AS copy, current_setting('fsync') AS fsync,
      current_setting('synchronous_commit') AS "synchronousCommit",
      current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
        AS "connectionsMost",
      (SELECT count(*)::int FROM pg_stat_activity WHERE backend_type = 'client backend')
        AS "connectionsUsed",
      (pg_database_size(current_database()) / 1048576)::int AS "sizeMb"`);
  const [says] = rows;
  if (says === undefined) throw new Error("Postgres said nothing of itself");
  return says;
}

/** The reason is Postgres's own, or the network's. */
export const databaseAway = (reason: string): Finding =>
  broken("databaseAway", `Postgres does not answer: ${reason}`, {
    means: "Callers are sent to FALLBACK_URL, and nothing of the line works until it is back.",
    mend: "Start it (the built-in one: npm start), or correct DATABASE_URL; docs/runbook.md, When something is away.",
  });

/** The oldest the line is tried on, and the newest feature of it that its SQL uses. */
const OLDEST = 140_000;
/** What one process of the line takes at most, and one more that starts beside it in an upgrade. */
const ROOM = 40;

export function databaseFindings(
  says: DatabaseSays,
  pending: readonly string[],
): readonly Finding[] {
  return [
    versionFinding(says),
    ...migrationFinding(pending),
    ...(says.copy ? [readsOnly] : []),
    ...durability(says),
    ...room(says),
  ];
}

function versionFinding({ version, versionNumber, sizeMb }: DatabaseSays): Finding {
  const found = `PostgreSQL ${version} answers, with ${sizeMb} MB of this line.`;
  if (versionNumber >= OLDEST) return ok("database", found);
  return broken("databaseTooOld", found, {
    means: "The line's statements need PostgreSQL 14 or newer.",
    mend: "Upgrade Postgres; docs/runbook.md says how a line is moved.",
  });
}

function migrationFinding(pending: readonly string[]): readonly Finding[] {
  if (pending.length === 0) return [ok("migrations", "No migration is pending.")];
  const named = pending.slice(0, 3).join(", ") + (pending.length > 3 ? ", …" : "");
  return [
    broken("migrationPending", `${counted(pending.length, "migration")} pending: ${named}`, {
      means: "api, worker and watchdog refuse to start on this database.",
      mend: "node src/main.ts migrate",
    }),
  ];
}

const readsOnly = broken("databaseReadOnly", "This Postgres is a copy that only reads.", {
  means: "No call can be written down, and so none is answered by us.",
  mend: "Point DATABASE_URL at the primary, or promote this one: SELECT pg_promote();",
});

function durability({ fsync, synchronousCommit }: DatabaseSays): readonly Finding[] {
  const mend =
    "ALTER SYSTEM SET fsync = on; ALTER SYSTEM SET synchronous_commit = on; SELECT pg_reload_conf();";
  if (fsync === "off") {
    const means = "A power cut can lose the whole database: who is watched, and where they are.";
    return [
      broken("databaseForgets", "Postgres does not wait for the disk (fsync = off).", {
        means,
        mend,
      }),
    ];
  }
  if (synchronousCommit !== "off") return [];
  const means = "A crash of Postgres can lose the last moments: a check-in that was promised.";
  return [
    look("databaseForgets", "Commits do not wait for the disk (synchronous_commit = off).", {
      means,
      mend,
    }),
  ];
}

function room({ connectionsMost, connectionsUsed }: DatabaseSays): readonly Finding[] {
  const free = connectionsMost - connectionsUsed;
  if (free >= ROOM) return [];
  return [
    look("databaseCrowded", `${free} of ${connectionsMost} connections are free.`, {
      means: `Each process of the line takes up to ${ROOM / 2}; one that gets none answers nobody.`,
      mend: "ALTER SYSTEM SET max_connections = 200; and restart Postgres at a quiet hour.",
    }),
  ];
}
