import { PrismaPg } from "@prisma/adapter-pg";
import type { Pool } from "pg";
import { PrismaClient } from "../../generated/prisma/client.ts";
import { PoolInTurn } from "./pool.ts";

/** The database as Prisma speaks to it. Only this folder knows its tables. */
export type Database = PrismaClient;

export type OpenDatabase = {
  readonly db: Database;
  /** For what Prisma has no words for, such as LISTEN. */
  readonly pool: Pool;
  close(): Promise<void>;
};

/** Session work is a few milliseconds; what takes longer is stuck, and whoever waits decides anew. */
const statementMs = 2_000;
const connectMs = 2_000;
/** Where the server has gone silent its own timeout never speaks. */
const answerMs = 3_000;

/** Opens nothing yet: the first query connects. `onError` hears of idle connections that broke; the pool replaces them. */
export function openDatabase(
  connectionString: string,
  onError: (error: Error) => void,
  connections = 10,
): OpenDatabase {
  const pool = new PoolInTurn({
    connectionString,
    max: connections,
    connectionTimeoutMillis: connectMs,
    statement_timeout: statementMs,
    query_timeout: answerMs,
    // Whoever freezes in the middle of a transaction holds nobody else up for longer.
    idle_in_transaction_session_timeout: answerMs,
    keepAlive: true,
    // Prisma's adapter writes and reads times without their zone: anywhere but in UTC they would be hours off.
    // The pool waits for this, though its types do not say so.
    // oxlint-disable-next-line typescript/no-misused-promises
    onConnect: (client) => client.query("SET TIME ZONE 'UTC'"),
  });
  pool.on("error", onError);
  const ended = connectionsEnded(pool);
  const db = new PrismaClient({
    adapter: new PrismaPg(pool, { statementNameGenerator: prepared() }),
  });
  return {
    db,
    pool,
    async close() {
      await db.$disconnect();
      await pool.end();
      await ended();
    },
  };
}

/** Enough for every statement of the hot paths; a search with rare filters goes without. */
const PREPARED_MOST = 500;

/**
 * Names for statements, so that Postgres reads and plans each once per connection, not every time: the commit's is long, and a
 * thousand callers need it hundreds of times a second.
 */
function prepared(): (query: { readonly sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined || names.size >= PREPARED_MOST) return known ?? "";
    const name = `s${names.size}`;
    names.set(sql, name);
    return name;
  };
}

/** The pool says it has ended while its connections still say goodbye; a Postgres stopped then would cut them off. */
function connectionsEnded(pool: Pool): () => Promise<void> {
  const open = new Set<Promise<void>>();
  pool.on("connect", (client) => {
    const end = new Promise<void>((resolve) => {
      client.once("end", resolve);
    });
    open.add(end);
    void end.then(() => open.delete(end));
  });
  return async () => {
    await Promise.all(open);
  };
}
