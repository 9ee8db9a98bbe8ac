import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

import { Redis } from "ioredis";

const PROGRAM = "/usr/bin/redis-server";

export type RedisServer = {
  readonly url: string;
  flushAll(): Promise<void>;
  /** SIGTERM, as an operator would; what it held is in its log on disk. */
  stop(): Promise<void>;
  start(): Promise<void>;
};

/** Redis as the runbook asks for it: an append-only file, and nothing ever evicted. Throws where it is not installed. */
export async function startRedis(port: number, folder: string): Promise<RedisServer> {
  if (!existsSync(PROGRAM)) throw new Error(`There is no ${PROGRAM}: apt-get install redis-server`);
  mkdirSync(folder, { recursive: true });
  const url = `redis://127.0.0.1:${port}`;
  let server = await run(port, folder);
  return {
    url,
    async flushAll() {
      const redis = new Redis(url, { maxRetriesPerRequest: 1, retryStrategy: () => null });
      redis.on("error", () => undefined); // the command below rejects with it
      try {
        await redis.flushall();
      } finally {
        redis.disconnect();
      }
    },
    async stop() {
      const ended = once(server, "exit");
      server.kill("SIGTERM");
      await ended;
    },
    async start() {
      server = await run(port, folder);
    },
  };
}

async function run(port: number, folder: string): Promise<ChildProcess> {
  const settings = ["--port", `${port}`, "--bind", "127.0.0.1", "--dir", folder, "--save", ""];
  const kept = ["--appendonly", "yes", "--maxmemory-policy", "noeviction"];
  const server = spawn(PROGRAM, [...settings, ...kept], { stdio: "ignore" });
  while (!(await answers(port))) {
    if (server.exitCode !== null) throw new Error(`redis-server ended with ${server.exitCode}`);
    await pause(50);
  }
  return server;
}

async function answers(port: number): Promise<boolean> {
  const redis = new Redis(port, "127.0.0.1", { lazyConnect: true, retryStrategy: () => null });
  redis.on("error", () => undefined); // said by the answer
  try {
    await redis.connect();
    return (await redis.ping()) === "PONG";
  } catch {
    return false;
  } finally {
    redis.disconnect();
  }
}
