import { existsSync } from "node:fs";
import path from "node:path";

import { createKeyring } from "./adapters/keyring/keyring.ts";
import { parseName } from "./adapters/keyring/names.ts";
import { openDatabase, type Database, type OpenDatabase } from "./adapters/postgres/client.ts";
import { entryOf } from "./adapters/postgres/desk-directory.ts";
import { embeddedHome } from "./adapters/postgres/embedded-home.ts";
import { runningPostmaster } from "./adapters/postgres/embedded-process.ts";
import { startEmbeddedPostgres } from "./adapters/postgres/embedded.ts";
import { deskNumberOf, openedOrNull } from "./adapters/postgres/seals.ts";
import { askTime } from "./adapters/postgres/time.ts";
import type { Account } from "./adapters/twilio/client.ts";
import type { KeyStore, Vault } from "./adapters/vault.ts";
import type { Settings } from "./config.ts";
import type { DesksAsked } from "./doctor/desks.ts";
import type { VaultAsked } from "./doctor/vault.ts";
import { isEmergencyNumber } from "./domain/emergency-numbers.ts";
import type { Instant } from "./domain/session/people.ts";
import type { Log } from "./engine/ports.ts";
import { keyringParts, missingKeys, unknownMasters } from "./sealing.ts";

/** How an errand reaches what a line stands on without being part of it. Nothing here writes. */

/** What these log is said by what they return. */
export const unsaid: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Who listens everywhere is asked here. */
export const localUrl = ({ config }: Settings, portsOn = 0): string => {
  const { host, port } = config.http;
  return `http://${host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host}:${port + portsOn}`;
};

/** The carrier as the line reaches it: without an account, the emulator that `npm start` brings along. */
export function carrierOf(settings: Settings): Account {
  const { twilio } = settings.secrets;
  const { emulated, apiBaseUrl } = settings.config.twilio;
  return {
    accountSid: twilio.accountSid,
    authToken: twilio.authToken,
    apiKey: twilio.apiKey,
    baseUrl: apiBaseUrl ?? (emulated ? localUrl(settings, 1) : null),
  };
}

export type Beside = Pick<OpenDatabase, "db" | "pool"> & { readonly url: string };

/** Beside a line that may be short of them. */
const CONNECTIONS = 2;

/** On the line's own database and by its time. */
export async function withBeside<T>(
  { config, secrets }: Settings,
  work: (beside: Beside, now: Instant) => Promise<T>,
): Promise<T> {
  const embedded = secrets.databaseUrl === null ? await builtInPostgres(config.dataDir) : null;
  const url = secrets.databaseUrl ?? embedded?.url ?? "";
  const opened = openDatabase(url, () => undefined, CONNECTIONS);
  try {
    const ask = () => askTime(opened.pool);
    // A machine in need of this may be slow to let anybody in: it is asked once more.
    const now = Math.round(await ask().catch(ask));
    return await work({ ...opened, url }, now);
  } finally {
    await opened.close();
    await embedded?.stop();
  }
}

/** Only where it runs: whoever starts it stops it, and would stop it under a line that starts meanwhile. */
async function builtInPostgres(dataDir: string) {
  const place = path.join(dataDir, "postgres");
  if (!existsSync(place) || runningPostmaster(embeddedHome(dataDir)) === null) {
    throw new Error("the built-in one does not run; it comes up with the line");
  }
  return startEmbeddedPostgres({ dataDir, log: () => undefined });
}

/** The vault as it is, and what of it does not open. No key is made. */
export async function vaultBeside(
  settings: Settings,
  db: Database,
  now: Instant,
): Promise<{ readonly vault: Vault; readonly asked: VaultAsked }> {
  const around = { db, clock: { now: () => now }, log: unsaid };
  const parts = keyringParts(settings, around);
  const { expiring, lasting } = parts;
  const keyring = createKeyring({
    ...parts,
    expiring: readOnly(expiring),
    lasting: readOnly(lasting),
  });
  await keyring.refresh();
  const shut = keyring.shut();
  const isKind = (name: string) => parseName(name) === null && !name.includes(" ");
  return {
    vault: keyring,
    asked: {
      shut: shut.filter((name) => !isKind(name)),
      unmade: shut.filter(isKind),
      unknownMasters: await unknownMasters(settings, db),
      missing: await missingKeys(keyring, around),
      keys: (await keyring.stored()).length + (await lasting.names()).length,
    },
  };
}

/** Making keys is for the line itself: made beside it, they could lie where it does not look. */
const readOnly = (store: KeyStore): KeyStore => {
  const refuse = () => Promise.reject(new Error("Keys are only looked at here"));
  return { ...store, keep: refuse, replace: refuse, destroy: refuse };
};

/** Desks that calls of this line can reach. Their numbers are opened to be judged, and stay here. */
export async function desksBeside(
  db: Database,
  vault: Vault,
  { rehearsal, at }: { readonly rehearsal: boolean; readonly at: Instant },
): Promise<DesksAsked> {
  const rows = await db.desk.findMany({ where: { rehearsal }, orderBy: { id: "asc" } });
  const numbers = rows.map((row) => ({
    id: row.id,
    number: openedOrNull(() => deskNumberOf(vault, row)),
  }));
  return {
    desks: rows.map(entryOf),
    at,
    shut: numbers.filter(({ number }) => number === null).map(({ id }) => id),
    short: numbers
      .filter(({ number }) => number !== null && isEmergencyNumber(number))
      .map(({ id }) => id),
  };
}

/** Whatever must never be written anywhere. */
export function secretsIn({ secrets }: Settings): readonly string[] {
  const { databaseUrl, redisUrl, heartbeatUrl, authSecret, hashKey, vaultKeys, twilio } = secrets;
  const addresses = [databaseUrl, redisUrl, heartbeatUrl].flatMap((url) => url ?? []);
  return [
    ...addresses,
    ...addresses.flatMap((url) => new URL(url).password || []),
    authSecret,
    hashKey.toString("base64"),
    ...vaultKeys.map(({ key }) => key.toString("base64")),
    twilio.authToken,
    twilio.apiKey.secret,
    ...(twilio.previousAuthToken === null ? [] : [twilio.previousAuthToken]),
  ];
}
