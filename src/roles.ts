import { spawn } from "node:child_process";
import path from "node:path";

import { v7 as uuid } from "uuid";

import { inviteByHand, verifyAudit } from "./access.ts";
import { startEmbeddedPostgres } from "./adapters/postgres/embedded.ts";
import { owe } from "./adapters/postgres/line-duties.ts";
import { pendingMigrations } from "./adapters/postgres/migrate.ts";
import { prepareDatabase } from "./adapters/postgres/prepare.ts";
import { retireRehearsalStaff } from "./adapters/postgres/seed.ts";
import { wantedAddresses } from "./adapters/twilio/numbers.ts";
import { urls } from "./adapters/twilio/urls.ts";
import { backup } from "./backup.ts";
import { ConfigError, type Settings } from "./config.ts";
import { allRetention } from "./domain/retention-duties.ts";
import { callOurselvesAt, SYNTHETIC } from "./domain/synthetic.ts";
import { lookAtTrainingAt } from "./domain/training/duties.ts";
import { greeting, numbersIn } from "./emulator/alone.ts";
import type { KnownTelephone, LineNumber } from "./emulator/exchange.ts";
import { startEmulator } from "./emulator/server.ts";
import type { AppLog } from "./adapters/log.ts";
import { run } from "./errand.ts";
import { compose, type Composed } from "./line.ts";
import { desks, handsetOf, nameOf, navigator, staffNames } from "./rehearsals/cast.ts";
import { seedRehearsals } from "./rehearsing.ts";
import { auditKept } from "./retention.ts";
import { serve, tellMetrics } from "./serving.ts";
import { rotateVault } from "./vault.ts";
import { performDuties } from "./worker/duties.ts";
import { welcome } from "./welcome.ts";
import { sayAuditHead } from "./worker/audit-head.ts";
import { watchPresence } from "./worker/presence.ts";
import { startWatchdog } from "./worker/watchdog.ts";

export const roles = [
  "api",
  "worker",
  "watchdog",
  "all",
  "migrate",
  "emulator",
  "audit",
  "invite",
  "vault",
  "retention",
  "backup",
] as const;
export type Role = (typeof roles)[number];
export const isRole = (word: string): word is Role => roles.some((role) => role === word);

export type Running = {
  close(): Promise<void>;
  /** What it still does once the process that started it is gone; it resolves when that is done. */
  alone?(): Promise<void>;
};

/**
 * Starts one part of the line, or all of it on one machine. Null: it had one thing to do, and has done it. `words` came
 * after the role: the numbers of some application for the emulator alone, or what to do with the audit or an invitation.
 */
export async function start(
  role: Role,
  settings: Settings,
  log: AppLog,
  words: readonly string[],
): Promise<Running | null> {
  switch (role) {
    case "all":
      return startAll(settings, log);
    case "emulator":
      return emulatorAlone(settings, words);
    case "migrate":
      return migrateOnly(settings, log);
    case "vault":
      return run(rotateVault, "rotate", words, beside(settings, log));
    case "retention":
      return run(auditKept, "audit", words, beside(settings, log));
    case "backup":
      return backup(beside(settings, log), words);
    case "audit":
      return verifyAudit(beside(settings, log), words);
    case "invite":
      return inviteByHand(beside(settings, log), words);
    case "api":
    case "worker":
    case "watchdog":
      return startPart(role, settings, log);
  }
}

/** Stopped in reverse: whatever was started last leans on what came before it. */
function inReverse(parts: readonly Running[]): Running {
  return {
    async close() {
      for (const part of parts.toReversed()) await part.close();
    },
  };
}

async function database(
  { config, secrets }: Settings,
  log: AppLog,
): Promise<{ url: string; parts: Running[] }> {
  if (secrets.databaseUrl !== null) return { url: secrets.databaseUrl, parts: [] };
  const postgres = await startEmbeddedPostgres({
    dataDir: config.dataDir,
    log: (words) => log.info({}, words),
  });
  return { url: postgres.url, parts: [{ close: () => postgres.stop() }] };
}

async function migrateOnly(settings: Settings, log: AppLog): Promise<null> {
  const { url, parts } = await database(settings, log);
  const applied = await prepareDatabase(url, log);
  log.info({ applied }, applied.length === 0 ? "The database is up to date" : "Migrated");
  await inReverse(parts).close();
  return null;
}

const beside = (settings: Settings, log: AppLog) => ({
  settings,
  log,
  async database() {
    const { url, parts } = await database(settings, log);
    return { url, close: () => inReverse(parts).close() };
  },
});

async function startAll(settings: Settings, log: AppLog): Promise<Running> {
  const { config } = settings;
  const { url, parts } = await database(settings, log);
  try {
    await prepareDatabase(url, log);
    const emulated = config.twilio.emulated && config.twilio.apiBaseUrl === null;
    const carrier = emulated ? await emulator(settings, ourLine(settings)) : null;
    if (carrier !== null) parts.push(carrier);
    const apiBaseUrl = carrier?.url ?? config.twilio.apiBaseUrl;
    const composed = await compose(settings, { databaseUrl: url, apiBaseUrl }, log);
    parts.push(composed);
    await oweAtStart(composed);
    if (!config.twilio.emulated) await retire(composed, log);
    const staff = config.twilio.emulated
      ? await seedRehearsals(composed, composed.signIn, config.dataDir)
      : null;
    parts.push(worker(composed), await serve(settings, composed, log));
    parts.push(await tellMetrics("all", settings, composed));
    parts.push(watchdogChild(url, apiBaseUrl, log));
    welcome(settings, { emulatorUrl: carrier?.url ?? null, staffFile: staff });
    return inReverse(parts);
  } catch (err) {
    await inReverse(parts).close();
    throw err;
  }
}

