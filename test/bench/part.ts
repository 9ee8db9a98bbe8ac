import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { rowsOf, type Stage } from "./stage.ts";
import { usageOf, type Usage } from "./usage.ts";

/** One process of the line. */
export type Part = {
  readonly name: string;
  /** From its start until it did its work. */
  readonly startMs: number;
  usage(): Usage;
  /** As a power cut would. */
  kill(): Promise<void>;
  stop(): Promise<void>;
};

export type Program = {
  readonly role: "api" | "worker" | "watchdog" | "all";
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
  readonly isReady: () => Promise<boolean>;
};

const project = path.join(import.meta.dirname, "../..");
const LOOK_EVERY_MS = 20;
const READY_WITHIN_MS = 120_000;

/** Starts it and waits until it is ready. Throws with the end of its log when it never is. */
export async function startPart(
  { folder }: Stage,
  { role, name, env, isReady }: Program,
): Promise<Part> {
  const logFile = path.join(folder, `${name.replaceAll(" ", "-")}.log`);
  const out = openSync(logFile, "a");
  const began = performance.now();
  const child = spawn(process.execPath, [FLAG, "src/main.ts", role], {
    cwd: project,
    env: { ...process.env, ...env },
    stdio: ["ignore", out, out],
  });
  closeSync(out);
  while (!(await isReady().catch(() => false))) {
    if (isOver(child) || performance.now() - began > READY_WITHIN_MS) {
      child.kill("SIGKILL");
      throw new Error(`${name} does not start:\n${readFileSync(logFile, "utf8").slice(-2_000)}`);
    }
    await pause(LOOK_EVERY_MS);
  }
  const startMs = performance.now() - began;
  return {
    name,
    startMs,
    usage: () => usageOf(child.pid ?? 0),
    kill: () => ended(child, "SIGKILL"),
    stop: () => ended(child, "SIGTERM"),
  };
}

const FLAG = "--disable-warning=ExperimentalWarning";

const isOver = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode !== null || signalCode !== null;

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (isOver(child)) return;
  const over = once(child, "exit");
  child.kill(signal);
  const slow = setTimeout(() => child.kill("SIGKILL"), 15_000);
  await over;
  clearTimeout(slow);
}

type Settings = Readonly<Record<string, string>>;

export const startApi = (stage: Stage, env: Settings): Promise<Part> =>
  startPart(stage, {
    role: "api",
    name: "api",
    env,
    isReady: async () =>
      (await fetch(`http://127.0.0.1:${env["PORT"]}/health/live`)).status === 200,
  });

/** Known by its connection to Postgres, which has its name; it looks at what is owed from then on. */
export function startConnected(
  stage: Stage,
  role: "worker" | "watchdog",
  name: string,
  env: Settings,
): Promise<Part> {
  const known = name.replaceAll(" ", "_");
  return startPart(stage, {
    role,
    name,
    env: { ...env, DATABASE_URL: `${stage.postgres}?application_name=${known}` },
    isReady: async () => {
      const asked = "SELECT FROM pg_stat_activity WHERE application_name = $1";
      return (await rowsOf(stage, asked, [known])).length > 0;
    },
  });
}
