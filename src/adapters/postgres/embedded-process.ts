import { spawn, spawnSync } from "node:child_process";
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Home } from "./embedded-home.ts";

/** A Postgres that runs on a home's data. */
export type Postmaster = { readonly pid: number; readonly port: number };

/** Options for a child that runs on the home's account, where it can be, and knows nothing of ours. */
export function asAccount(home: Home) {
  return {
    cwd: home.folder,
    env: { PATH: "/usr/bin:/bin", TZ: "UTC", LC_ALL: "C" },
    ...home.account,
  };
}

/** The Postgres running on this home's data, or null. A file left by a dead one does not count. */
export function runningPostmaster(home: Home): Postmaster | null {
  const file = join(home.data, "postmaster.pid");
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, "utf8").split("\n");
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  return isPostmaster(home, pid) ? { pid, port } : null;
}

/** Process ids are used again: only one that was started on this data is ours. */
export function isPostmaster(home: Home, pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 1) return false;
  return commandLine(pid).includes(home.data);
}

/** Whether anything has this process id: also another program, or one that ended unnoticed. */
export function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === "EPERM";
  }
}

/** The system's name of an error, such as ENOENT. */
export function errorCode(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}

/**
 * Removes the lock file of a Postgres that is dead, where its process id now belongs to something
 * else: Postgres would refuse to start for ever. (Usual after a container restarts.) Not before its
 * last worker has gone; where that cannot be seen, nothing is removed.
 */
export async function removeStaleLock(home: Home): Promise<void> {
  const file = join(home.data, "postmaster.pid");
  if (process.platform !== "linux" || !existsSync(file)) return;
  const pid = Number(readFileSync(file, "utf8").split("\n")[0]);
  if (!exists(pid)) return;
  const giveUpAt = performance.now() + 30_000;
  while (worksIn(home.data)) {
    if (performance.now() > giveUpAt) return;
    await sleep(50);
  }
  rmSync(file, { force: true });
}

/** Every process of a Postgres works in its data folder. */
function worksIn(folder: string): boolean {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.some((pid) => {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === folder;
    } catch {
      return false; // ended, or another user's, and so not Postgres of ours
    }
  });
}

function commandLine(pid: number): string {
  if (process.platform === "linux") {
    const file = `/proc/${pid}/cmdline`;
    try {
      return readFileSync(file, "utf8");
    } catch (error) {
      if (existsSync(`/proc/${pid}`)) throw error;
      return "";
    }
  }
  const { stdout, error } = spawnSync("ps", ["-o", "args=", "-p", String(pid)], {
    encoding: "utf8",
  });
  if (error) throw error;
  return stdout;
}

/**
 * Starts Postgres on `port` of 127.0.0.1 and no Unix socket, in a process group of its own: Ctrl-C
 * reaches us, and we stop it last. It writes to a file, so that it outlives us if we are killed.
 * Its log never holds a row or a statement.
 */
export function spawnPostmaster(home: Home, port: number): { failed: () => string | null } {
  const logFile = join(home.folder, "postgres.log");
  if (existsSync(logFile)) renameSync(logFile, `${logFile}.before`);
  const log = openSync(logFile, "a", 0o600);
  const settings = Object.entries({
    listen_addresses: "127.0.0.1",
    port,
    unix_socket_directories: "",
    timezone: "UTC",
    log_timezone: "UTC",
    log_checkpoints: "off",
    log_error_verbosity: "terse",
    log_min_error_statement: "panic",
  }).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = spawn(join(home.programs, "postgres"), ["-D", home.data, ...settings], {
    ...asAccount(home),
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  let reason: string | null = null;
  let ended = false;
  child.once("error", (error) => {
    reason = error.message;
  });
  child.once("exit", () => {
    ended = true;
  });
  child.unref();
  const failed = () => reason ?? (ended ? `it ended at once:\n${lastLines(logFile)}` : null);
  return { failed };
}

function lastLines(file: string): string {
  return readFileSync(file, "utf8").split("\n").slice(-12).join("\n").trim();
}
