import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const PROGRAM = "/usr/bin/redis-server";

/** Whether this machine has Redis (Debian: `apt-get install redis-server`). */
export const redisInstalled = existsSync(PROGRAM);

/** A real Redis of a test's own, on a free port; it remembers nothing when it comes back. */
export async function testRedis() {
  const port = await freePort();
  const folder = mkdtempSync(path.join(tmpdir(), "line-redis-"));
  let server = await start(port, folder);
  return {
    url: `redis://127.0.0.1:${port}`,
    goAway: () => kill(server),
    async comeBack() {
      server = await start(port, folder);
    },
    async [Symbol.asyncDispose]() {
      await kill(server);
      rmSync(folder, { recursive: true });
    },
  };
}

async function start(port: number, folder: string): Promise<ChildProcess> {
  const settings = { port, bind: "127.0.0.1", dir: folder, "maxmemory-policy": "noeviction" };
  const flags = Object.entries(settings).flatMap(([key, value]) => [`--${key}`, `${value}`]);
  const server = spawn(PROGRAM, [...flags, "--save", "", "--appendonly", "no"], {
    stdio: "ignore",
  });
  while (!(await answers(port))) {
    if (server.exitCode !== null) throw new Error(`redis-server ended with ${server.exitCode}`);
    await pause(10);
  }
  return server;
}

async function kill(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, "exit");
  server.kill("SIGKILL");
  await ended;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const say = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", () => say(true)).once("error", () => say(false));
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("No free port");
  server.close();
  await once(server, "close");
  return address.port;
}
