import { randomBytes } from "node:crypto";
import { afterAll, beforeAll } from "vitest";
import { openDatabase, type OpenDatabase } from "../../src/adapters/postgres/client.ts";
import { publishProtocols } from "../../src/adapters/postgres/seed.ts";
import { createVault, type Vault } from "../../src/adapters/vault.ts";
import { testDatabase, type TestDatabase } from "./database.ts";

/** The moment most of these tests begin at. */
export const noon = Date.UTC(2026, 10, 22, 12);

/** A vault with one key of its own. */
export const testVault = (id = "k1"): Vault => createVault([{ id, key: randomBytes(32) }]);

/** One database for a test file, with the published protocols; a new connection pool on each call of what it returns. */
export function lineDatabase(): (connections?: number) => OpenDatabase {
  let database: TestDatabase;
  const opened: OpenDatabase[] = [];
  const open = (connections = 4): OpenDatabase => {
    const one = openDatabase(database.url, (error) => console.error(error), connections);
    opened.push(one);
    return one;
  };
  beforeAll(async () => {
    database = await testDatabase();
    await publishProtocols(open().db, noon);
  });
  afterAll(async () => {
    await Promise.all(opened.map((one) => one.close()));
    await database.drop();
  });
  return open;
}
