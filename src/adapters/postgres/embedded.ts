import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client, DatabaseError } from "pg";
import { makeCluster, rememberedPassword } from "./embedded-cluster.ts";
import { embeddedHome } from "./embedded-home.ts";
import type { Home } from "./embedded-home.ts";
import {
  isPostmaster,
  removeStaleLock,
  runningPostmaster,
  spawnPostmaster,
} from "./embedded-process.ts";
import type { Postmaster } from "./embedded-process.ts";

const database = "the_line";
/** Held by the run that will stop this Postgres; any number that only we use. */
const ownerLock = 7_461_001;
const startLimitMs = 120_000;
const stopLimitMs = 60_000;
const pollMs = 25;

export type EmbeddedPostgres = {
  readonly url: string;
  /** True where it was running already. */
  readonly adopted: boolean;
  /**
   * Stops Postgres and waits until it has ended; call it last. Does nothing where another living run
   * of ours owns it, and nothing the second time.
   */
  readonly stop: () => Promise<void>;
};

type Options = { readonly dataDir: string; readonly log: (line: string) => void };

/**
 * A real PostgreSQL of our own, from npm, for lines without a database server. Listens on
 * 127.0.0.1 only, with a generated password. One left running by a run of ours that was killed is
 * taken over; one that crashed recovers. Throws with the reason where it cannot start.
 */
export async function startEmbeddedPostgres({ dataDir, log }: Options): Promise<EmbeddedPostgres> {
  const home = embeddedHome(dataDir);
  const password = rememberedPassword(home);
  await makeCluster(home, log);
  const running = await answering(home, password);
  const postmaster = running ?? (await start(home, password, log));
  const urlOf = (name: string) =>
    `postgresql://postgres:${password}@127.0.0.1:${postmaster.port}/${name}`;

  const owner = await takeOwnership(urlOf("postgres"), log);
  await ensureDatabase(urlOf("postgres"));
  if (!owner) log("Using the Postgres of another run of the line, which will stop it.");
  else if (running) log("Taking over the Postgres that an earlier run left running.");
  let stopping: Promise<void> | undefined;
  const stopOnce = async () => {
    if (!owner) return;
    await owner.end();
    await stop(home, postmaster.pid);
  };
  return {
    url: urlOf(database),
    adopted: running !== null,
    stop: () => (stopping ??= stopOnce()),
  };
}

/** The Postgres on this home's data once it answers us, or null where there is none. */
async function answering(home: Home, password: string): Promise<Postmaster | null> {
  const giveUpAt = performance.now() + startLimitMs;
  for (;;) {
    const running = runningPostmaster(home);
    if (!running) return null;
    if (await answers(running.port, password)) return running;
    if (performance.now() > giveUpAt) {
      throw new Error(`Postgres (process ${running.pid}) is running on ${home.data} but silent.`);
    }
    await sleep(pollMs);
  }
}

/** False while it is starting, recovering or stopping. Throws where it refuses our password. */
async function answers(port: number, password: string): Promise<boolean> {
  const client = new Client({
    host: "127.0.0.1",
    port,
    user: "postgres",
    password,
    database: "postgres",
    connectionTimeoutMillis: 2000,
  });
  try {
    await client.connect();
    return true;
  } catch (error) {
    const refused = error instanceof DatabaseError && error.code?.startsWith("28");
    if (refused) throw error;
    return false;
  } finally {
    await client.end();
  }
}

async function start(
  home: Home,
  password: string,
  log: (line: string) => void,
): Promise<Postmaster> {
  let reason = "";
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    await removeStaleLock(home);
    const port = await freePort(home);
    const { failed } = spawnPostmaster(home, port);
    const slow = setTimeout(() => log("The database is recovering; this can take a minute."), 5000);
    try {
      const started = await answeringUnless(failed, home, password);
      if (started) {
        writeFileSync(join(home.folder, "port"), String(started.port), { mode: 0o600 });
        return started;
      }
    } finally {
      clearTimeout(slow);
    }
    reason = failed() ?? "";
    await sleep(500 * attempt);
  }
  throw new Error(`The built-in Postgres did not start: ${reason}`);
}

/** As `answering`, waiting for it to appear; null where the process we started has failed. */
async function answeringUnless(
  failed: () => string | null,
  home: Home,
  password: string,
): Promise<Postmaster | null> {
  const giveUpAt = performance.now() + startLimitMs;
  while (performance.now() < giveUpAt) {
    const running = await answering(home, password);
    if (running) return running;
    if (failed() !== null) return null;
    await sleep(pollMs);
  }
  return null;
}

/** The port used last time where it is still free, else any free one, never Postgres's usual. */
async function freePort(home: Home): Promise<number> {
  const file = join(home.folder, "port");
  const remembered = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  for (const wanted of [remembered, 0, 0]) {
    const port = await listenable(wanted);
    if (port !== null && port !== 5432) return port;
  }
  throw new Error("No free port was found for the built-in Postgres.");
}

function listenable(wanted: number): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(null);
      else reject(error);
    });
    server.listen(wanted, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : null;
      server.close(() => resolve(port));
    });
  });
}

/**
 * A lock on a connection kept open: it lasts exactly as long as this run. Null where another living
 * run has it. A run that was just killed gets a second to be noticed.
 */
async function takeOwnership(url: string, log: (line: string) => void): Promise<Client | null> {
  const client = new Client({ connectionString: url, application_name: "the-line owner" });
  client.on("error", (error) => log(`The built-in Postgres went away: ${error.message}`));
  await client.connect();
  const giveUpAt = performance.now() + 1000;
  do {
    const { rows } = await client.query<{ mine: boolean }>(
      "SELECT pg_try_advisory_lock($1) AS mine",
      [ownerLock],
    );
    if (rows[0]?.mine) return client;
    await sleep(pollMs);
  } while (performance.now() < giveUpAt);
  await client.end();
  return null;
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [
      database,
    ]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${database}`);
  } catch (error) {
    const madeMeanwhile =
      error instanceof DatabaseError && /^(42P04|23505)$/.test(error.code ?? "");
    if (!madeMeanwhile) throw error;
  } finally {
    await client.end();
  }
}

/** A fast shutdown: open transactions are undone, nothing committed is lost. */
async function stop(home: Home, pid: number): Promise<void> {
  const giveUpAt = performance.now() + stopLimitMs;
  if (isPostmaster(home, pid)) process.kill(pid, "SIGINT");
  while (isPostmaster(home, pid)) {
    if (performance.now() > giveUpAt) throw new Error(`Postgres (process ${pid}) does not stop.`);
    await sleep(pollMs);
  }
}
