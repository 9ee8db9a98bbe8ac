import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { readConfig } from "../../src/config.ts";
import { compose } from "../../src/line.ts";
import { carrierFor } from "../support/carrier-for.ts";
import { cableTo } from "../support/cable.ts";
import { testDatabase } from "../support/database.ts";
import { freePort } from "../support/free-port.ts";
import { quietLog } from "../support/quiet-log.ts";

const DANA = "+15555550122";
const LUC = "+15555550123";

/** Promise 1: where the thing itself is away, people are paged within 15 s by a way that does not need it. */
const PAGED_WITHIN_MS = 15_000;
const patient = { timeout: 45_000, interval: 100 };
/** Four processes start here, on a machine that may be busy with other tests. */
const starting = { timeout: 120_000, interval: 200 };
const ALL_MS = 300_000;

test(
  "frozen, without its database, without its carrier: somebody is told within 15 s, by a way that does not need it",
  { timeout: ALL_MS },
  async () => {
    const line = await startedLine();

    const frozenAt = Date.now();
    line.process.kill("SIGSTOP");
    await expect.poll(() => line.rungSince(frozenAt), patient).toEqual([DANA, LUC]);
    expect(line.firstRungAfter(frozenAt)).toBeLessThan(PAGED_WITHIN_MS);
    await expect.poll(() => line.outside.join(" "), patient).toMatch(/\/fail sweepSilent/);
    expect(line.texts().join(" ")).toMatch(/worker has stopped/);
    line.process.kill("SIGCONT");
    await expect.poll(() => line.texts().join(" "), patient).toMatch(/The worker is back/);

    const goneAt = Date.now();
    await line.cable.goAway();
    await expect.poll(() => line.rungSince(goneAt), patient).toEqual([DANA, LUC]);
    expect(line.firstRungAfter(goneAt)).toBeLessThan(PAGED_WITHIN_MS);
    expect(line.texts().join(" ")).toMatch(/lost its database/);
    await line.cable.comeBack();
    await expect.poll(() => line.texts().join(" "), patient).toMatch(/The database is back/);

    const unheardAt = Date.now();
    await line.emulator.close();
    await expect.poll(() => line.outside.join(" "), patient).toMatch(/\/fail \S*carrierFailing/);
    expect(Date.now() - unheardAt).toBeLessThan(PAGED_WITHIN_MS);
  },
);

test(
  "the line's process is killed: its watchdog outlives it, rings people, and leaves once another has taken over",
  { timeout: ALL_MS },
  async () => {
    const line = await startedLine();
    const killedAt = Date.now();
    line.process.kill("SIGKILL");
    await expect.poll(() => line.rungSince(killedAt), patient).toEqual([DANA, LUC]);
    expect(line.firstRungAfter(killedAt)).toBeLessThan(PAGED_WITHIN_MS);
    const left = await line.watchdogPid();
    expect(isThere(left)).toBe(true);
    await line.startAgain();
    await expect.poll(() => line.texts().join(" "), patient).toMatch(/The worker is back/);
    await expect.poll(() => isThere(left), patient).toBe(false);
  },
);

async function startedLine() {
  const port = await freePort();
  const database = await testDatabase();
  onTestFinished(() => database.drop());
  const cable = await cableTo(new URL(database.url));
  onTestFinished(() => cable[Symbol.asyncDispose]());
  const dataDir = mkdtempSync(path.join(tmpdir(), "line-watchdog-"));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const env = { PORT: String(port), DATA_DIR: dataDir, DATABASE_URL: database.url };
  const settings = readConfig(env);
  const emulator = await carrierFor(settings, port);
  const { address, outside } = await somebodyOutside();
  const all = {
    ...env,
    DATABASE_URL: cable.url,
    TWILIO_API_BASE_URL: emulator.url,
    HEARTBEAT_URL: address,
  };
  const first = await started(port, all);
  const at = { databaseUrl: database.url, apiBaseUrl: emulator.url };
  const people = await compose(settings, at, quietLog);
  onTestFinished(() => people.close());
  await people.roster.goOnShift("robin", "line", people.line.clock.now());
  const { entries } = emulator.network.log;
  const ringsSince = (from: number) =>
    entries.flatMap((entry) => (entry.kind === "callRequested" && entry.at >= from ? [entry] : []));
  expect(ringsSince(0)).toEqual([]);
  return {
    process: first.process,
    startAgain: () => started(port, all),
    watchdogPid: () => first.watchdogPid(),
    cable,
    emulator,
    outside,
    rungSince: (from: number) => ringsSince(from).map(({ to }) => to),
    firstRungAfter: (from: number) => (ringsSince(from)[0]?.at ?? Infinity) - from,
    texts: () => entries.flatMap((entry) => (entry.kind === "messageSent" ? [entry.body] : [])),
  };
}

/** Whoever receives HEARTBEAT_URL. */
async function somebodyOutside() {
  const outside: string[] = [];
  const server = createServer((request, response) => {
    request.on("data", (body) => outside.push(`${request.url} ${body}`));
    request.on("end", () => response.end());
  });
  const port = await freePort();
  await new Promise<void>((resolve) => {
    server.listen(port, "127.0.0.1", resolve);
  });
  onTestFinished(() => void server.close());
  return { address: `http://127.0.0.1:${port}/line`, outside };
}

/** The line as an operator starts it, once it is ready and watched over. */
async function started(port: number, env: Record<string, string>) {
  const child = spawn(process.execPath, ["src/main.ts", "all"], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "ignore"],
  });
  const said: string[] = [];
  child.stdout.setEncoding("utf8").on("data", (text: string) => said.push(text));
  const others = () =>
    [...said.join("").matchAll(/"pid":(\d+)/g)]
      .map(([, pid]) => Number(pid))
      .filter((pid) => pid !== child.pid);
  onTestFinished(async () => {
    await stopped(child);
    for (const pid of new Set(others())) if (isThere(pid)) process.kill(pid, "SIGTERM");
  });
  const watchedOver = async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null);
    return answer?.ok === true && JSON.stringify(await answer.json()).includes('"watchdog":true');
  };
  await expect.poll(watchedOver, starting).toBe(true);
  return {
    process: child,
    async watchdogPid() {
      await expect.poll(() => others().length, patient).toBeGreaterThan(0);
      return others()[0] ?? 0;
    },
  };
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => {
    child.once("exit", resolve);
  });
  child.kill("SIGCONT");
  child.kill("SIGTERM");
  await ended;
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
