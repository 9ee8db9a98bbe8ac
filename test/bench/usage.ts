import { readdirSync, readFileSync } from "node:fs";

import { Redis } from "ioredis";

import { embeddedHome } from "../../src/adapters/postgres/embedded-home.ts";
import { runningPostmaster } from "../../src/adapters/postgres/embedded-process.ts";
import type { Stage } from "./stage.ts";

/** What a part of the line has used so far, and holds now. */
export type Usage = { readonly cpuMs: number; readonly memoryBytes: number };

/** A tick of the kernel's accounting, on every Linux that Node runs on. */
const TICK_MS = 10;

/** One process. Linux only; throws elsewhere, or when it has ended. */
export function usageOf(pid: number): Usage {
  const { own } = accountOf(pid);
  return { cpuMs: own * TICK_MS, memoryBytes: memoryOf(pid) };
}

/** The built-in Postgres: the postmaster, its connections, and those that have ended. */
export function usageOfPostgres({ dataDir }: Stage): Usage {
  const postmaster = runningPostmaster(embeddedHome(dataDir))?.pid;
  if (postmaster === undefined) throw new Error("Postgres does not run");
  for (;;) {
    const seen = usageOfFamily(postmaster);
    if (seen !== null) return seen;
  }
}

/** Null: a child ended while we looked, and what it used may be counted with its parent by now. */
function usageOfFamily(parent: number): Usage | null {
  const { own, ended } = accountOf(parent);
  let cpuMs = (own + ended) * TICK_MS;
  let memoryBytes = memoryOf(parent);
  for (const pid of childrenOf(parent)) {
    try {
      const child = usageOf(pid);
      cpuMs += child.cpuMs;
      memoryBytes += child.memoryBytes;
    } catch (err) {
      if (hasEnded(err)) return null;
      throw err;
    }
  }
  return { cpuMs, memoryBytes };
}

export async function usageOfRedis({ redis: url }: Stage): Promise<Usage> {
  const redis = new Redis(url);
  try {
    const said = await redis.info();
    const of = (name: string): number =>
      Number(new RegExp(`^${name}:([\\d.]+)`, "m").exec(said)?.[1] ?? Number.NaN);
    const cpuMs = (of("used_cpu_user") + of("used_cpu_sys")) * 1_000;
    return { cpuMs, memoryBytes: of("used_memory_rss") };
  } finally {
    redis.disconnect();
  }
}

type Account = { readonly parent: number; readonly own: number; readonly ended: number };

/** In ticks: what it used itself, and what those of its children used that have ended. */
function accountOf(pid: number): Account {
  const text = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The name before it may hold anything, even brackets.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const at = (place: number) => Number(fields[place]);
  return { parent: at(1), own: at(11) + at(12), ended: at(13) + at(14) };
}

function childrenOf(parent: number): readonly number[] {
  const pids = readdirSync("/proc")
    .map(Number)
    .filter((pid) => pid > 0);
  return pids.filter((pid) => parentOf(pid) === parent);
}

/** Null: it ended while we looked. */
function parentOf(pid: number): number | null {
  try {
    return accountOf(pid).parent;
  } catch {
    return null;
  }
}

const hasEnded = (err: unknown): boolean =>
  err instanceof Error && "code" in err && (err.code === "ENOENT" || err.code === "ESRCH");

/** Its share of what it has in memory: what several share is counted once among them. */
function memoryOf(pid: number): number {
  const said = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
  return Number(/^Pss:\s+(\d+) kB/m.exec(said)?.[1] ?? Number.NaN) * 1_024;
}
