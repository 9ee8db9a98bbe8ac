import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chownSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Home } from "./embedded-home.ts";
import { asAccount, errorCode, exists } from "./embedded-process.ts";

const run = promisify(execFile);

/** The password of this home's Postgres, made on first use and readable by us alone. */
export function rememberedPassword(home: Home): string {
  const file = join(home.folder, "password");
  if (!existsSync(file)) {
    const unfinished = `${file}.${process.pid}`;
    writeFileSync(unfinished, randomBytes(24).toString("base64url"), { mode: 0o600 });
    try {
      linkSync(unfinished, file);
    } catch (error) {
      if (errorCode(error) !== "EEXIST") throw error; // made meanwhile by another run
    } finally {
      rmSync(unfinished);
    }
  }
  return readFileSync(file, "utf8");
}

/**
 * Makes the empty database cluster if there is none. It is made beside its place and then moved
 * there, so that a start cut short leaves nothing half made.
 */
export async function makeCluster(home: Home, log: (line: string) => void): Promise<void> {
  if (existsSync(home.data)) return;
  log("Making a database. This happens once, and takes a few seconds.");
  removeUnfinished(home);
  const unfinished = join(home.folder, `making-${process.pid}`);
  const passwordFile = join(home.folder, `making-${process.pid}.password`);
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, rememberedPassword(home), { mode: 0o600 });
  for (const path of [unfinished, passwordFile]) {
    if (home.account) chownSync(path, home.account.uid, home.account.gid);
  }
  try {
    await initdb(home, unfinished, passwordFile);
  } finally {
    rmSync(passwordFile);
  }
  if (existsSync(home.data)) rmSync(unfinished, { recursive: true });
  else renameSync(unfinished, home.data);
}

async function initdb(home: Home, folder: string, passwordFile: string): Promise<void> {
  const options = [
    `--pgdata=${folder}`,
    "--username=postgres",
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
  ];
  await run(join(home.programs, "initdb"), options, asAccount(home));
}

/** What a killed start left behind; what a living one is making stays. */
function removeUnfinished(home: Home): void {
  for (const name of readdirSync(home.folder)) {
    const pid = Number(/^making-(\d+)/.exec(name)?.[1]);
    if (pid && (pid === process.pid || !exists(pid)))
      rmSync(join(home.folder, name), { recursive: true });
  }
}
