import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";

import { freePort } from "../support/free-port.ts";
import type { Service } from "./compose.ts";
import { untilTrue } from "./part.ts";

/** Debian's Redis, with the words of docker-compose.yml, and its health check. */
export async function startRedis({ command = [], healthcheck }: Service, folder: string) {
  mkdirSync(folder);
  const port = await freePort();
  const [program = "", ...words] = command;
  const here = ["--port", String(port), "--bind", "127.0.0.1", "--dir", folder];
  const child = spawn(program, [...words, ...here], { stdio: "ignore" });
  const [, client = "", ...asks] = healthcheck?.test ?? [];
  const isUp = () => spawnSync(client, ["-p", String(port), ...asks]).status === 0;
  await untilTrue("Redis is healthy", isUp, 10_000);
  return {
    url: `redis://127.0.0.1:${port}`,
    async close() {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}
