import { rewrapKeys } from "./adapters/keyring/rewrap.ts";
import { createKeyring } from "./adapters/keyring/keyring.ts";
import { postgresClock } from "./adapters/clock.ts";
import { createAudit, type Audit } from "./adapters/postgres/audit.ts";
import { openDatabase, type Database } from "./adapters/postgres/client.ts";
import { resealSome, sealedByMasters } from "./adapters/postgres/sealed-rows.ts";
import { askTime } from "./adapters/postgres/time.ts";
import type { Settings } from "./config.ts";
import type { KeyUse } from "./domain/audit.ts";
import type { Instant } from "./domain/session/people.ts";
import type { Log } from "./engine/ports.ts";
import { keyringParts } from "./sealing.ts";

type Say = (line: string) => void;

/**
 * `npm run vault rotate`: everything is wrapped by the master key in front, while the line runs, in small steps; what a master key
 * sealed itself, from before there were keys of days, is sealed anew. Run again, it does nothing. That it began and what it did is in
 * the audit. Returns whether no other master key is needed any more.
 */
export async function rotateVault(
  settings: Settings,
  databaseUrl: string,
  { log, say }: { log: Log; say: Say },
): Promise<boolean> {
  const opened = openDatabase(databaseUrl, (err) => log.warn({ err }, "A connection broke"));
  const clock = postgresClock({ log, ask: () => askTime(opened.pool), onStep: () => undefined });
  await clock.start();
  try {
    const parts = keyringParts(settings, { db: opened.db, clock, log });
    const front = parts.masters[0]?.id ?? "";
    const audit = createAudit(opened.db);
    const noted = (what: KeyUse, data: Readonly<Record<string, string>>) =>
      note(audit, { what, front, ...data }, clock.now());
    await noted("rotating", {});
    say(`Everything is being wrapped by the master key "${front}".`);
    const keys = await rewrapKeys(parts);
    say(`  ${keys.done} keys of days and tables wrapped anew`);
    const keyring = createKeyring(parts);
    await keyring.refresh();
    const rows = await reseal(opened.db, keyring, { log, say });
    await noted("rotated", { keys: String(keys.done), rows: String(rows) });
    return verdict(settings, { rows: await sealedByMasters(opened.db), keys: keys.left, say });
  } finally {
    clock.stop();
    await opened.close();
  }
}

type Keyring = ReturnType<typeof createKeyring>;

/** Whoever may run a command on the line's machine has no name here. */
const note = (audit: Audit, data: Readonly<Record<string, string>>, at: Instant): Promise<void> =>
  audit.append({ kind: "keyUsed", who: null, about: null, data: { ...data, by: "command" }, at });

/** Returns how many. */
async function reseal(
  db: Database,
  keyring: Keyring,
  { log, say }: { log: Log; say: Say },
): Promise<number> {
  const closed = (row: string, err: unknown) =>
    log.error({ err, table: row.split(":")[0] }, "A row does not open, and stays as it is");
  let total = 0;
  for (let after: string | null = ""; after !== null;) {
    const { done, last } = await resealSome(db, keyring, { after, closed });
    total += done;
    if (done > 0) say(`  ${total} rows sealed anew`);
    after = last;
  }
  return total;
}

type Left = {
  readonly rows: ReadonlyMap<string, number>;
  readonly keys: ReadonlyMap<string, number>;
  readonly say: Say;
};

/** Only what nothing needs any more may be taken away. */
function verdict({ secrets }: Settings, { rows, keys, say }: Left): boolean {
  const [front] = secrets.vaultKeys;
  const needed = new Set([...rows.keys(), ...keys.keys()]);
  for (const id of needed) {
    const what = `${keys.get(id) ?? 0} keys and ${rows.get(id) ?? 0} rows`;
    if (id === front?.id) say(`  "${id}" itself still seals ${what}: run this again.`);
    else say(`  "${id}" is still needed: ${what}. Keep it, and run this again.`);
  }
  const free = secrets.vaultKeys.slice(1).filter(({ id }) => !needed.has(id));
  for (const { id } of free) {
    say(
      `  "${id}" is needed by nothing any more: once every process has "${front?.id}" in front, remove it.`,
    );
  }
  if (needed.size === 0 && free.length === 0) say("  Nothing is left to do.");
  return needed.size === 0;
}
