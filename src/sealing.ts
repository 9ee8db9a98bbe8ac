import path from "node:path";

import { commandKeyStore } from "./adapters/keyring/key-command.ts";
import { keyFiles } from "./adapters/keyring/key-files.ts";
import { createKeyring, type Keyring, type KeyringParts } from "./adapters/keyring/keyring.ts";
import { erasureList, type ErasureList } from "./adapters/erasure-list.ts";
import { createAudit } from "./adapters/postgres/audit.ts";
import type { Database } from "./adapters/postgres/client.ts";
import { dataKeyRow } from "./adapters/postgres/data-keys.ts";
import { createErasures } from "./adapters/postgres/erasures.ts";
import { createHolds, type Holds } from "./adapters/postgres/holds.ts";
import { createLastingKeys } from "./adapters/postgres/lasting-keys.ts";
import { sweepRetention } from "./adapters/postgres/retention.ts";
import { openedOrNull, profileSeal } from "./adapters/postgres/seals.ts";
import { sealedByMasters } from "./adapters/postgres/sealed-rows.ts";
import type { CarrierRecords } from "./adapters/twilio/carrier-records.ts";
import { createVault, markOf, withInnerKeys } from "./adapters/vault.ts";
import type { Settings } from "./config.ts";
import type { KeyUse } from "./domain/audit.ts";
import { VaultClosed } from "./engine/errors.ts";
import type { Clock, Line, LineEvents, Log, Plans } from "./engine/ports.ts";

type Around = { readonly db: Database; readonly clock: Pick<Clock, "now">; readonly log: Log };

/** Where the keys of this line are, and what time it is for them. */
export function keyringParts(
  { config, secrets }: Settings,
  { db, clock, log }: Around,
): KeyringParts {
  const { keyCommand, vaultKeys } = secrets;
  return {
    masters: vaultKeys,
    vaults: { createVault, withInnerKeys, markOf },
    expiring:
      keyCommand === null
        ? keyFiles(path.join(config.dataDir, "day-keys"))
        : commandKeyStore(keyCommand),
    lasting: createLastingKeys(db),
    clock,
    timeZone: config.names.timeZone,
    log,
  };
}

export type SealedLine = {
  readonly keyring: Keyring;
  readonly holds: Holds;
  readonly list: ErasureList;
  readonly clock: Pick<Clock, "now">;
  readonly log: Log;
  stop(): void;
};

const REFRESH_EVERY_MS = 10 * 60_000;
/** Calls are answered without keys too. */
const STARTING_WAITS_MS = 10_000;
const NOT_READ_YET = "keys not read yet";

/** The vault of a running process: its keys in memory before the first call comes. What does not open is said, and stops no call. */
export async function openVault(settings: Settings, around: Around): Promise<SealedLine> {
  const { db, log } = around;
  const keyring = createKeyring(keyringParts(settings, around));
  const unknown = await unknownMasters(settings, db);
  let missing: readonly string[] = [NOT_READ_YET];
  const refresh = async () => {
    await keyring.refresh();
    missing = await missingKeys(keyring, around);
  };
  const failed = (err: unknown) => log.warn({ err }, "The vault's keys were not looked at");
  await atMost(STARTING_WAITS_MS, refresh().catch(failed));
  const shutNow = () => [...new Set([...keyring.shut(), ...unknown, ...missing])];
  const shut = shutNow();
  if (shut.length > 0) {
    log.error(
      { keys: shut },
      "Some of what is sealed cannot be opened with the keys this process was given: places, recordings and numbers under these keys cannot be read. Calls are answered; what comes in from now on is sealed anew. See the runbook, keys.",
    );
  }
  const timer = setInterval(() => void refresh().catch(failed), REFRESH_EVERY_MS).unref();
  return {
    keyring: { ...keyring, shut: shutNow },
    holds: createHolds(db, keyring),
    list: erasureList(settings.config.dataDir),
    clock: around.clock,
    log,
    stop: () => clearInterval(timer),
  };
}

/** Master keys that sealed rows themselves, and that we do not have. */
export async function unknownMasters(
  { secrets }: Settings,
  db: Database,
): Promise<readonly string[]> {
  const ours = new Set(secrets.vaultKeys.map(({ id }) => id));
  return [...(await sealedByMasters(db)).keys()].filter((id) => !ours.has(id));
}

/** Whichever is first; the work goes on. */
async function atMost(waitMs: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, waitMs);
  });
  await Promise.race([work, over]);
  clearTimeout(timer);
}

