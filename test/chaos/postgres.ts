import { setTimeout as pause } from "node:timers/promises";

import { embeddedHome } from "../../src/adapters/postgres/embedded-home.ts";
import { exists, runningPostmaster } from "../../src/adapters/postgres/embedded-process.ts";
import { startEmbeddedPostgres } from "../../src/adapters/postgres/embedded.ts";
import { removeEmbeddedPostgres } from "../support/postgres.ts";
import type { Troubles } from "./troubles.ts";

export type PostgresServer = {
  readonly url: string;
  /** Stopped in an orderly way, or killed, and started again after a moment; one at a time. */
  restart(how: "restarted" | "killed"): Promise<void>;
  close(): Promise<void>;
};

const AWAY_MS = 1_000;

/** The line's built-in Postgres, with the durability it has in service. */
export async function startPostgres(dataDir: string, troubles: Troubles): Promise<PostgresServer> {
  const start = () => startEmbeddedPostgres({ dataDir, log: () => undefined });
  let server = await start();
  const { url } = server;
  let last: Promise<void> = Promise.resolve();
  const restartNow = async (how: "restarted" | "killed"): Promise<void> => {
    const isBack = troubles.begin(`Postgres ${how}`, "Postgres");
    if (how === "killed") await kill(dataDir);
    else await server.stop();
    await pause(AWAY_MS);
    server = await start();
    isBack();
    if (server.url !== url) throw new Error("Postgres came back at another address");
  };
  return {
    url,
    restart(how) {
      last = last.then(() => restartNow(how));
      return last;
    },
    async close() {
      await server.stop();
      removeEmbeddedPostgres(dataDir);
    },
  };
}

async function kill(dataDir: string): Promise<void> {
  const running = runningPostmaster(embeddedHome(dataDir));
  if (running === null) throw new Error("There is no Postgres to kill");
  process.kill(running.pid, "SIGKILL");
  while (exists(running.pid)) await pause(20);
}
