import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { Client, type QueryResultRow } from "pg";

import { startEmbeddedPostgres } from "../../src/adapters/postgres/embedded.ts";
import { prepareDatabase } from "../../src/adapters/postgres/prepare.ts";
import { readConfig } from "../../src/config.ts";
import { compose, type Composed } from "../../src/line.ts";
import { startRedis } from "../chaos/redis.ts";
import { freePort } from "../support/free-port.ts";
import { removeEmbeddedPostgres } from "../support/postgres.ts";

/** What a line leans on, of a bench's own: a real Postgres and a real Redis, as they are in service. */
export type Stage = {
  readonly folder: string;
  /** Where Postgres has its data. */
  readonly dataDir: string;
  readonly postgres: string;
  readonly redis: string;
};

export const backends = ["Redis", "Postgres"] as const;
/** What carries the alarms. */
export type Backend = (typeof backends)[number];

export const say = (words: string): void => void process.stderr.write(`${words}\n`);
export const silentLog = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Sets it up, and takes it down whatever happens. */
export async function onStage<T>(work: (stage: Stage) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), "line-bench-"));
  const dataDir = path.join(folder, "database");
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => undefined });
  const redis = await startRedis(await freePort(), path.join(folder, "redis"));
  try {
    await prepareDatabase(postgres.url, silentLog);
    return await work({ folder, dataDir, postgres: postgres.url, redis: redis.url });
  } finally {
    await redis.stop();
    await postgres.stop();
    removeEmbeddedPostgres(dataDir);
    rmSync(folder, { recursive: true, force: true });
  }
}

export type Wanted = {
  readonly backend: Backend;
  /** Where the carrier is. */
  readonly carrierUrl: string;
  readonly port: number;
  /** Calls that may begin in a second. */
  readonly perSecond?: number;
};

/** A line's settings on this stage; every process of it has the same keys. */
export const settingsOf = (stage: Stage, wanted: Wanted): Readonly<Record<string, string>> => ({
  PORT: String(wanted.port),
  PUBLIC_URL: `http://127.0.0.1:${wanted.port}`,
  DATA_DIR: stage.folder,
  DATABASE_URL: stage.postgres,
  TWILIO_API_BASE_URL: wanted.carrierUrl,
  OUTBOUND_PER_SECOND: String(wanted.perSecond ?? 100),
  ...(wanted.backend === "Redis" ? { REDIS_URL: stage.redis } : {}),
});

/** The line's own parts in this process, for whoever sets the scene or answers. */
export function composeHere(stage: Stage, wanted: Wanted): Promise<Composed> {
  const at = { databaseUrl: stage.postgres, apiBaseUrl: wanted.carrierUrl };
  return compose(readConfig(settingsOf(stage, wanted)), at, silentLog);
}

/** Asks the database beside the line, without the line's limits of time. */
export async function rowsOf<R extends QueryResultRow>(
  { postgres }: Pick<Stage, "postgres">,
  statement: string,
  values: readonly unknown[] = [],
): Promise<readonly R[]> {
  const client = new Client({ connectionString: postgres });
  await client.connect();
  try {
    return (await client.query<R>(statement, [...values])).rows;
  } finally {
    await client.end();
  }
}

/** Works through a list, so many at once, and says now and then how far it is. */
export async function inHands<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T, index: number) => Promise<unknown>,
  doing = "",
): Promise<void> {
  let next = 0;
  const tenth = Math.max(1_000, Math.ceil(items.length / 10));
  const hand = async (): Promise<void> => {
    for (;;) {
      const index = next;
      next += 1;
      const item = items[index];
      if (item === undefined) return;
      await work(item, index);
      if (doing !== "" && next % tenth === 0) say(`  ${doing}: ${next} of ${items.length}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, hand));
}
