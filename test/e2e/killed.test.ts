import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { expect, onTestFinished, test } from "vitest";

import { readConfig } from "../../src/config.ts";
import type { InputBody } from "../../src/domain/session/inputs.ts";
import { brisk } from "../../src/domain/session/policy.ts";
import { handle } from "../../src/engine/handle.ts";
import type { Emulator } from "../../src/emulator/server.ts";
import { compose } from "../../src/line.ts";
import { carrierFor } from "../support/carrier-for.ts";
import { testDatabase } from "../support/database.ts";
import { freePort } from "../support/free-port.ts";
import { quietLog } from "../support/quiet-log.ts";
import { CALLER, ontario, planGiven, REHEARSAL } from "../support/rehearsal.ts";

const READY_WITHIN_MS = 20_000;
/** Promise 1: where the only process is away, help is requested within 5 s of its return. */
const AFTER_RETURN_MS = 5_000;

test("killed in the middle of a watch and started again, the line sends help", async () => {
  const port = await freePort();
  const { settings, env } = await away(port);
  const emulator = await carrierFor(settings, port);
  env["TWILIO_API_BASE_URL"] = emulator.url;
  const first = await started(port, env);
  const people = await compose(
    settings,
    { databaseUrl: env["DATABASE_URL"] ?? "", apiBaseUrl: emulator.url },
    quietLog,
  );
  onTestFinished(() => people.close());
  const { line, roster, reads } = people;
  const give = (id: string, sessionId: string, input: InputBody) =>
    handle(line, sessionId, { ...input, id, at: line.clock.now() });

  await roster.goOnShift("robin", "line", line.clock.now());
  emulator.network.softphone("robin", { answers: { afterMs: 500 } });
  const call = await emulator.network.phone(CALLER).calls(REHEARSAL);
  await call.hears(/practice call/);
  const session = await accompanied(reads);
  await line.plans.write(session, ontario, line.clock.now());
  const desks = await line.desks.forPlace(ontario, true, line.clock.now());
  await give("1", session, { kind: "planRecorded", by: "robin", plan: planGiven(desks) });
  await give("2", session, { kind: "goneQuietMarked", by: "robin" });
  const helpAt = line.clock.now() + brisk.numbers.quietMs;

  first.kill("SIGKILL");
  await line.clock.until(helpAt + 500);
  expect(desksCalled(emulator)).toEqual([]);
  await started(port, env);
  const readyAt = line.clock.now();
  await expect.poll(() => desksCalled(emulator).length, { timeout: AFTER_RETURN_MS }).toBe(1);
  expect(line.clock.now() - readyAt).toBeLessThan(AFTER_RETURN_MS);
});

test("asked twice to stop, as Ctrl-C under npm does, the line still stops cleanly", async () => {
  const port = await freePort();
  const { settings, env } = await away(port);
  env["TWILIO_API_BASE_URL"] = (await carrierFor(settings, port)).url;
  const line = await started(port, env);
  const ended = new Promise((resolve) => {
    line.once("exit", (code, signal) => resolve({ code, signal }));
  });
  line.kill("SIGINT");
  line.kill("SIGINT");
  expect(await ended).toEqual({ code: 0, signal: null });
});

const desksCalled = ({ network }: Emulator) =>
  network.log.entries.filter(
    (entry) => entry.kind === "callRequested" && entry.to.startsWith("+155555502"),
  );

async function away(port: number) {
  const dataDir = mkdtempSync(path.join(tmpdir(), "line-killed-"));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const database = await testDatabase();
  onTestFinished(() => database.drop());
  const env: Record<string, string> = {
    PORT: String(port),
    DATA_DIR: dataDir,
    DATABASE_URL: database.url,
  };
  return { env, settings: readConfig(env) };
}

/** The line as an operator starts it, once it says that it is ready. */
async function started(port: number, env: Record<string, string>): Promise<ChildProcess> {
  const child = spawn(process.execPath, ["src/main.ts", "all"], {
    env: { ...process.env, ...env },
    stdio: "ignore",
  });
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => {
      child.once("exit", resolve);
    });
    child.kill("SIGTERM");
    await ended;
  });
  const ready = () =>
    fetch(`http://127.0.0.1:${port}/health/ready`).then(
      (answer) => answer.ok,
      () => false,
    );
  await expect.poll(ready, { timeout: READY_WITHIN_MS, interval: 50 }).toBe(true);
  return child;
}

async function accompanied(reads: Awaited<ReturnType<typeof compose>>["reads"]): Promise<string> {
  for (;;) {
    const [session] = await reads.openSessions();
    if (session?.company.state === "with") return session.id;
    await pause(50);
  }
}