/** Keys of days and months whose time is not over, and that do not open what they sealed: another process has another `DATA_DIR`. */
export async function missingKeys(
  keyring: Pick<Keyring, "endOf" | "open">,
  { db, clock, log }: Around,
): Promise<readonly string[]> {
  try {
    const dataKeys = await db.dataKey.findMany({ distinct: ["keyId"] });
    const samples = [
      ...dataKeys.map((one) => ({ one, row: dataKeyRow(one.sessionId) })),
      ...(await sampleProfiles(db)).map((one) => ({ one, row: profileSeal(one.id) })),
    ];
    return samples
      .filter(({ one }) => (keyring.endOf(one.keyId) ?? 0) > clock.now())
      .filter(({ one, row }) => openedOrNull(() => keyring.open(one, row)) === null)
      .map(({ one }) => one.keyId);
  } catch (err) {
    log.error({ err }, "The vault's keys could not be held against what they sealed");
    return [];
  }
}

/** One of each key: they may be long, with a voice in them. */
async function sampleProfiles(db: Database) {
  const named = await db.profile.findMany({ distinct: ["keyId"], select: { id: true } });
  return db.profile.findMany({ where: { id: { in: named.map(({ id }) => id) } } });
}

/**
 * Plans as the line uses them. One that does not open is none, so that calls go on, and is said so in the log. Erasing writes into
 * the list too, after the database: what fails in between is owed, and done again.
 */
export function plansOfLine(plans: Plans, { list, log }: SealedLine): Plans {
  return {
    ...plans,
    async read(sessionId) {
      try {
        return await plans.read(sessionId);
      } catch (err) {
        if (!(err instanceof VaultClosed)) throw err;
        log.error({ err, sessionId }, "A plan does not open: nobody can be told what it says");
        return null;
      }
    },
    async erase(sessionId, at) {
      const was = await plans.erase(sessionId, at);
      await list.add([sessionId], at);
      return was;
    },
  };
}

type Restored = Around & { readonly lineEvents: LineEvents };

/**
 * Before anything is served: what the list says was erased, and a restored copy of the database brought back, is erased again.
 * What only the database knows of, where the list was lost, is written into the list.
 */
export async function eraseAgain(
  { list }: Pick<SealedLine, "list">,
  { db, clock, log, lineEvents }: Restored,
): Promise<readonly string[]> {
  const erasures = createErasures(db);
  const [known, written, present] = await Promise.all([
    list.all(),
    erasures.all(),
    erasures.present(),
  ]);
  const at = clock.now();
  await list.add(
    written.filter(({ sessionId }) => !known.has(sessionId)).map(({ sessionId }) => sessionId),
    at,
  );
  const back = present.filter((sessionId) => known.has(sessionId));
  for (const sessionId of back) {
    await erasures.eraseAgain(sessionId, at);
    const event = { kind: "erasedAgain", subject: sessionId, data: {}, at, cause: null };
    await lineEvents.append(event);
  }
  if (back.length > 0) {
    log.warn({ sessions: back.length }, "A restored database had what was erased: erased again");
    const data = { sessions: String(back.length) };
    await createAudit(db).append({ kind: "erasedAgain", who: null, about: null, data, at });
  }
  return back;
}

type AtCarrier = { readonly records: CarrierRecords; readonly keptMs: number };

/** What takes away whatever has had its time. That keys go is in the audit before they are gone. */
export function keepingOf(
  { keyring, holds, clock }: SealedLine,
  db: Database,
  { records, keptMs }: AtCarrier,
): Line["keeping"] {
  const audit = createAudit(db);
  return {
    async destroyKeys() {
      const now = clock.now();
      const past = (await keyring.stored()).filter((key) => (key.destroyedAt ?? Infinity) <= now);
      if (past.length > 0) {
        const what: KeyUse = "destroying";
        const data = { what, keys: past.map(({ name }) => name).join(" ") };
        await audit.append({ kind: "keyUsed", who: null, about: null, data, at: now });
      }
      const destroyed = await keyring.destroyPast();
      const ends = (await keyring.stored()).flatMap(({ destroyedAt }) => destroyedAt ?? []);
      return { destroyed, nextAt: ends.length === 0 ? null : Math.min(...ends) };
    },
    async sweep(now) {
      const swept = await sweepRetention(db, now);
      return { ...swept, heldAndShut: await holds.wrapHeld(now) };
    },
    deleteAtCarrier: (now) => records.deleteBefore(new Date(now - keptMs)),
    async endHold(holdId, at) {
      const ended = await holds.end(holdId, at);
      await keyring.destroyHold(holdId);
      return ended;
    },
  };
}
