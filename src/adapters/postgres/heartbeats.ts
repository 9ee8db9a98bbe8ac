import type { Instant } from "../../domain/session/people.ts";
import type { Database } from "./client.ts";
import { stored } from "./stored.ts";
import { iso } from "./times.ts";

/** What a part says of itself beside that it lives: names and counts, never anything personal. */
export type Says = Readonly<Record<string, string | number | readonly string[]>>;

/** The last sign of life of each part of the line, by name. */
export type Heartbeats = {
  beat(name: string, at: Instant, says?: Says): Promise<void>;
  read(): Promise<ReadonlyMap<string, Instant>>;
  /** What a part last said of itself; null when it never did. */
  says(name: string): Promise<Says | null>;
  /** Adds to a count that begins anew once nothing was added for a minute. */
  count(name: string, at: Instant, more: number): Promise<void>;
};

/** The watchdog's own sign of life, with what is wrong as far as it knows. */
export const WATCHDOG = "watchdog";
/** A web server of ours: without one nobody's console can be heard. */
export const API = "api";
/** Where signatures that did not fit are counted. */
export const REFUSED_SIGNATURES = "refusedSignatures";

const ANEW_AFTER_MS = 60_000;

export function createHeartbeats(db: Database): Heartbeats {
  return {
    async beat(name, at, says = {}) {
      const seen = { at: new Date(at), data: { ...says } };
      await db.heartbeat.upsert({
        where: { name },
        create: { name, ...seen },
        update: seen,
      });
    },

    async read() {
      const rows = await db.heartbeat.findMany({ select: { name: true, at: true } });
      return new Map(rows.map(({ name, at }) => [name, at.getTime()]));
    },

    async says(name) {
      const row = await db.heartbeat.findUnique({ where: { name } });
      return row === null ? null : stored<Says>(row.data);
    },

    async count(name, at, more) {
      await db.$executeRaw`
        INSERT INTO heartbeats AS known (name, at, data)
        VALUES (${name}, ${iso(at)}::timestamptz, jsonb_build_object('count', ${more}::int))
        ON CONFLICT (name) DO UPDATE SET at = excluded.at, data = jsonb_build_object('count', ${more}::int +
          CASE WHEN known.at > ${iso(at - ANEW_AFTER_MS)}::timestamptz THEN (known.data ->> 'count')::int ELSE 0 END)`;
    },
  };
}
