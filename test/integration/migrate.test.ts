import { randomUUID } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { Pool } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { migrate, pendingMigrations } from "../../src/adapters/postgres/migrate.ts";
import { prepareDatabase } from "../../src/adapters/postgres/prepare.ts";
import { brisk, standard } from "../../src/domain/session/policy.ts";
import { Prisma, PrismaClient } from "../../src/generated/prisma/client.ts";
import { emptyDatabase, testDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";

let database: TestDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await testDatabase();
  pool = new Pool({ connectionString: database.url });
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

const at = "2026-11-22T03:00:00.000Z";

async function protocol(rehearsalOnly: boolean): Promise<string> {
  const id = randomUUID();
  await pool.query("INSERT INTO protocols VALUES ($1, 'any', '{}', $2, 'Someone', $3)", [
    id,
    rehearsalOnly,
    at,
  ]);
  return id;
}

async function session(rehearsal: boolean, protocolId?: string): Promise<string> {
  const id = randomUUID();
  await pool.query(
    `INSERT INTO sessions (id, version, state, phase, language, rehearsal, protocol_id, opened_at)
     VALUES ($1, 1, '{}', 'waiting', 'en', $2, $3, $4)`,
    [id, rehearsal, protocolId ?? (await protocol(rehearsal)), at],
  );
  return id;
}

async function desk(rehearsal: boolean): Promise<string> {
  const id = randomUUID();
  await pool.query(
    `INSERT INTO desks (id, name, province, number_key_id, number_nonce, number_sealed, route_order,
       rehearsal, recording, kind, who_comes, time_zone)
     VALUES ($1, 'A desk', 'BC', 'k1', '', '', 1, $2, 'unknown', 'tenDigit', 'unknown', 'America/Vancouver')`,
    [id, rehearsal],
  );
  return id;
}

type LegLike = { sessionId: string | null; role: string; party: string | null; rehearsal: boolean };

async function leg({ sessionId, role, party, rehearsal }: LegLike): Promise<string> {
  const id = randomUUID();
  await pool.query(
    `INSERT INTO legs (id, session_id, role, party, attempt, rehearsal, requested_at)
     VALUES ($1, $2, $3, $4, 1, $5, $6)`,
    [id, sessionId, role, party, rehearsal, at],
  );
  return id;
}

test("three processes migrating at once: one applies, the others find nothing to do", async () => {
  const empty = await emptyDatabase();
  expect(await pendingMigrations(empty.url)).not.toEqual([]);
  const applied = await Promise.all([migrate(empty.url), migrate(empty.url), migrate(empty.url)]);
  expect(applied.filter((names) => names.length > 0)).toHaveLength(1);
  expect(await pendingMigrations(empty.url)).toEqual([]);
  await empty.drop();
});

test("a refused migration changes nothing, says why, and can be tried again", async () => {
  const empty = await emptyDatabase();
  const other = new Pool({ connectionString: empty.url });
  await other.query("CREATE FUNCTION refuse_change() RETURNS int RETURN 1");
  await expect(migrate(empty.url)).rejects.toThrow(/cannot change return type|already exists/);
  await other.query("DROP FUNCTION refuse_change()");
  const { rowCount } = await other.query("SELECT FROM pg_tables WHERE schemaname = 'public'");
  expect(rowCount).toBe(0);
  await expect(migrate(empty.url)).resolves.not.toEqual([]);
  await other.end();
  await empty.drop();
});

test("the generated client reads every table that the migrations made", async () => {
  const client = new PrismaClient({ adapter: new PrismaPg(database.url) });
  type Readable = { findMany(): Promise<unknown[]> };
  for (const model of Object.values(Prisma.ModelName)) {
    const delegate = `${model.charAt(0).toLowerCase()}${model.slice(1)}`;
    const table: Readable = Reflect.get(client, delegate);
    await expect(table.findMany()).resolves.toBeInstanceOf(Array);
  }
  await client.$disconnect();
});

test.each(["session_events", "line_events"])(
  "%s is append-only, also for its owner",
  async (table) => {
    await pool.query("INSERT INTO session_events VALUES ($1, 1, 'callArrived', '{}', $2, 'c')", [
      await session(false),
      at,
    ]);
    await pool.query("INSERT INTO line_events (kind, data, at) VALUES ('started', '{}', $1)", [at]);
    const changes = [
      `UPDATE ${table} SET kind = 'other'`,
      `DELETE FROM ${table}`,
      `TRUNCATE ${table}`,
      "TRUNCATE sessions CASCADE",
      `SET session_replication_role = replica; DELETE FROM ${table}`,
    ];
    for (const change of changes) {
      await expect(pool.query(change)).rejects.toThrow(/is append-only/);
    }
    await pool.query("SET session_replication_role = DEFAULT");
    const { rows } = await pool.query(`SELECT kind FROM ${table}`);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows).not.toContainEqual({ kind: "other" });
  },
);

