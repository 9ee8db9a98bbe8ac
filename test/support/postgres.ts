import { spawn } from "node:child_process";
import { existsSync, realpathSync, rmSync } from "node:fs";
import { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "pg";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "../../src/adapters/postgres/embedded.ts";
import { migrate } from "../../src/adapters/postgres/migrate.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A migrated database, the template of every test's own. Nothing connects to it. */
    readonly templateUrl: string;
  }
}

/**
 * Vitest's global setup: one real Postgres for the whole run, however many projects ask. Stopped and
 * removed at the end, also where the run is interrupted or killed.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = join(tmpdir(), `the-line-test-${process.pid}`);
  const first = !existsSync(dataDir);
  if (first) cleanUpWhenWeEnd(dataDir);
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => {} });
  await migrate(postgres.url);
  await neverWaitForDisk(postgres.url);
  project.provide("templateUrl", postgres.url);
  return async () => {
    await postgres.stop();
    if (first) removeEmbeddedPostgres(dataDir);
  };
}

/** Nothing here has to outlive a power cut: a commit that waited for the disk would be most of a test's time. */
export async function neverWaitForDisk(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("ALTER SYSTEM SET fsync = off");
    await client.query("ALTER SYSTEM SET synchronous_commit = off");
    await client.query("SELECT pg_reload_conf()");
  } finally {
    await client.end();
  }
}

/** Forgets a stopped Postgres: as root it lives outside its data folder. */
export function removeEmbeddedPostgres(dataDir: string): void {
  const place = join(dataDir, "postgres");
  if (existsSync(place)) rmSync(realpathSync(place), { recursive: true });
  rmSync(dataDir, { recursive: true, force: true });
}

/** A process of its own sees our end even where we get no chance to act on it. */
function cleanUpWhenWeEnd(dataDir: string): void {
  const program = fileURLToPath(new URL("postgres-cleanup.ts", import.meta.url));
  const child = spawn(process.execPath, [program, dataDir], {
    detached: true,
    stdio: ["pipe", "ignore", "inherit"],
  });
  child.unref();
  if (child.stdin instanceof Socket) child.stdin.unref();
}
