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

test("where nothing listens, everybody waiting hears so, one after another", async () => {
  const database = openDatabase("postgresql://nobody@127.0.0.1:1/none", () => undefined, 1);
  const results = await Promise.allSettled([1, 2, 3].map(() => database.pool.query("SELECT 1")));
  await database.close();
  expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
});