test("whether a session, a desk or a protocol is for rehearsals never changes", async () => {
  const rows: [string, string][] = [
    ["UPDATE sessions SET rehearsal = NOT rehearsal WHERE id = $1", await session(true)],
    ["UPDATE sessions SET rehearsal = NOT rehearsal WHERE id = $1", await session(false)],
    ["UPDATE desks SET rehearsal = NOT rehearsal WHERE id = $1", await desk(true)],
    [
      "UPDATE protocols SET rehearsal_only = NOT rehearsal_only WHERE id = $1",
      await protocol(true),
    ],
  ];
  for (const [change, id] of rows) {
    await expect(pool.query(change, [id])).rejects.toThrow(/fixed when it is made/);
  }
});

test("a real session cannot use a protocol that is for rehearsals only", async () => {
  const brisk = await protocol(true);
  await expect(session(false, brisk)).rejects.toThrow(/for rehearsals only/);
  await expect(session(true, brisk)).resolves.toBeDefined();
  const real = await session(false);
  const change = pool.query("UPDATE sessions SET protocol_id = $1 WHERE id = $2", [brisk, real]);
  await expect(change).rejects.toThrow(/for rehearsals only/);
});

test("a rehearsal calls only rehearsal desks, a real session only real ones", async () => {
  const real = { sessionId: await session(false), desk: await desk(false) };
  const practice = { sessionId: await session(true), desk: await desk(true) };
  const call = (sessionId: string | null, party: string | null, rehearsal: boolean) =>
    leg({ sessionId, role: "desk", party, rehearsal });

  await expect(call(real.sessionId, real.desk, false)).resolves.toBeDefined();
  await expect(call(practice.sessionId, practice.desk, true)).resolves.toBeDefined();
  await expect(call(practice.sessionId, real.desk, true)).rejects.toThrow(/only rehearsal desks/);
  await expect(call(practice.sessionId, real.desk, false)).rejects.toThrow(/when its session is/);
  await expect(call(real.sessionId, practice.desk, false)).rejects.toThrow(/only rehearsal desks/);
  await expect(call(null, real.desk, true)).rejects.toThrow(/only rehearsal desks/);
  await expect(call(real.sessionId, null, false)).rejects.toThrow(/only rehearsal desks/);

  const other = await leg({ ...practice, role: "trusted", party: null, rehearsal: true });
  const turned = pool.query("UPDATE legs SET role = 'desk', party = $1 WHERE id = $2", [
    real.desk,
    other,
  ]);
  await expect(turned).rejects.toThrow(/only rehearsal desks/);
});

test("a session and its first leg may be written by one statement", async () => {
  const id = randomUUID();
  await pool.query(
    `WITH leg AS (
       INSERT INTO legs (id, session_id, role, attempt, rehearsal, requested_at)
       VALUES ('inbound', $1::uuid, 'caller', 1, true, $3::timestamptz))
     INSERT INTO sessions (id, version, state, phase, language, rehearsal, protocol_id, opened_at)
     VALUES ($1::uuid, 1, '{}', 'waiting', 'en', true, $2, $3::timestamptz)`,
    [id, await protocol(true), at],
  );
  const { rowCount } = await pool.query("SELECT FROM legs WHERE session_id = $1", [id]);
  expect(rowCount).toBe(1);
});

test("a duty ends once, and is waived only by name and with a reason", async () => {
  const id = randomUUID();
  await pool.query(
    `INSERT INTO duties (id, subject_kind, subject_id, kind, data, due_at, created_at)
     VALUES ($1, 'line', 'line', 'any', '{}', $2, $2)`,
    [id, at],
  );
  const end = (set: string) => pool.query(`UPDATE duties SET ${set} WHERE id = $1`, [id]);
  await expect(end("waived_by = 'Someone'")).rejects.toThrow(/waived_because/);
  await expect(end("waived_because = 'A reason'")).rejects.toThrow(/waived_because/);
  await expect(end("done_at = due_at, overtaken_by = 'e1'")).rejects.toThrow(/one_ending/);
  await expect(end("waived_by = 'Someone', waived_because = 'A reason'")).resolves.toBeDefined();
  await expect(end("done_at = due_at")).rejects.toThrow(/one_ending/);
});

test("a line of several processes can open a session after the one migration, and again after the next", async () => {
  const empty = await emptyDatabase();
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const own = new Pool({ connectionString: empty.url });
  try {
    expect(await prepareDatabase(empty.url, log)).not.toEqual([]);
    expect(await prepareDatabase(empty.url, log)).toEqual([]);
    const { rows } = await own.query("SELECT id, rehearsal_only FROM protocols ORDER BY id");
    expect(rows).toEqual([
      { id: brisk.id, rehearsal_only: true },
      { id: standard.id, rehearsal_only: false },
    ]);
  } finally {
    await own.end();
    await empty.drop();
  }
});
