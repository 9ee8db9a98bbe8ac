import { Redis } from "ioredis";
import type { Pool } from "pg";

import type { LogEntry } from "../../src/emulator/log.ts";

/** Something that was told, where it should not be. */
export type Found = { readonly where: string; readonly what: string; readonly text: string };

/** What must be found nowhere. */
export type Secrets = { look(where: string, text: string): readonly Found[] };

/** Also as it would be in an address, in JSON, or in the bytes of a column or value that are shown as numbers. */
export function secretsOf(told: ReadonlySet<string>): Secrets {
  const forms = [...told].flatMap((what) =>
    formsOf(what).map((form) => ({ what, form: form.toLowerCase() })),
  );
  return {
    look(where, text) {
      const lower = text.toLowerCase();
      const found = forms.filter(({ form }) => lower.includes(form));
      return found.map(({ what }) => ({ where, what, text: text.slice(0, 500) }));
    },
  };
}

const formsOf = (what: string): readonly string[] => {
  const bytes = Buffer.from(what);
  const ascii = JSON.stringify(what).replaceAll(
    /[\u0080-\uFFFF]/g,
    (letter) => String.raw`\u` + (letter.codePointAt(0) ?? 0).toString(16).padStart(4, "0"),
  );
  const inJson = [JSON.stringify(what).slice(1, -1), ascii.slice(1, -1)];
  // Of base64 only what does not depend on where in the bytes it begins.
  const inBase64 = [0, 1, 2].map((at) => {
    const moved = Buffer.concat([Buffer.alloc(at), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    return moved.slice(at === 0 ? 0 : at + 1, -2);
  });
  const inAddresses = inBase64.map((text) => text.replaceAll("+", "-").replaceAll("/", "_"));
  return [
    ...new Set([
      what,
      encodeURIComponent(what),
      new URLSearchParams({ what }).toString().slice("what=".length),
      bytes.toString("hex"),
      ...inJson,
      ...[...inBase64, ...inAddresses].filter((text) => text.length >= 8),
    ]),
  ];
};

/** Every row of every table of every schema that is not Postgres's own, by its catalogue. */
export async function inPostgres(pool: Pool, secrets: Secrets): Promise<readonly Found[]> {
  const tables = await pool.query<{ name: string }>(`
    SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
    WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`);
  const found: Found[] = [];
  for (const { name } of tables.rows) {
    const rows = await pool.query<{ row: string }>(
      `SELECT to_jsonb(t)::text AS row FROM ${name} t`,
    );
    for (const { row } of rows.rows) found.push(...secrets.look(`table ${name}`, row));
  }
  return found;
}

/** Every key of a Redis, and all that is under it. */
export async function inRedis(
  url: string,
  secrets: Secrets,
): Promise<{ readonly keys: readonly string[]; readonly found: readonly Found[] }> {
  const redis = new Redis(url);
  try {
    const keys = await redis.keys("*");
    const found: Found[] = [];
    for (const key of keys) {
      const dumped = await redis.dumpBuffer(key);
      const read = JSON.stringify(await readKey(redis, key));
      found.push(...secrets.look(`Redis key ${key}`, `${key} ${read}`));
      found.push(...secrets.look(`Redis key ${key}`, dumped?.toString("latin1") ?? ""));
    }
    return { keys, found };
  } finally {
    redis.disconnect();
  }
}

async function readKey(redis: Redis, key: string): Promise<unknown> {
  const type = await redis.type(key);
  switch (type) {
    // Its time was over since its name was read.
    case "none":
      return null;
    case "string":
      return redis.get(key);
    case "hash":
      return redis.hgetall(key);
    case "list":
      return redis.lrange(key, 0, -1);
    case "set":
      return redis.smembers(key);
    case "zset":
      return redis.zrange(key, 0, "-1");
    case "stream":
      return redis.xrange(key, "-", "+");
    default:
      throw new Error(`Nobody has looked into a ${type} of Redis`);
  }
}

/** What a telephone network knows anyway: who called whom, what was said and pressed. All the rest is ours. */
const THEIRS: ReadonlySet<string> = new Set(["to", "from", "handset", "digits"]);

/** Addresses, names of conferences and texts that the line gave the carrier. */
export const atCarrier = (entries: readonly LogEntry[], secrets: Secrets): readonly Found[] =>
  entries.flatMap((entry) => {
    // What is played is an address of ours, or what was recorded there.
    const heard = entry.kind === "heard" && !entry.text.startsWith("http");
    const spoken = heard || entry.kind === "said";
    const ours = Object.entries(entry).filter(
      ([name]) => !THEIRS.has(name) && !(spoken && name === "text"),
    );
    const received = entry.kind === "messageReceived";
    return received
      ? []
      : secrets.look(`the carrier's ${entry.kind}`, JSON.stringify(Object.fromEntries(ours)));
  });
