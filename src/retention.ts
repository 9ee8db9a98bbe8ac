import path from "node:path";

import { commandKeyStore } from "./adapters/keyring/key-command.ts";
import { keyFiles } from "./adapters/keyring/key-files.ts";
import { destroyedAt, parseName } from "./adapters/keyring/names.ts";
import { createAudit } from "./adapters/postgres/audit.ts";
import { openDatabase, type Database } from "./adapters/postgres/client.ts";
import { auditRetention, type Kept } from "./adapters/postgres/retention-audit.ts";
import { askTime } from "./adapters/postgres/time.ts";
import type { Settings } from "./config.ts";
import { LATE_MS } from "./domain/retention.ts";
import type { Log } from "./engine/ports.ts";

type Say = (line: string) => void;

/** `npm run retention audit`: what is kept, and what of it past its time. Opens and erases nothing, and is in the audit itself. Returns whether nothing is. */
export async function auditKept(
  settings: Settings,
  databaseUrl: string,
  { log, say }: { log: Log; say: Say },
): Promise<boolean> {
  const opened = openDatabase(databaseUrl, (err) => log.warn({ err }, "A connection broke"));
  try {
    const now = await askTime(opened.pool);
    const kept = [
      ...(await auditRetention(opened.db, now)),
      await keysKept(settings, opened.db, now),
    ];
    for (const one of kept) say(lineOf(one));
    const past = kept.reduce((sum, one) => sum + one.past.length, 0);
    const data = { past: String(past), by: "command" };
    const record = { kind: "retentionRead", who: null, about: null, data, at: now } as const;
    await createAudit(opened.db).append(record);
    say(past === 0 ? "Nothing is kept past its time." : `${past} are kept past their time.`);
    return past === 0;
  } finally {
    await opened.close();
  }
}

const lineOf = ({ what, count, past }: Kept): string =>
  `${what.padEnd(20)}${String(count).padStart(6)} kept${past.length === 0 ? "" : `, PAST THEIR TIME: ${past.join(" ")}`}`;

/** Files, or whatever the key command keeps: days that are over, and holds that are. */
async function keysKept({ config, secrets }: Settings, db: Database, now: number): Promise<Kept> {
  const { keyCommand } = secrets;
  const store =
    keyCommand === null
      ? keyFiles(path.join(config.dataDir, "day-keys"))
      : commandKeyStore(keyCommand);
  const names = await store.names();
  const holds = await db.hold.findMany({ where: { endedAt: null }, select: { id: true } });
  const held = new Set(holds.map(({ id }) => id));
  const past = names.filter((name) => {
    const parsed = parseName(name);
    if (parsed?.table === "hold") return !held.has(parsed.period);
    const end = destroyedAt(name, config.names.timeZone);
    return end !== null && end + LATE_MS < now;
  });
  return { what: "keys outside Postgres", count: names.length, past };
}
