import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setImmediate as turn } from "node:timers/promises";

import { onTestFinished } from "vitest";

import { createLog } from "../../src/adapters/log.ts";
import { publishProtocols, seedRehearsalLine } from "../../src/adapters/postgres/seed.ts";
import { alarms } from "../../src/adapters/queue/alarms.ts";
import { readConfig, type Settings } from "../../src/config.ts";
import type { Input, InputBody } from "../../src/domain/session/inputs.ts";
import { handle } from "../../src/engine/handle.ts";
import { blankPlan } from "../../src/engine/plans.ts";
import type { Line, Phone, Plan } from "../../src/engine/ports.ts";
import type { SyntheticCalls } from "../../src/engine/ports-synthetic.ts";
import type { TrainingPort } from "../../src/engine/ports-training.ts";
import { startEmulator } from "../../src/emulator/server.ts";
import { compose, type Composed } from "../../src/line.ts";
import { serve } from "../../src/serving.ts";
import { testDatabase, type TestDatabase } from "./database.ts";
import { freePort } from "./free-port.ts";
import { keptLog } from "./kept-log.ts";
import { movableClock } from "./movable-clock.ts";
import { numberOf } from "./rehearsal.ts";
import { sweepAlone } from "./sweep-alone.ts";

export const PUBLIC = "+15555550100";
export const FRENCH = "+15555550110";

const START = Date.UTC(2026, 10, 22, 3, 0);

/** The whole line and a telephone network, in one process on one clock that stands still until somebody waits. `set`: settings that are not the usual ones. */
export async function wholeLine(
  set: Readonly<Record<string, string>> = {},
  on: TestDatabase | null = null,
) {
  const clock = movableClock(START);
  const database = on ?? (await testDatabase());
  const port = await freePort();
  const settings = settingsFor({ ...set, PORT: String(port), DATABASE_URL: database.url });
  const log = keptLog();
  const sweeping = sweepAlone(clock, log);
  let isBusy = () => false;
  /** How much the carrier had logged when all was last quiet. */
  let heard = -1;
  const emulator = await startEmulator({
    port: 0,
    clock,
    passTime: (ms) => pass(ms),
    accountSid: settings.secrets.twilio.accountSid,
    authToken: settings.secrets.twilio.authToken,
    apiKey: settings.secrets.twilio.apiKey.sid,
    apiSecret: settings.secrets.twilio.apiKey.secret,
    callsPerSecond: 1,
    numbers: settings.config.numbers.map(({ number }) => numberOf(number, port)),
  });
  const at = { databaseUrl: database.url, apiBaseUrl: emulator.url };
  const waking = alsoQueued(sweeping.alarms, settings, { clock, log });
  const made = await compose(settings, at, log, { clock, alarms: waking });
  const { phone, recordings, synthetic, training, asking } = watched(made.line);
  const roster = withConsoles(made);
  const line: Composed = {
    ...made,
    line: { ...made.line, phone, recordings, synthetic, training, roster },
  };
  isBusy = () => asking() || isAtWork(line.database.pool);
  await publishProtocols(line.database.db, clock.now());
  await seedRehearsalLine(line.database.db, line.vault, clock.now());
  const server = await serve(settings, line, createLog({ write: log.printed }));
  sweeping.begin(line.line, line.database.db);

  async function pass(ms: number): Promise<void> {
    const until = clock.now() + ms;
    // People who wait look again every tenth of a second: where nothing was done since, nothing can be under way.
    if (heard !== emulator.network.log.entries.length || isBusy()) await settle();
    while (clock.next(until)) await settle();
  }

  /** Nothing is under way but what waits for the clock. */
  async function settle(): Promise<void> {
    for (let still = 0; still < 2;) {
      await emulator.network.settled();
      await turn();
      still = isBusy() ? 0 : still + 1;
    }
    heard = emulator.network.log.entries.length;
  }

  onTestFinished(async () => {
    sweeping.stop();
    await settle();
    await emulator.close();
    await server.close();
    await line.close();
    await database.drop();
  });
  const { publicUrl } = settings.config.http;
  const { accountSid, authToken } = settings.secrets.twilio;
  return {
    ...line,
    settings,
    publicUrl,
    accountSid,
    authToken,
    log,
    network: emulator.network,
    carrierUrl: emulator.url,
    clock,
    pass,
    ...people(line),
  };
}

