import { Client, Pool } from "pg";
import { expect, onTestFinished, test } from "vitest";

import { buildBeside } from "../../src/adapters/postgres/indexes-beside.ts";
import { testDatabase } from "../support/database.ts";

const WANTED = `-- Why.\nCREATE INDEX IF NOT EXISTS "legs_later_idx" ON "legs" ("via", "answered_at")\n    WHERE "via" IS NOT NULL;\n`;

async function line() {
  const database = await testDatabase();
  const pool = new Pool({ connectionString: database.url, max: 1 });
  onTestFinished(async () => {
    await pool.end();
    await database.drop();
  });
  const indexes = async () => {
    const { rows } = await pool.query<{ is: string; valid: boolean }>(
      `SELECT pg_get_indexdef(indexrelid) AS is, indisvalid AS valid FROM pg_index
       WHERE indexrelid = to_regclass('legs_later_idx')`,
    );
    return rows;
  };
  return { url: database.url, pool, indexes };
}

test("an index on a table that is there is built beside whoever writes to it, and waits for those who wrote before", async () => {
  const { url, pool, indexes } = await line();
  const caller = new Client({ connectionString: url });
  await caller.connect();
  onTestFinished(() => caller.end());
  const legs = (id: string) =>
    caller.query(
      `INSERT INTO legs (id, role, attempt, rehearsal, requested_at) VALUES ('${id}', 'caller', 1, false, '2026-11-22')`,
    );
  await caller.query("BEGIN");
  await legs("before");
  const building = buildBeside(pool, [WANTED]);
  await legs("meanwhile");
  await caller.query("COMMIT");
  await building;
  expect(await indexes()).toEqual([
    { is: expect.stringMatching(/\(via, answered_at\) WHERE \(via IS NOT NULL\)$/), valid: true },
  ]);
  await buildBeside(pool, [WANTED]);
  expect(await indexes()).toHaveLength(1);
});

test("one that was left half built is built anew", async () => {
  const { pool, indexes } = await line();
  await buildBeside(pool, [WANTED]);
  await pool.query(
    "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'legs_later_idx'::regclass",
  );
  await buildBeside(pool, [WANTED]);
  expect(await indexes()).toMatchObject([{ valid: true }]);
});

test("a table that is not there yet gets its indexes with it", async () => {
  const { pool, indexes } = await line();
  const wanted = WANTED.replaceAll('"legs"', '"not_there_yet"');
  await buildBeside(pool, [wanted]);
  expect(await indexes()).toEqual([]);
});
