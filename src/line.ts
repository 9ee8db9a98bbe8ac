import { v7 as uuid } from "uuid";

import { measuredPhone } from "./adapters/measured-phone.ts";
import { createMetrics, type LineMetrics } from "./adapters/metrics.ts";
import { accessParts } from "./adapters/postgres/access-parts.ts";
import { ownParts } from "./adapters/postgres/after-parts.ts";
import { callLogParts } from "./adapters/postgres/call-log-parts.ts";
import { createConsoleReads } from "./adapters/postgres/console-reads.ts";
import { countingParts } from "./adapters/postgres/counting-parts.ts";
import { createCoveragePages } from "./adapters/postgres/coverage-pages.ts";
import { createDeskDirectory } from "./adapters/postgres/desk-directory.ts";
import { createDesks } from "./adapters/postgres/desks.ts";
import { openDatabase, type Database } from "./adapters/postgres/client.ts";
import { createGate } from "./adapters/postgres/gate.ts";
import { createHeartbeats } from "./adapters/postgres/heartbeats.ts";
import { createLegs } from "./adapters/postgres/legs.ts";
import { createLineEvents } from "./adapters/postgres/line-events.ts";
import { createLive } from "./adapters/postgres/live.ts";
import { createPlans } from "./adapters/postgres/plans.ts";
import { createProfiles } from "./adapters/postgres/profiles.ts";
import { createRecordings } from "./adapters/postgres/recordings.ts";
import { createOtherLineBook, createOtherLines } from "./adapters/postgres/other-lines.ts";
import { presenceParts } from "./adapters/postgres/presence-duties.ts";
import { createReads } from "./adapters/postgres/reads.ts";
import { referralParts } from "./adapters/postgres/referrals-parts.ts";
import { createRoster } from "./adapters/postgres/roster.ts";
import { createShiftsAhead, shiftParts } from "./adapters/postgres/shift-parts.ts";
import { createSessionPages } from "./adapters/postgres/session-pages.ts";
import { createRestraints } from "./adapters/postgres/restraints.ts";
import { createSignIn, type SignIn } from "./adapters/postgres/sign-in.ts";
import { createStore } from "./adapters/postgres/store.ts";
import { createWaitingList } from "./adapters/postgres/waiting-list.ts";
import { createWatchdogReads } from "./adapters/postgres/watchdog-reads.ts";
import { alarms } from "./adapters/queue/alarms.ts";
import type { QueueConnection } from "./adapters/queue/connection.ts";
import { twilioPhone, type PhoneSettings } from "./adapters/twilio/phone.ts";
import { urls } from "./adapters/twilio/urls.ts";
import { softphonesOf } from "./adapters/twilio/softphones.ts";
import { twilioRecordings } from "./adapters/twilio/recordings.ts";
import { twilioPager } from "./adapters/twilio/pager.ts";
import { twilioStaffCalls } from "./adapters/twilio/staff-calls.ts";
import { shiftCalendar } from "./adapters/shift-calendar.ts";
import { twilioRecords } from "./adapters/twilio/carrier-records.ts";
import { sealedWith, type Vault } from "./adapters/vault.ts";
import type { Settings } from "./config.ts";
import { timeOf } from "./line-time.ts";
import { eraseAgain, keepingOf, openVault, plansOfLine, type SealedLine } from "./sealing.ts";
import { syntheticOf } from "./synthetic.ts";
import { trainingOf } from "./training.ts";
import type { Alarms, Clock, Line, Log, VoiceSettings } from "./engine/ports.ts";

export type Composed = Awaited<ReturnType<typeof compose>>;

/** What a test may replace. */
export type Overrides = {
  readonly clock?: Clock & { start(): Promise<void>; stop(): void };
  readonly alarms?: Alarms & { close(): Promise<void> };
};

/** Every part of the line, built once. `databaseUrl` and `baseUrl` are known only now: they may be our own Postgres and emulator. */
export async function compose(
  settings: Settings,
  at: { readonly databaseUrl: string; readonly apiBaseUrl: string | null },
  log: Log,
  overrides: Overrides = {},
) {
  const { config, secrets } = settings;
  const { database, lineEvents, clock, sealed } = await opened(settings, at, log, overrides);
  const { db } = database;
  const { keyring: vault } = sealed;
  const metrics = createMetrics();
  const queue = queueOf(secrets, at.databaseUrl);
  const live = createLive(at.databaseUrl, log);
  const waking = overrides.alarms ?? alarms(queue, { clock, log });
  const phone = phoneOf(settings, at.apiBaseUrl, clock);
  const people = peopleOf(db, vault, config.http.publicUrl);
  const line: Line = {
    ...onPostgres(db, sealed, settings),
    ...atTheCarrier(phone, sealed, { db, settings, metrics }),
    clock,
    alarms: waking,
    roster: people.roster,
    presence: people.presenceBook,
    pageLinks: people.callPages,
    live,
    lineEvents,
    log,
    metrics,
    ids: { uuid },
    voice: voiceOf(config),
  };
  return {
    line,
    database: { ...database, url: at.databaseUrl },
    vault,
    metrics,
    live,
    queue,
    ...people,
    urls: phone.urls,
    announcementKey: phone.announcementKey,
    ...forStaff(settings, db, { line, phone }),
    counting: countingParts(db, config),
    ...forTheConsole(db, vault, { ...line, timeZone: config.names.timeZone }),
    ...forTheWatchdog(db, vault, phone),
    holds: sealed.holds,
    close: () => closeAll({ sealed, waking, live, clock, database }),
  };
}

