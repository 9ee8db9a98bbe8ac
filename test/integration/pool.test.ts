import { expect, test } from "vitest";

import { openDatabase } from "../../src/adapters/postgres/client.ts";
import { lineDatabase } from "../support/line-database.ts";

const open = lineDatabase();

test("more work than there are connections is done in its turn, however long the others take", async () => {
  const { pool } = open(1);
  const slow = Array.from({ length: 4 }, (_, n) =>
    pool.query<{ n: number }>("SELECT $1::int AS n FROM pg_sleep(0.7)", [n]),
  );
  const done = await Promise.all(slow);
  expect(done.map(({ rows: [row] }) => row?.n)).toEqual([0, 1, 2, 3]);
});

test("a statement that fails gives its place to the next", async () => {
  const { pool } = open(1);
  const failing = Array.from({ length: 5 }, () => pool.query("SELECT 1 / 0"));
  const results = await Promise.allSettled([...failing, pool.query("SELECT 1")]);
  expect(results.map(({ status }) => status)).toEqual([
    ...failing.map(() => "rejected"),
    "fulfilled",
  ]);
});

test("a statement that is run again is prepared once; more of them than are kept so are run all the same", async () => {
  const { db, pool } = open(1);
  for (let n = 0; n < 3; n += 1) await db.$queryRaw`SELECT ${n}::int AS again`;
  for (let n = 0; n < 600; n += 1) await db.$queryRawUnsafe(`SELECT $1::int AS once_${n}`, n);
  const { rows } = await pool.query<{ again: number; kept: number }>(`
    SELECT count(*) FILTER (WHERE statement LIKE '%AS again')::int AS again, count(*)::int AS kept
    FROM pg_prepared_statements`);
  expect(rows).toEqual([{ again: 1, kept: 500 }]);
  expect(await db.$queryRaw`SELECT ${7}::int AS again`).toEqual([{ again: 7 }]);
});

test("where nothing listens, everybody waiting hears so, one after another", async () => {
  const database = openDatabase("postgresql://nobody@127.0.0.1:1/none", () => undefined, 1);
  const results = await Promise.allSettled([1, 2, 3].map(() => database.pool.query("SELECT 1")));
  await database.close();
  expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
});
