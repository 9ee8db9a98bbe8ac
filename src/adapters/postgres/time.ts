import type { Pool } from "pg";

/** What Postgres says the time is, in milliseconds since the epoch: the one clock every process of the line shares. */
export async function askTime(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ at: string }>(
    "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::text AS at",
  );
  return Number(rows[0]?.at);
}
