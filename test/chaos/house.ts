import { createServer } from "node:net";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { Pool } from "pg";

import { migrate } from "../../src/adapters/postgres/migrate.ts";
import { readConfig, type Settings } from "../../src/config.ts";
import type { Log } from "../../src/engine/ports.ts";
import { compose, type Composed } from "../../src/line.ts";
import { dice } from "../support/dice.ts";
import { freePort } from "../support/free-port.ts";
import { startBalancer } from "./balancer.ts";
import { startPostgres, type PostgresServer } from "./postgres.ts";
import { applicationName, keepRunning, type Kept, type Program } from "./processes.ts";
import { startRedis, type RedisServer } from "./redis.ts";
import { seed } from "./staffing.ts";
import type { Troubles } from "./troubles.ts";

export const roles = ["api", "worker", "watchdog"] as const;
export type Role = (typeof roles)[number];

/** A line of several processes on one machine, with everything it leans on. */
export type House = {
  readonly settings: Settings;
  readonly publicUrl: string;
  readonly emulatorUrl: string;
  readonly parts: Readonly<Record<Role, readonly Kept[]>>;
  readonly postgres: PostgresServer;
  readonly redis: RedisServer;
  /** The harness's own eye on the database. It asks; it never writes. */
  readonly pool: Pool;
  /** What the processes wrote. */
  readonly folder: string;
  /** The line's own parts, for whoever sets the stage or looks at it afterwards. */
  compose(): Promise<Composed>;
  close(keepLogs: boolean): Promise<void>;
};

const COUNT = { api: 2, worker: 2, watchdog: 1 } as const;

/** The harness has nothing to say for the line. */
export const silentLog: Log = {
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

type Wanted = {
  readonly seed: number;
  readonly perSecond: number;
  /** Somebody outside who is told every few seconds that all is well. */
  readonly heartbeatUrl: string | null;
};

/** Starts it all and waits until it is up; `seed` decides how long each process stays away once it was killed. */
export async function openHouse(wanted: Wanted, troubles: Troubles): Promise<House> {
  const folder = mkdtempSync(path.join(tmpdir(), "line-chaos-"));
  const postgres = await startPostgres(path.join(folder, "database"), troubles);
  const redis = await startRedis(await freePort(), path.join(folder, "redis"));
  const port = await twoFreePorts();
  const publicUrl = `http://127.0.0.1:${port}`;
  const emulatorUrl = `http://127.0.0.1:${port + 1}`;
  const env: Record<string, string> = {
    PORT: String(port),
    PUBLIC_URL: publicUrl,
    DATA_DIR: folder,
    DATABASE_URL: postgres.url,
    REDIS_URL: redis.url,
    TWILIO_API_BASE_URL: emulatorUrl,
    OUTBOUND_PER_SECOND: String(wanted.perSecond),
    ...(wanted.heartbeatUrl === null ? {} : { HEARTBEAT_URL: wanted.heartbeatUrl }),
  };
  const settings = readConfig(env);
  await migrate(postgres.url);
  const pool = new Pool({ connectionString: postgres.url, max: 3, query_timeout: 3_000 });
  pool.on("error", () => undefined); // Postgres is restarted under it
  const composeNow = () =>
    compose(settings, { databaseUrl: postgres.url, apiBaseUrl: emulatorUrl }, silentLog);
  const apiPorts = await Promise.all(Array.from({ length: COUNT.api }, () => freePort()));
  const balancer = await startBalancer(port, apiPorts);
  const start = (name: string, role: Program["role"], own: Record<string, string>) => {
    const logFile = path.join(folder, `${name.replace(" ", "-")}.log`);
    const isReady = readiness({ name, role, pool, port: Number(own["PORT"] ?? port + 1) });
    const program = { name, role, env: { ...env, ...own }, logFile, isReady };
    return keepRunning(program, troubles, dice(wanted.seed, name));
  };
  const emulator = await start("emulator", "emulator", {});
  const composed = await composeNow();
  await seed(composed, folder);
  await composed.close();
  const parts = {
    api: await Promise.all(
      apiPorts.map((own, index) => start(`api ${index + 1}`, "api", { PORT: String(own) })),
    ),
    worker: await several(COUNT.worker, (n) => start(`worker ${n}`, "worker", {})),
    watchdog: await several(COUNT.watchdog, (n) => start(`watchdog ${n}`, "watchdog", {})),
  };
  return {
    settings,
    publicUrl,
    emulatorUrl,
    parts,
    postgres,
    redis,
    pool,
    folder,
    compose: composeNow,
    async close(keepLogs) {
      await Promise.all(Object.values(parts).flatMap((some) => some.map((one) => one.stop())));
      await emulator.stop();
      await balancer.close();
      await pool.end();
      await redis.stop();
      await postgres.close();
      if (!keepLogs) rmSync(folder, { recursive: true, force: true });
    },
  };
}

const several = (count: number, start: (n: number) => Promise<Kept>): Promise<Kept[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => start(index + 1)));

type Looked = {
  readonly name: string;
  readonly role: Program["role"];
  readonly pool: Pool;
  readonly port: number;
};

/** An api answers; a worker or watchdog has its connection to Postgres, and looks at what is owed from then on. */
function readiness({ name, role, pool, port }: Looked): Program["isReady"] {
  const answers = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    return response.status === 200;
  };
  switch (role) {
    case "api":
      return () => answers("/health/live");
    case "emulator":
      return () => answers("/control/log?after=0");
    case "worker":
    case "watchdog":
      return async (start) => {
        const found = await pool.query("SELECT FROM pg_stat_activity WHERE application_name = $1", [
          applicationName(name, start),
        ]);
        return (found.rowCount ?? 0) > 0;
      };
  }
}

/** The emulator listens beside the line, one port on. */
async function twoFreePorts(): Promise<number> {
  for (;;) {
    const port = await freePort();
    if (port < 65_535 && (await isFree(port + 1))) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
