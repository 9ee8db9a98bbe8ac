// A run of the line, as far as its Postgres goes: starts it, says where, and lives until told to stop
// by the end of its standard input. With a third word it becomes that user first.
import { once } from "node:events";
import { startEmbeddedPostgres } from "../../src/adapters/postgres/embedded.ts";

const [dataDir, uid] = process.argv.slice(2);
if (dataDir === undefined) throw new Error("Which data folder?");
if (uid !== undefined) {
  process.setgroups?.([]);
  process.setgid?.(Number(uid));
  process.setuid?.(Number(uid));
}
const postgres = await startEmbeddedPostgres({ dataDir, log: () => {} });
console.log(JSON.stringify({ url: postgres.url, adopted: postgres.adopted }));
process.stdin.resume();
await once(process.stdin, "end");
await postgres.stop();
