import { machineTime } from "./adapters/clock.ts";
import { createHeartbeats, WATCHDOG } from "./adapters/postgres/heartbeats.ts";
import { pendingMigrations } from "./adapters/postgres/migrate.ts";
import { createRoster } from "./adapters/postgres/roster.ts";
import { createShiftReads } from "./adapters/postgres/shift-reads.ts";
import { askTime } from "./adapters/postgres/time.ts";
import { createWatchdogReads } from "./adapters/postgres/watchdog-reads.ts";
import { shiftCalendar } from "./adapters/shift-calendar.ts";
import { carrierTime, fetchAccount, fetchLimits, signsIn } from "./adapters/twilio/account.ts";
import { twilioNumbers, wantedAddresses } from "./adapters/twilio/numbers.ts";
import { urls } from "./adapters/twilio/urls.ts";
import {
  carrierOf,
  desksBeside,
  localUrl,
  secretsIn,
  vaultBeside,
  withBeside,
  type Beside,
} from "./around.ts";
import { ConfigError, type Settings } from "./config.ts";
import { accountFindings } from "./doctor/account.ts";
import { certificateFindings } from "./doctor/certificate.ts";
import { clockFindings } from "./doctor/clock.ts";
import { askDatabase, databaseAway, databaseFindings } from "./doctor/database.ts";
import { deskFindings } from "./doctor/desks.ts";
import { diskFindings } from "./doctor/disk.ts";
import { examine, type Check, type Examined } from "./doctor/examine.ts";
import { fallbackFindings } from "./doctor/fallback.ts";
import { reasonOf, unknown } from "./doctor/finding.ts";
import { limitFindings } from "./doctor/limits.ts";
import { numberFindings } from "./doctor/numbers.ts";
import { outsideFindings } from "./doctor/outside.ts";
import { partFindings } from "./doctor/parts.ts";
import { redisFindings } from "./doctor/redis.ts";
import { exitCodeOf, jsonReport, plainReport } from "./doctor/report.ts";
import { settingsChosen, settingsWrong } from "./doctor/settings.ts";
import { shiftFindings } from "./doctor/shifts.ts";
import { vaultFindings } from "./doctor/vault.ts";
import { webhookFindings } from "./doctor/webhook.ts";
import { fallbackOf } from "./provision.ts";

/** `npm run doctor [-- --json]`: looks at everything a line stands on, and changes nothing. Ends with 0, 1 or 2 (doctor/report.ts). */
export async function doctor(read: () => Settings, words: readonly string[]): Promise<void> {
  const json = words[0] === "--json";
  if (words.length > (json ? 1 : 0)) {
    process.stderr.write("Say: doctor, or doctor --json\n");
    process.exitCode = 2;
    return;
  }
  const settings = settingsOr(read);
  const examined = "wrong" in settings ? settings.wrong : await examineLine(settings.right);
  const secrets = "wrong" in settings ? [] : secretsIn(settings.right);
  const colour = process.stdout.isTTY;
  const report = json ? jsonReport(examined, secrets) : plainReport(examined, { colour, secrets });
  process.stdout.write(`${report}\n`);
  process.exitCode = exitCodeOf(examined);
}

function settingsOr(
  read: () => Settings,
): { readonly right: Settings } | { readonly wrong: readonly Examined[] } {
  try {
    return { right: read() };
  } catch (err) {
    if (!(err instanceof ConfigError)) throw err;
    const rest = unknown("notChecked", "Nothing else was looked at.");
    return {
      wrong: [
        { about: "Settings", findings: settingsWrong(err.message) },
        { about: "The rest", findings: [rest] },
      ],
    };
  }
}

/** Everything at once; what needs the database, once it has answered. */
export async function examineLine(settings: Settings): Promise<readonly Examined[]> {
  const alone = examine(checksAlone(settings));
  const stored = examineStored(settings);
  const [chosen, ...others] = await alone;
  return [...(chosen === undefined ? [] : [chosen]), ...(await stored), ...others];
}

async function examineStored(settings: Settings): Promise<readonly Examined[]> {
  try {
    return await withBeside(settings, async (beside, now) => {
      // Alone: whatever else is asked of Postgres would make its answer late.
      const time = await examine([{ about: "Time", look: () => lookAtClocks(settings, beside) }]);
      return [...time, ...(await examine(checksStored(settings, beside, now)))];
    });
  } catch (err) {
    const found =
      "Time, vault, desks, shifts and parts were not looked at: they are in the database.";
    return [
      { about: "Database", findings: [databaseAway(reasonOf(err)), unknown("notChecked", found)] },
    ];
  }
}