async function startPart(
  role: "api" | "worker" | "watchdog",
  settings: Settings,
  log: AppLog,
): Promise<Running> {
  const { url, parts } = await database(settings, log);
  const pending = await pendingMigrations(url);
  if (pending.length > 0) {
    await inReverse(parts).close();
    throw new Error(`The database is behind by ${pending.length}. Run: node src/main.ts migrate`);
  }
  const { apiBaseUrl } = settings.config.twilio;
  const composed = await compose(settings, { databaseUrl: url, apiBaseUrl }, log);
  if (!settings.config.twilio.emulated) await retire(composed, log);
  const running = await part(role, { settings, composed, log });
  parts.push(composed, running, await tellMetrics(role, settings, composed));
  return { ...inReverse(parts), alone: async () => running.alone?.() };
}

async function retire({ database: { db }, line }: Composed, log: AppLog): Promise<void> {
  const shifts = await retireRehearsalStaff(db, line.clock.now());
  if (shifts > 0) log.warn({ shifts }, "Rehearsal staff were on shift, and are not any more");
}

type Part = { readonly settings: Settings; readonly composed: Composed; readonly log: AppLog };

async function part(
  role: "api" | "worker" | "watchdog",
  { settings, composed, log }: Part,
): Promise<Running> {
  switch (role) {
    case "api":
      return serve(settings, composed, log);
    case "worker":
      await oweAtStart(composed);
      return worker(composed);
    case "watchdog":
      return watchdog(settings, composed);
  }
}

/** From the first start of a line on, what has had its time goes, and the line calls itself where it is to; at every start both are looked at. */
async function oweAtStart({ database: { db }, line }: Composed): Promise<void> {
  const now = line.clock.now();
  const ourselves =
    line.synthetic.everyMs === null ? [] : [callOurselvesAt(now + SYNTHETIC.startMs)];
  await owe(db, [...allRetention(now), ...ourselves, lookAtTrainingAt(now)], now);
}

function worker(composed: Composed): Running {
  const { line, queue } = composed;
  const duties = performDuties(line, queue, uuid(), composed);
  return inReverse([
    duties,
    watchPresence({ ...composed, line: duties.line }),
    sayAuditHead(composed.access.audit, line),
  ]);
}

function watchdog({ config, secrets }: Settings, composed: Composed): Running {
  const pages = `${config.http.publicUrl.replace(/\/+$/, "")}/twilio/pages`;
  return startWatchdog({
    ...composed,
    takenUrl: (staffId) => `${pages}/${encodeURIComponent(staffId)}`,
    heartbeatUrl: secrets.heartbeatUrl,
  });
}

type Served = { numbers: readonly LineNumber[]; telephones: readonly KnownTelephone[] };

/** The carrier one can try everything on. Its own port is the line's, plus one. */
async function emulator(
  { config, secrets }: Settings,
  served: Served,
): Promise<Running & { url: string }> {
  const { port, host } = config.http;
  const { accountSid, authToken, apiKey } = secrets.twilio;
  return startEmulator({
    port: port + 1,
    host,
    accountSid,
    authToken,
    ...(apiKey === null ? {} : { apiKey: apiKey.sid, apiSecret: apiKey.secret }),
    callsPerSecond: config.twilio.outboundPerSecond,
    ...served,
  });
}

/** For the line in another process, or for any application whose numbers are named. */
async function emulatorAlone(settings: Settings, words: readonly string[]): Promise<Running> {
  const { numbers: given, wrong } = numbersIn(words);
  if (wrong.length > 0) throw new ConfigError(wrong.join("\n"));
  const served = given.length > 0 ? { numbers: given, telephones: [] } : ourLine(settings);
  const running = await emulator(settings, served);
  const { accountSid: sid, authToken: token } = settings.secrets.twilio;
  const account = settings.config.twilio.emulated ? { sid, token } : null;
  process.stdout.write(greeting({ url: running.url, account, numbers: served.numbers }));
  return running;
}

function ourLine({ config }: Settings): Served {
  const ours = urls(config.http.publicUrl, config.outside.fallbackUrl);
  const { voiceUrl, voiceFallbackUrl, smsUrl, statusCallback } = wantedAddresses(ours);
  const known = [...staffNames.map(handsetOf), navigator.number, ...Object.values(desks)];
  return {
    numbers: config.numbers.map(({ number }) => ({
      number,
      voiceUrl,
      voiceFallbackUrl,
      smsUrl,
      statusCallback,
    })),
    telephones: known.map((address) => ({ address, name: nameOf(address, "") })),
  };
}

/** Another process, so that what stops this one does not stop the one who would notice. */
function watchdogChild(databaseUrl: string, apiBaseUrl: string | null, log: AppLog): Running {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, "main.ts"), "watchdog"], {
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      ...(apiBaseUrl === null ? {} : { TWILIO_API_BASE_URL: apiBaseUrl }),
    },
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    detached: true,
  });
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
  });
  child.once("error", (err) => log.error({ err }, "The watchdog did not start"));
  return {
    async close() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}
