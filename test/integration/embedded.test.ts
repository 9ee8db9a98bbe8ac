import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, existsSync, mkdtempSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { Client } from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { startEmbeddedPostgres } from "../../src/adapters/postgres/embedded.ts";
import { embeddedHome } from "../../src/adapters/postgres/embedded-home.ts";
import { isPostmaster } from "../../src/adapters/postgres/embedded-process.ts";
import { removeEmbeddedPostgres } from "../support/postgres.ts";

const program = fileURLToPath(new URL("../support/postgres-run.ts", import.meta.url));
const log = () => {};
const nobody = 65_534;
const isRoot = process.getuid?.() === 0;

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "the-line-embedded-")); // 0700: nobody else can enter it
});

afterEach(async () => {
  const postgres = isOurs() ? await startEmbeddedPostgres({ dataDir, log }) : undefined;
  await postgres?.stop();
  removeEmbeddedPostgres(dataDir);
});

const isOurs = () => statSync(dataDir).uid === process.getuid?.() && existsSync(pidFile());
const pidFile = () => join(dataDir, "postgres", "data", "postmaster.pid");
const postgresPid = () => Number(readFileSync(pidFile(), "utf8").split("\n")[0]);

async function change(url: string, statement: string): Promise<{ answer: unknown }[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<{ answer: unknown }>(statement)).rows;
  } finally {
    await client.end();
  }
}

async function ask(url: string, question: string): Promise<unknown> {
  const [row] = await change(url, `SELECT ${question} AS answer`);
  return row?.answer;
}

const said = z.object({ url: z.string(), adopted: z.boolean() });
type Run = z.infer<typeof said> & { child: ChildProcess };

/** Another run of the line, in its own process group, as an interactive shell would start it. */
async function run(...user: number[]): Promise<Run> {
  const child = spawn(process.execPath, [program, dataDir, ...user.map(String)], {
    detached: true,
    stdio: ["pipe", "pipe", "inherit"],
  });
  for await (const line of createInterface(child.stdout)) {
    return { child, ...said.parse(JSON.parse(line)) };
  }
  throw new Error("The other run ended without a word.");
}

async function end(child: ChildProcess, signal?: NodeJS.Signals): Promise<void> {
  const exited = once(child, "exit");
  if (signal) process.kill(-Number(child.pid), signal);
  else child.stdin?.end();
  await exited;
}

/** A process that has ended, but that nobody asked about, still has an id: it is not alive. */
const isAlive = (pid: number) => isPostmaster(embeddedHome(dataDir), pid);

test("starts from nothing, keeps what it was told, and leaves no process", async () => {
  const first = await startEmbeddedPostgres({ dataDir, log });
  const pid = postgresPid();
  const { hostname, port } = new URL(first.url);
  expect(hostname).toBe("127.0.0.1");
  expect(port).not.toBe("5432");
  expect(first.adopted).toBe(false);
  expect(await ask(first.url, "current_setting('TimeZone')")).toBe("UTC");
  expect(await ask(first.url, "current_setting('fsync')")).toBe("on");
  expect(await ask(first.url, "current_setting('unix_socket_directories')")).toBe("");
  expect(await ask(first.url, "lower('ÉÀ')")).toBe("éà");
  await change(first.url, "CREATE TABLE kept AS SELECT 42 AS it");
  await first.stop();
  await first.stop();
  expect(isAlive(pid)).toBe(false);

  const again = await startEmbeddedPostgres({ dataDir, log });
  expect(again.url).toBe(first.url);
  expect(await ask(again.url, "(SELECT it FROM kept)")).toBe(42);
  await again.stop();
});

test("its password is generated, kept to ourselves, and needed", async () => {
  const postgres = await startEmbeddedPostgres({ dataDir, log });
  const file = join(dataDir, "postgres", "password");
  expect(statSync(file).mode & 0o077).toBe(0);
  const guess = new URL(postgres.url);
  guess.password = "postgres";
  await expect(ask(guess.href, "1")).rejects.toThrow(/password authentication failed/);
  await postgres.stop();
});

test("Ctrl-C and then a kill of the run before: it is still there, and is taken over", async () => {
  const before = await run();
  const pid = postgresPid();
  await end(before.child, "SIGINT"); // reaches the whole process group, as a terminal's Ctrl-C does
  expect(isAlive(pid)).toBe(true);

  const second = await run();
  expect(second).toMatchObject({ adopted: true, url: before.url });
  await end(second.child, "SIGKILL");

  const postgres = await startEmbeddedPostgres({ dataDir, log });
  expect(postgres.adopted).toBe(true);
  expect(await ask(postgres.url, "1")).toBe(1);
  await postgres.stop();
  expect(isAlive(pid)).toBe(false);
});

test("a machine that lost its power: it recovers what was committed", async () => {
  const before = await run();
  await change(before.url, "CREATE TABLE kept AS SELECT 42 AS it");
  process.kill(postgresPid(), "SIGKILL");
  await end(before.child, "SIGKILL");
  expect(existsSync(pidFile())).toBe(true);

  const postgres = await startEmbeddedPostgres({ dataDir, log });
  expect(postgres.adopted).toBe(false);
  expect(await ask(postgres.url, "(SELECT it FROM kept)")).toBe(42);
  await postgres.stop();
});

test("a second run beside a living one uses its Postgres, and does not stop it", async () => {
  const owner = await run();
  const guest = await startEmbeddedPostgres({ dataDir, log });
  expect(guest.url).toBe(owner.url);
  await guest.stop();
  expect(await ask(owner.url, "1")).toBe(1);
  const pid = postgresPid();
  await end(owner.child);
  expect(isAlive(pid)).toBe(false);
});

test("three first starts at once end with one Postgres", async () => {
  const runs = await Promise.all([run(), run(), run()]);
  expect(new Set(runs.map(({ url }) => url)).size).toBe(1);
  const pid = postgresPid();
  await Promise.all(runs.map(({ child }) => end(child)));
  expect(isAlive(pid)).toBe(false);
});

/** Whether any user of this machine may read this checkout. */
const checkoutIsOpen = () => {
  for (let folder = dirname(program); folder !== "/"; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o005) !== 0o005) return false;
  }
  return true;
};

test.runIf(isRoot && checkoutIsOpen())(
  "runs as an ordinary user too, inside its data folder",
  async () => {
    chownSync(dataDir, nobody, nobody);
    chmodSync(dataDir, 0o700);
    const ordinary = await run(nobody);
    expect(await ask(ordinary.url, "1")).toBe(1);
    expect(statSync(pidFile()).uid).toBe(nobody);
    await end(ordinary.child);
    expect(existsSync(pidFile())).toBe(false);
    await expect(startEmbeddedPostgres({ dataDir, log })).rejects.toThrow(
      /Start the line as that user/,
    );
  },
);