/** The database last: the others still use it as they end. */
async function closeAll(parts: {
  readonly sealed: SealedLine;
  readonly waking: { close(): Promise<void> };
  readonly live: { close(): Promise<void> };
  readonly clock: { stop(): void };
  readonly database: { close(): Promise<void> };
}): Promise<void> {
  parts.sealed.stop();
  await parts.waking.close();
  await parts.live.close();
  parts.clock.stop();
  await parts.database.close();
}

/** What all else stands on: the database, its time, and the vault as it should be. */
async function opened(
  settings: Settings,
  at: { readonly databaseUrl: string },
  log: Log,
  overrides: Overrides,
) {
  const database = openDatabase(at.databaseUrl, (err) => log.warn({ err }, "A connection broke"));
  const { db, pool } = database;
  const lineEvents = createLineEvents(db);
  const clock = overrides.clock ?? timeOf(pool, log, lineEvents);
  await clock.start();
  const sealed = await openVault(settings, { db, clock, log });
  await eraseAgain(sealed, { db, clock, log, lineEvents });
  return { database, lineEvents, clock, sealed };
}

/** People of ours: on shift, reachable, and with a page for the call they have. */
function peopleOf(db: Database, vault: Vault, publicUrl: string) {
  const roster = createRoster(db, vault);
  return { roster, ...presenceParts(db, roster), callPages: createSessionPages(db, publicUrl) };
}

type AtTheCarrier = {
  readonly db: Database;
  readonly settings: Settings;
  readonly metrics: LineMetrics;
};

/** The parts that ask something of the carrier. */
function atTheCarrier(
  phone: PhoneSettings,
  sealed: SealedLine,
  { db, settings, metrics }: AtTheCarrier,
): Pick<Line, "phone" | "recordings" | "keeping" | "staffCalls" | "synthetic" | "training"> {
  const { account } = phone;
  const { config } = settings;
  return {
    phone: measuredPhone(twilioPhone(phone), metrics, () => performance.now()),
    recordings: { ...createRecordings(db, sealed.keyring), ...twilioRecordings(account) },
    keeping: keepingOf(sealed, db, recordsOf(phone, config)),
    staffCalls: twilioStaffCalls(twilioPager(account), config.http.publicUrl),
    synthetic: syntheticOf(db, settings, account),
    training: trainingOf(db, settings, account),
  };
}

/** The parts that are nothing but tables. */
function onPostgres(
  db: Database,
  sealed: SealedLine,
  { config, secrets }: Settings,
): Pick<
  Line,
  | "store"
  | "legs"
  | "plans"
  | "profiles"
  | "desks"
  | "otherLines"
  | "gate"
  | "waitingList"
  | "restraints"
  | "shiftsAhead"
> {
  const { keyring: vault } = sealed;
  const plans = plansOfLine(createPlans(db, vault, secrets.hashKey), sealed);
  return {
    store: createStore(db),
    legs: createLegs(db),
    plans,
    restraints: createRestraints(db, plans),
    desks: createDesks(db, vault),
    otherLines: createOtherLines(db, vault),
    profiles: createProfiles(
      db,
      { vault, hashKey: secrets.hashKey, sealedWith },
      config.names.timeZone,
    ),
    waitingList: createWaitingList(db),
    gate: createGate(db, config.twilio.outboundPerSecond),
    shiftsAhead: createShiftsAhead(db, {
      calendar: shiftCalendar,
      timeZone: config.names.timeZone,
    }),
  };
}

type ForTheConsole = Pick<Line, "alarms" | "plans"> & { readonly timeZone: string };

const forTheConsole = (
  db: Database,
  vault: Vault,
  { plans, alarms: waking, timeZone }: ForTheConsole,
) => ({
  reads: createReads(db),
  consoleReads: createConsoleReads(db),
  coverage: createCoveragePages(db),
  directory: createDeskDirectory(db, vault),
  otherLineBook: createOtherLineBook(db, vault),
  ...shiftParts(db, { alarms: waking, timeZone, calendar: shiftCalendar }),
  ...ownParts(db, vault, plans),
  ...callLogParts(db, vault),
  referring: referralParts(db, vault),
});

/** Signing in, and answering in a browser. */
const forStaff = (
  settings: Settings,
  db: Database,
  { line, phone }: { readonly line: Line; readonly phone: PhoneSettings },
) => ({
  signIn: signInOf(settings, db, line),
  access: accessParts(db, settings.secrets.authSecret),
  softphones: softphonesOf({ ...phone.account, apiKey: settings.secrets.twilio.apiKey }),
});

const forTheWatchdog = (db: Database, vault: Vault, { account }: PhoneSettings) => ({
  heartbeats: createHeartbeats(db),
  watchdogReads: createWatchdogReads(db, vault),
  pager: twilioPager(account),
});

/** What the carrier keeps of our calls and texts, and how long it may. */
const recordsOf = ({ account }: PhoneSettings, { numbers, twilio }: Settings["config"]) => ({
  records: twilioRecords(
    account,
    numbers.map(({ number }) => number),
  ),
  keptMs: twilio.recordsKeptMs,
});

const queueOf = ({ redisUrl }: Settings["secrets"], postgres: string): QueueConnection =>
  redisUrl === null ? { postgres } : { redis: redisUrl };

const signInOf = ({ config, secrets }: Settings, db: Database, { clock, log }: Line): SignIn =>
  createSignIn(db, {
    secret: secrets.authSecret,
    publicUrl: config.http.publicUrl,
    lineName: config.names.line.en,
    emulated: config.twilio.emulated,
    clock,
    log,
  });

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