/** What needs nothing else. The first is about the settings themselves. */
function checksAlone(settings: Settings): readonly Check[] {
  const { config, secrets } = settings;
  const { publicUrl } = config.http;
  const real = !config.twilio.emulated;
  const account = carrierOf(settings);
  const { authToken: token, previousAuthToken: previousToken } = secrets.twilio;
  const chosen = {
    real,
    ownDatabase: secrets.databaseUrl !== null,
    queueOnRedis: secrets.redisUrl !== null,
    previousToken: previousToken !== null,
  };
  const way = { publicUrl, localUrl: localUrl(settings), token, previousToken };
  return [
    { about: "Settings", look: async () => settingsChosen(chosen) },
    { about: "Disk", look: () => diskFindings(config.dataDir) },
    { about: "Redis", look: () => redisFindings(secrets.redisUrl) },
    { about: "Twilio", look: () => lookAtAccount(settings) },
    {
      about: "Limits",
      look: async () => limitFindings(await fetchLimits(account), config.twilio.outboundPerSecond),
    },
    { about: "Numbers", look: () => lookAtNumbers(settings) },
    { about: "Webhooks", look: () => webhookFindings(way) },
    { about: "Certificate", look: () => certificateFindings(publicUrl, machineTime()) },
    { about: "Heartbeat", look: () => outsideFindings(secrets.heartbeatUrl, real) },
  ];
}

async function lookAtAccount(settings: Settings) {
  const account = carrierOf(settings);
  const { authToken: token, previousAuthToken: previous } = settings.secrets.twilio;
  const [byToken, byPrevious, keyOpens] = await Promise.all([
    fetchAccount(account),
    previous === null ? null : fetchAccount({ ...account, authToken: previous }),
    signsIn(account),
  ]);
  return accountFindings({ byToken, byPrevious, keyOpens }, { token, previous });
}

async function lookAtNumbers(settings: Settings) {
  const { http, numbers, outside, twilio } = settings.config;
  return numberFindings({
    ours: numbers,
    theirs: await twilioNumbers(carrierOf(settings)).list(),
    wanted: wantedAddresses(urls(http.publicUrl, outside.fallbackUrl)),
    publicUrl: http.publicUrl,
    real: !twilio.emulated,
  });
}

/** What the database is asked for. `now` is its own time. */
function checksStored(settings: Settings, beside: Beside, now: number): readonly Check[] {
  const { config } = settings;
  const { db, pool, url } = beside;
  const real = !config.twilio.emulated;
  const { timeZone } = config.names;
  const vault = vaultBeside(settings, db, now);
  vault.catch(() => undefined); // each check that needs it says so
  const shiftReads = createShiftReads(db, shiftCalendar, timeZone);
  return [
    {
      about: "Database",
      look: async () => databaseFindings(await askDatabase(pool), await pendingMigrations(url)),
    },
    { about: "Vault", look: async () => vaultFindings((await vault).asked) },
    {
      about: "Desks",
      look: async () =>
        deskFindings(await desksBeside(db, (await vault).vault, { rehearsal: !real, at: now })),
    },
    {
      about: "Shifts",
      look: async () => {
        const { answering } = await createWatchdogReads(db, (await vault).vault).books(now);
        return shiftFindings({
          answering,
          gaps: (await shiftReads.coverage(now)).gaps,
          now,
          timeZone,
        });
      },
    },
    {
      about: "Fallback",
      look: async () => {
        const roster = createRoster(db, (await vault).vault);
        return fallbackFindings(fallbackOf(settings, { roster, shiftReads }, now));
      },
    },
    { about: "Parts", look: () => lookAtParts(beside, now) },
  ];
}

/** A `Date` header is cut to the second, and says when the answer began. */
const CARRIER_LATE_MS = 1_000;

const lookAtClocks = (settings: Settings, { pool }: Beside) =>
  clockFindings(machineTime, { whose: "Postgres", ask: () => askTime(pool), lateMs: 0 }, [
    {
      whose: "Twilio",
      ask: () => carrierTime(carrierOf(settings)),
      lateMs: CARRIER_LATE_MS,
    },
  ]);

async function lookAtParts({ db }: Beside, now: number) {
  const heartbeats = createHeartbeats(db);
  const [signs, says] = await Promise.all([heartbeats.read(), heartbeats.says(WATCHDOG)]);
  const troubles = says?.["troubles"];
  return partFindings({
    now,
    signs,
    troubles: Array.isArray(troubles) ? troubles.map(String) : [],
  });
}
