import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import type { Dice } from "../support/dice.ts";
import { timeNow, type TroubleKind, type Troubles } from "./troubles.ts";

/** A process of the line that somebody like systemd starts again whenever it ends. */
export type Kept = {
  readonly name: string;
  isUp(): boolean;
  /** SIGKILL; false when it was not up. */
  kill(): boolean;
  stop(): Promise<void>;
};

export type Program = {
  readonly name: string;
  readonly role: "api" | "worker" | "watchdog" | "emulator";
  readonly env: Readonly<Record<string, string>>;
  /** Where what it writes is kept. */
  readonly logFile: string;
  /** Whether start number `start` does its work. */
  readonly isReady: (start: number) => Promise<boolean>;
};

const project = path.join(import.meta.dirname, "../..");
const LOOK_EVERY_MS = 100;
const READY_WITHIN_MS = 60_000;

/** Starts it, waits until it is ready, and from then on starts it again 1 to 3 s after it ended. */
export async function keepRunning(program: Program, troubles: Troubles, luck: Dice): Promise<Kept> {
  let start = 0;
  let child = run(program, "");
  const now = { up: false, stopped: false };
  let killed: (() => void) | null = null;

  const live = async (): Promise<void> => {
    const mine = child;
    const ended = exitOf(mine).then(() => "ended" as const);
    const state = await Promise.race([ready(program, start, mine), ended]);
    if (state === "ready") {
      now.up = true;
      killed?.();
      killed = null;
      await ended;
    }
    now.up = false;
    if (now.stopped) return;
    killed ??= troubles.begin(kindOf(program), program.name);
    await pause(luck.between(1_000, 3_000));
    if (now.stopped) return;
    start += 1;
    child = run(program, String(start));
    void live();
  };
  void live();
  const giveUpAt = timeNow() + READY_WITHIN_MS;
  while (!now.up) {
    if (timeNow() > giveUpAt) throw new Error(`${program.name} does not start: ${program.logFile}`);
    await pause(LOOK_EVERY_MS);
  }
  return {
    name: program.name,
    isUp: () => now.up,
    kill() {
      if (!now.up) return false;
      now.up = false;
      killed = troubles.begin(kindOf(program), program.name);
      return child.kill("SIGKILL");
    },
    async stop() {
      now.stopped = true;
      const ended = exitOf(child);
      child.kill("SIGTERM");
      const slow = setTimeout(() => child.kill("SIGKILL"), 10_000);
      await ended;
      clearTimeout(slow);
    },
  };
}

const kindOf = ({ role }: Program): TroubleKind => {
  if (role === "emulator") throw new Error("The carrier itself ended");
  return `${role} killed`;
};

/** Looks until it is, or has ended. */
async function ready(
  { isReady }: Program,
  start: number,
  child: ChildProcess,
): Promise<"ready" | "ended"> {
  while (!isOver(child)) {
    if (await isReady(start).catch(() => false)) return "ready";
    await pause(LOOK_EVERY_MS);
  }
  return "ended";
}

const isOver = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode !== null || signalCode !== null;

function exitOf(child: ChildProcess): Promise<unknown> {
  return isOver(child) ? Promise.resolve() : once(child, "exit");
}

/** `application` in its database address says which start of it a connection belongs to. */
function run({ role, name, env, logFile }: Program, start: string): ChildProcess {
  const out = openSync(logFile, "a");
  const url = env["DATABASE_URL"] ?? "";
  const child = spawn(process.execPath, ["src/main.ts", role], {
    cwd: project,
    env: {
      ...process.env,
      ...env,
      DATABASE_URL: `${url}?application_name=${applicationName(name, Number(start))}`,
    },
    stdio: ["ignore", out, out],
  });
  closeSync(out);
  return child;
}

export const applicationName = (name: string, start: number): string =>
  `${name.replace(" ", "_")}_${start}`;
