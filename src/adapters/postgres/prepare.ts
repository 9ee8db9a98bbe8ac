import type { Log } from "../../engine/ports.ts";
import { openDatabase } from "./client.ts";
import { migrate } from "./migrate.ts";
import { publishProtocols } from "./seed.ts";
import { askTime } from "./time.ts";

/** Brings a database to where this version of the line can start: its tables, and the protocols every session names. Returns the migrations applied. */
export async function prepareDatabase(url: string, log: Log): Promise<readonly string[]> {
  const applied = await migrate(url);
  const opened = openDatabase(url, (err) => log.warn({ err }, "A connection broke"), 2);
  try {
    await publishProtocols(opened.db, await askTime(opened.pool));
  } finally {
    await opened.close();
  }
  return applied;
}
