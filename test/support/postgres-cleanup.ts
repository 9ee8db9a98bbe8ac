// Waits until the test run that started it has ended, however it ended, and removes the Postgres
// that it may have left behind.
import { once } from "node:events";
import { existsSync } from "node:fs";
import { startEmbeddedPostgres } from "../../src/adapters/postgres/embedded.ts";
import { removeEmbeddedPostgres } from "./postgres.ts";

const dataDir = process.argv[2];
if (dataDir === undefined) throw new Error("Which data folder?");
process.stdin.resume();
await once(process.stdin, "end");
if (existsSync(dataDir)) {
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => {} });
  await postgres.stop();
  removeEmbeddedPostgres(dataDir);
}
