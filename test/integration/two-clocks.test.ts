import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { pino } from "pino";
import { v7 as uuid } from "uuid";
import { expect, onTestFinished, test } from "vitest";

import { seedRehearsalLine } from "../../src/adapters/postgres/seed.ts";
import { wake } from "../../src/adapters/queue/wake.ts";
import { readConfig } from "../../src/config.ts";
import type { InputBody } from "../../src/domain/session/inputs.ts";
import { brisk } from "../../src/domain/session/policy.ts";
import { handle } from "../../src/engine/handle.ts";
import { perform } from "../../src/engine/perform.ts";
import { compose, type Composed } from "../../src/line.ts";
import { serve } from "../../src/serving.ts";
import { sweepOften } from "../../src/worker/duties.ts";
import { carrierFor } from "../support/carrier-for.ts";
import { testDatabase } from "../support/database.ts";
import { freePort } from "../support/free-port.ts";
import { keptLog } from "../support/kept-log.ts";
import { redisInstalled, testRedis } from "../support/redis.ts";
import { CALLER, ontario, planGiven, REHEARSAL } from "../support/rehearsal.ts";

/** Promise 1's 5 s, and as much again for a machine that is busy with other tests. */
const LATE_MAX_MS = 10_000;

type Clock = "sweep" | "queue";

const noQueue = { set: () => undefined, close: () => Promise.resolve() };

/** A line with one of its clocks, in real time, and a telephone network. */
async function lineWith(clock: Clock, redisUrl?: string) {
  const port = await freePort();
  const database = await testDatabase();
  onTestFinished(() => database.drop());
  const dataDir = mkdtempSync(path.join(tmpdir(), "line-clocks-"));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const settings = readConfig({
    PORT: String(port),
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
  });
  const emulator = await carrierFor(settings, port);
  const at = { databaseUrl: database.url, apiBaseUrl: emulator.url };
  const overrides = clock === "queue" ? {} : { alarms: noQueue };
  const line = await compose(settings, at, keptLog(), overrides);
  onTestFinished(() => line.close());
  await seedRehearsalLine(line.database.db, line.vault, line.line.clock.now());
  const server = await serve(settings, line, pino({ level: "silent" }));
  onTestFinished(() => server.close());
  const ticking = clock === "sweep" ? sweepOften(line.line, "test") : await queueAlone(line);
  onTestFinished(() => ticking.close());
  return { ...line, network: emulator.network };
}

/** What is set before the queue has opened is dropped, for a sweep would find it: here there is none. */
async function queueAlone({ line, queue }: Composed) {
  const woken = new Set<string>();
  const waking = wake(
    queue,
    async (dutyId) => {
      woken.add(dutyId);
      await perform(line, "test", dutyId);
    },
    line,
    100,
  );
  const comesThrough = () => {
    const duty = { kind: "openLine", turn: 0, dueAt: line.clock.now() } as const;
    const nobodys = { id: uuid(), sessionId: uuid(), duty, attempts: 0 };
    line.alarms.set([nobodys]);
    return woken.size > 0;
  };
  await expect.poll(comesThrough, { timeout: 60_000, interval: 250 }).toBe(true);
  return waking;
}

type OneClock = Awaited<ReturnType<typeof lineWith>>;

/** A caller is answered, is accompanied, begins, and never answers again. Returns how late help was asked for. */
async function silentCaller({ line, roster, reads, network }: OneClock): Promise<number> {
  await roster.goOnShift("robin", "line", line.clock.now());
  network.softphone("robin", { answers: { afterMs: 500 } });
  await network.phone(CALLER).calls(REHEARSAL);
  const patient = { timeout: 30_000, interval: 50 };
  const accompanied = async () => (await reads.openSessions())[0]?.company.state;
  await expect.poll(accompanied, patient).toBe("with");
  const session = await onlySession(reads);
  const give = (id: string, input: InputBody) =>
    handle(line, session.id, { ...input, id, at: line.clock.now() });
  await line.plans.write(session.id, ontario, line.clock.now());
  const desks = await line.desks.forPlace(ontario, true, line.clock.now());
  await give("plan", { kind: "planRecorded", by: "robin", plan: planGiven(desks) });
  await give("using", { kind: "watchStarted", by: "robin" });
  const { watch } = await onlySession(reads);
  const helpAt = watch?.deadline.helpAt ?? 0;
  expect(helpAt).toBeGreaterThan(line.clock.now() + brisk.numbers.graceMs);
  const desk = await line.desks.desk(desks[0] ?? "");
  const askedAt = () =>
    network.log.entries.find((one) => one.kind === "callRequested" && one.to === desk?.number)?.at;
  await expect.poll(askedAt, { timeout: 60_000, interval: 50 }).toBeTypeOf("number");
  const heard = network.log.entries.flatMap((entry) =>
    entry.kind === "heard" ? [entry.text] : [],
  );
  expect(heard.join(" ")).toMatch(/Last ask/);
  return (askedAt() ?? Infinity) - helpAt;
}

async function onlySession(reads: Composed["reads"]) {
  const [session] = await reads.openSessions();
  if (session === undefined) throw new Error("No session is open");
  return session;
}

// A clock that cannot reach its database for a moment leaves it to the other, and here there is none: a starved machine is
// given a second chance.
test(
  "each clock alone: a caller falls silent, is asked, and help is asked for in time",
  { timeout: 150_000, retry: 1 },
  async () => {
    const redis = redisInstalled ? await testRedis() : null;
    onTestFinished(() => redis?.[Symbol.asyncDispose]());
    const lines = [lineWith("sweep"), lineWith("queue")];
    if (redis !== null) lines.push(lineWith("queue", redis.url));
    const late = await Promise.all(lines.map(async (line) => silentCaller(await line)));
    for (const lateMs of late) {
      expect(lateMs).toBeGreaterThanOrEqual(0);
      expect(lateMs).toBeLessThan(LATE_MAX_MS);
    }
  },
);

/** Where Redis is missing this is said at the end of the run; in CI it is a failure. */
const missing = (): void => {
  test.skipIf(process.env["CI"] === undefined)("redis-server is installed", () => {
    expect.fail("redis-server is not installed (apt-get install redis-server)");
  });
};
if (!redisInstalled) missing();
