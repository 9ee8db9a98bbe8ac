import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import type { Service } from "./compose.ts";
import { outsideEnv, type Image } from "./dockerfile.ts";

/** A container's process, without the container. */
export type Part = {
  readonly name: string;
  /** By the health check of docker-compose.yml. */
  isHealthy(): boolean;
  /** SIGTERM, and how it ended within its time of grace. */
  stop(): Promise<{ readonly code: number | null; readonly tookMs: number }>;
  ended(): Promise<number | null>;
};

export type Place = {
  readonly image: Image;
  readonly scratch: string;
  readonly uid: number;
  /** What stands for the addresses and folders that docker-compose.yml names. */
  readonly changed: Readonly<Record<string, string>>;
};

export function startPart(name: string, service: Service, place: Place): Part {
  const { image, scratch, uid } = place;
  const env = { ...outsideEnv(), ...image.env, ...service.environment, ...place.changed };
  const [program = "", ...words] = [...image.entrypoint, ...(service.command ?? image.cmd)];
  const log = openSync(path.join(scratch, `${name}.log`), "a");
  const child = spawn(program, words, {
    cwd: image.workdir,
    env,
    stdio: ["ignore", log, log],
    ...asSomebody(image.isRoot, uid),
  });
  closeSync(log);
  return {
    name,
    isHealthy: () => checked(service, place),
    async stop() {
      const began = process.hrtime.bigint();
      const ending = exitOf(child);
      child.kill("SIGTERM");
      const grace = setTimeout(() => child.kill("SIGKILL"), graceMs(service));
      const code = await ending;
      clearTimeout(grace);
      return { code, tookMs: Number((process.hrtime.bigint() - began) / 1_000_000n) };
    },
    ended: () => exitOf(child),
  };
}

/** Only root can become somebody else. */
export const asSomebody = (isRoot: boolean, uid: number) =>
  isRoot || process.getuid?.() !== 0 ? {} : { uid, gid: uid };

const graceMs = ({ stop_grace_period: grace = "10s" }: Service): number =>
  Number.parseInt(grace, 10) * 1_000;

async function exitOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  return child.exitCode;
}

/** `CMD node --eval …`, with the port that stands for 3000. */
function checked({ healthcheck }: Service, { changed, image, uid }: Place): boolean {
  const [kind, program = "", ...words] = healthcheck?.test ?? [];
  if (kind !== "CMD") throw new Error("Its health check is no CMD");
  const port = changed["PORT"] ?? "";
  const { status } = spawnSync(
    program,
    words.map((word) => word.replace(":3000/", `:${port}/`)),
    { cwd: image.workdir, env: outsideEnv(), stdio: "ignore", ...asSomebody(image.isRoot, uid) },
  );
  return status === 0;
}

export async function untilTrue(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  withinMs: number,
): Promise<void> {
  const until = process.hrtime.bigint() + BigInt(withinMs) * 1_000_000n;
  while (!(await isSo())) {
    if (process.hrtime.bigint() > until) throw new Error(`${what}: not within ${withinMs} ms`);
    await pause(100);
  }
}
