import { v7 as uuid } from "uuid";

import { postgresClock } from "./adapters/clock.ts";
import { createConsoleReads } from "./adapters/postgres/console-reads.ts";
import { createDeskDirectory } from "./adapters/postgres/desk-directory.ts";
import { createDesks } from "./adapters/postgres/desks.ts";
import { openDatabase, type Database } from "./adapters/postgres/client.ts";
import { createGate } from "./adapters/postgres/gate.ts";
import { createHeartbeats } from "./adapters/postgres/heartbeats.ts";
import { createLegs } from "./adapters/postgres/legs.ts";
import { createLineEvents } from "./adapters/postgres/line-events.ts";
import { createLive } from "./adapters/postgres/live.ts";
import { createPlans } from "./adapters/postgres/plans.ts";
import { createRecordings } from "./adapters/postgres/recordings.ts";
import { createReads } from "./adapters/postgres/reads.ts";
import { createRoster } from "./adapters/postgres/roster.ts";
import { shiftParts } from "./adapters/postgres/shift-parts.ts";
import { createSignIn, type SignIn } from "./adapters/postgres/sign-in.ts";
import { createStore } from "./adapters/postgres/store.ts";
import { createWatchdogReads } from "./adapters/postgres/watchdog-reads.ts";
import { askTime } from "./adapters/postgres/time.ts";
import { alarms } from "./adapters/queue/alarms.ts";
import type { QueueConnection } from "./adapters/queue/connection.ts";
import { twilioPhone, type PhoneSettings } from "./adapters/twilio/phone.ts";
import { urls } from "./adapters/twilio/urls.ts";
import { twilioRecordings } from "./adapters/twilio/recordings.ts";
import { twilioPager } from "./adapters/twilio/pager.ts";
import { shiftCalendar } from "./adapters/shift-calendar.ts";
import { createVault, type Vault } from "./adapters/vault.ts";
import type { Settings } from "./config.ts";
import type { Alarms, Clock, Line, Log, VoiceSettings } from "./engine/ports.ts";

export type Composed = Awaited<ReturnType<typeof compose>>;

/** What a test may replace. */
export type Overrides = {
  readonly clock?: Clock & { start(): Promise<void>; stop(): void };
  readonly alarms?: Alarms & { close(): Promise<void> };
};

/** Every part of the line, built once. `databaseUrl` and `baseUrl` are known only now: they may be our own Postgres and emulator. */
export async function compose(
  { config, secrets }: Settings,
  at: { readonly databaseUrl: string; readonly apiBaseUrl: string | null },
  log: Log,
  overrides: Overrides = {},
) {
  const database = openDatabase(at.databaseUrl, (err) => log.warn({ err }, "A connection broke"));
  const { db, pool } = database;
  const lineEvents = createLineEvents(db);
  const clock = overrides.clock ?? timeOf(pool, log, lineEvents);
  await clock.start();
  const queue = queueOf(secrets, at.databaseUrl);
  const vault = createVault(secrets.vaultKeys);
  const roster = createRoster(db, vault);
  const live = createLive(at.databaseUrl, log);
  const waking = overrides.alarms ?? alarms(queue, { clock, log });
  const phone = phoneOf({ config, secrets }, at.apiBaseUrl, clock);
  const line: Line = {
    ...onPostgres(db, vault, { config, secrets }),
    clock,
    alarms: waking,
    phone: twilioPhone(phone),
    recordings: { ...createRecordings(db, vault), ...twilioRecordings(phone.account) },
    roster,
    live,
    lineEvents,
    log,
    ids: { uuid },
    voice: voiceOf(config),
  };
  return {
    line,
    database: { ...database, url: at.databaseUrl },
    vault,
    roster,
    live,
    queue,
    urls: phone.urls,
    announcementKey: phone.announcementKey,
    signIn: signInOf({ config, secrets }, db, line),
    ...forTheConsole(db, vault, config),
    ...forTheWatchdog(db, vault, phone),
    async close() {
      await waking.close();
      await live.close();
      clock.stop();
      await database.close();
    },
  };
}

/** The parts that are nothing but tables. */
function onPostgres(
  db: Database,
  vault: Vault,
  { config, secrets }: Settings,
): Pick<Line, "store" | "legs" | "plans" | "desks" | "gate"> {
  return {
    store: createStore(db),
    legs: createLegs(db),
    plans: createPlans(db, vault, secrets.hashKey),
    desks: createDesks(db, vault),
    gate: createGate(db, config.twilio.outboundPerSecond),
  };
}

const forTheConsole = (db: Database, vault: Vault, { names }: Settings["config"]) => ({
  reads: createReads(db),
  consoleReads: createConsoleReads(db),
  directory: createDeskDirectory(db, vault),
  ...shiftParts(db, shiftCalendar, names.timeZone),
});

const forTheWatchdog = (db: Database, vault: Vault, { account }: PhoneSettings) => ({
  heartbeats: createHeartbeats(db),
  watchdogReads: createWatchdogReads(db, vault),
  pager: twilioPager(account),
});

/** Postgres tells the time. A step of it is kept and said aloud: deadlines were promised by it. */
function timeOf(pool: Pool, log: Log, lineEvents: Line["lineEvents"]) {
  const clock = postgresClock({
    log,
    ask: () => askTime(pool),
    onStep: (stepMs) => {
      log.error({ stepMs }, "The clock stepped");
      const data = { stepMs: String(stepMs) };
      lineEvents
        .append({ kind: "clockStepped", subject: null, data, at: clock.now(), cause: null })
        .catch((err: unknown) => log.error({ err }, "The clock's step was not recorded"));
    },
  });
  return clock;
}

type Pool = ReturnType<typeof openDatabase>["pool"];

const queueOf = ({ redisUrl }: Settings["secrets"], postgres: string): QueueConnection =>
  redisUrl === null ? { postgres } : { redis: redisUrl };

const signInOf = ({ config, secrets }: Settings, db: Database, { clock, log }: Line): SignIn =>
  createSignIn(db, { secret: secrets.authSecret, publicUrl: config.http.publicUrl, clock, log });

/** How we reach the carrier, and where it reaches us. */
const phoneOf = (
  { config, secrets }: Settings,
  baseUrl: string | null,
  clock: Clock,
): PhoneSettings => ({
  account: {
    accountSid: secrets.twilio.accountSid,
    authToken: secrets.twilio.authToken,
    apiKey: secrets.twilio.apiKey,
    baseUrl,
  },
  urls: urls(config.http.publicUrl, config.outside.fallbackUrl, secrets.authSecret),
  announcementKey: secrets.authSecret,
  clock,
});

/** A rehearsal's calls show a rehearsal number; desks are shown one they can call back. */
function voiceOf({ names, numbers }: Settings["config"]): VoiceSettings {
  const of = (role: "public" | "rehearsal" | "desk-return"): string | undefined =>
    numbers.find((one) => one.role === role)?.number;
  const any = numbers[0]?.number ?? "";
  return {
    lineName: names.line,
    timeZone: names.timeZone,
    fromNumber: (_role, rehearsal) => of(rehearsal ? "rehearsal" : "public") ?? any,
    deskReturnNumber: () => of("desk-return") ?? any,
  };
}