/** With a Redis every alarm is set there too: nobody takes one, so that all there ever was can be looked at. */
function alsoQueued(
  sweeping: ReturnType<typeof sweepAlone>["alarms"],
  { secrets: { redisUrl } }: Settings,
  parts: Pick<Line, "clock" | "log">,
): ReturnType<typeof sweepAlone>["alarms"] {
  if (redisUrl === null) return sweeping;
  const queued = alarms({ redis: redisUrl }, parts);
  return {
    set(owed) {
      sweeping.set(owed);
      queued.set(owed);
    },
    close: () => queued.close(),
  };
}

type Pool = Composed["database"]["pool"];

const isAtWork = (pool: Pool): boolean => pool.waitingCount > 0 || pool.idleCount < pool.totalCount;

/** The same telephone, and whether the carrier is being asked something: a request on its way is seen nowhere else. */
function watched({
  phone,
  recordings,
  synthetic,
  training,
}: Pick<Line, "phone" | "recordings" | "synthetic" | "training">) {
  let underWay = 0;
  const during = async <T>(work: Promise<T>): Promise<T> => {
    underWay += 1;
    try {
      return await work;
    } finally {
      underWay -= 1;
    }
  };
  return {
    asking: () => underWay > 0,
    synthetic: {
      ...synthetic,
      ring: (call) => during(synthetic.ring(call)),
    } satisfies SyntheticCalls,
    training: {
      ...training,
      practice: {
        ...training.practice,
        ring: (call) => during(training.practice.ring(call)),
      },
    } satisfies TrainingPort,
    recordings: {
      ...recordings,
      fetch: (sid: string) => during(recordings.fetch(sid)),
      drop: (sid: string) => during(recordings.drop(sid)),
    },
    phone: {
      call: (call) => during(phone.call(call)),
      move: (leg) => during(phone.move(leg)),
      hangUp: (leg) => during(phone.hangUp(leg)),
      announce: (sessionId, script, to) => during(phone.announce(sessionId, script, to)),
      text: (to, from, body) => during(phone.text(to, from, body)),
      look: (leg) => during(phone.look(leg)),
    } satisfies Phone,
  };
}

/** Whoever is on shift has their console open, and it said so just before anybody looks. */
const withConsoles = ({ line, presences }: Composed): Line["roster"] => ({
  ...line.roster,
  async now(at) {
    const well = { registered: true, microphone: true, connectionId: "open-console" };
    for (const { staffId } of await presences.seen(at))
      await presences.beat({ staffId, ...well }, at);
    return line.roster.now(at);
  },
});

/** What people of ours do, without the console: the same inputs its API gives. */
function people({ line, roster, reads }: Composed) {
  let count = 0;
  const give = (sessionId: string, body: InputBody) => {
    count += 1;
    const input: Input = { ...body, id: `test:${count}`, at: line.clock.now() };
    return handle(line, sessionId, input);
  };
  return {
    give,
    onShift: (staffId: string, circle: "line" | "on-call" | "supervising" = "line") =>
      roster.goOnShift(staffId, circle, line.clock.now()),
    async openSession() {
      const [session, ...others] = await reads.openSessions();
      if (session === undefined || others.length > 0) {
        throw new Error(`${others.length + (session === undefined ? 0 : 1)} sessions are open`);
      }
      return session;
    },
    async recordPlan(sessionId: string, by: string, plan: Partial<Plan>) {
      const known = (await line.plans.read(sessionId)) ?? null;
      const whole = { ...blankPlan, ...known, ...plan };
      await line.plans.write(sessionId, whole, line.clock.now());
      const session = await line.store.load(sessionId);
      const desks = await line.desks.forPlace(whole, session?.rehearsal ?? true, line.clock.now());
      const { place, help, trustedFirst, mayText, numberGiven, mayFollowUp } = whole;
      const trustedPerson = whole.trusted !== null;
      const consents = { mayText, numberGiven, mayFollowUp };
      const summary = { place, help, trustedFirst, ...consents, trustedPerson, desks };
      return give(sessionId, { kind: "planRecorded", by, plan: summary });
    },
  };
}

function settingsFor(set: Readonly<Record<string, string>>): Settings {
  const dataDir = mkdtempSync(path.join(tmpdir(), "line-whole-"));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const hex = (bytes: number) => randomBytes(bytes).toString("hex");
  return readConfig({ ...set, DATA_DIR: dataDir }, () => ({
    VAULT_KEYS: `test:${randomBytes(32).toString("base64")}`,
    HASH_KEY: randomBytes(32).toString("base64"),
    AUTH_SECRET: hex(32),
    TWILIO_ACCOUNT_SID: `AC${hex(16)}`,
    TWILIO_AUTH_TOKEN: hex(16),
    TWILIO_API_KEY: `SK${hex(16)}`,
    TWILIO_API_SECRET: hex(16),
  }));
}
