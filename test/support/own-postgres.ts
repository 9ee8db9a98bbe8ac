import { execFile, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";

import { Client } from "pg";

import { migrate } from "../../src/adapters/postgres/migrate.ts";
import type { TestDatabase } from "./database.ts";
import { freePort } from "./free-port.ts";

const run = promisify(execFile);

/** Where Debian keeps each version of Postgres with all of its programs (`apt-get install postgresql`). */
const FOLDER = "/usr/lib/postgresql";
const DUMP_BYTES = 256 * 1_024 * 1_024;

/** `pg_dump` reads no server newer than itself, and the built-in Postgres brings none: a server of its own version is started for it. */
const programs = (): string | null => {
  const versions = existsSync(FOLDER) ? readdirSync(FOLDER).toSorted() : [];
  const last = versions.at(-1);
  if (last === undefined) return null;
  const folder = path.join(FOLDER, last, "bin");
  const needed = ["initdb", "postgres", "pg_dump", "psql"];
  return needed.every((name) => existsSync(path.join(folder, name))) ? folder : null;
};

/** Whether this machine has a Postgres with `pg_dump`. */
export const dumpInstalled = programs() !== null;

/** A Postgres of a test's own, with a line's database in it, that is dumped and restored as an operator would. */
export async function ownPostgres() {
  const bin = programs();
  if (bin === null) throw new Error(`There is no Postgres in ${FOLDER}`);
  const folder = mkdtempSync(path.join(tmpdir(), "line-dumped-"));
  const account = accountFor(folder);
  const data = path.join(folder, "data");
  const locale = ["--encoding=UTF8", "--locale=C", "--auth=trust", "--no-sync"];
  await run(
    path.join(bin, "initdb"),
    ["--pgdata", data, "--username=postgres", ...locale],
    account,
  );
  const port = await freePort();
  const settings = { listen_addresses: "127.0.0.1", unix_socket_directories: "", fsync: "off" };
  const flags = Object.entries(settings).flatMap(([key, value]) => ["-c", `${key}=${value}`]);
  const server = spawn(path.join(bin, "postgres"), ["-D", data, "-p", `${port}`, ...flags], {
    ...account,
    stdio: "ignore",
  });
  const urlOf = (name: string) => `postgresql://postgres@127.0.0.1:${port}/${name}`;
  const create = async (name: string): Promise<TestDatabase> => {
    await ask(urlOf("postgres"), `CREATE DATABASE ${name} TEMPLATE template0`);
    return { url: urlOf(name), drop: () => Promise.resolve() };
  };
  while (!(await answers(urlOf("postgres")))) {
    if (server.exitCode !== null) throw new Error(`postgres ended with ${server.exitCode}`);
    await pause(50);
  }
  const line = await create("the_line");
  await migrate(line.url);
  return {
    line,
    /** All of it, in words, as `pg_dump` writes it. */
    async dump(): Promise<string> {
      const options = { maxBuffer: DUMP_BYTES };
      return (await run(path.join(bin, "pg_dump"), ["--dbname", line.url], options)).stdout;
    },
    async restore(dump: string, name: string): Promise<TestDatabase> {
      const file = path.join(folder, `${name}.sql`);
      writeFileSync(file, dump);
      const database = await create(name);
      const options = ["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--dbname", database.url];
      await run(path.join(bin, "psql"), [...options, "--file", file], { maxBuffer: DUMP_BYTES });
      return database;
    },
    async [Symbol.asyncDispose]() {
      const ended = once(server, "exit");
      server.kill("SIGINT");
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}

/** Postgres refuses to run as root; then the folder, and what runs in it, is another account's. */
function accountFor(folder: string) {
  const env = { PATH: "/usr/bin:/bin", TZ: "UTC", LC_ALL: "C" };
  if (process.getuid?.() !== 0) return { cwd: folder, env };
  const number = (flag: string) => Number(execFileSync("id", [flag, "postgres"]).toString());
  const account = { uid: number("-u"), gid: number("-g") };
  chownSync(folder, account.uid, account.gid);
  return { cwd: folder, env, ...account };
}

async function ask(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

const answers = (url: string): Promise<boolean> =>
  ask(url, "SELECT 1").then(
    () => true,
    () => false,
  );
