import { randomUUID } from "node:crypto";
import { navigator } from "../../src/rehearsals/cast.ts";
import type { Night } from "./night.ts";

/** What one caller told of themselves; looked for everywhere. */
export const LEFT = {
  callerName: "Zephyrine Aldermoor",
  language: "en",
  wish: "the quiet clinic behind the Quincunx arcade, with somebody along",
  reach: "555 0186 after the Thistledown show, never by Barnaby",
} as const;

/** A referral that nobody closes: there until its day, of no call. */
export async function leavesReferral({ referring, now }: Night): Promise<string> {
  const id = randomUUID();
  await referring.referrals.write(id, LEFT, { rehearsal: true, at: now() });
  await referring.referrals.handOver(id, navigator.id, now());
  return id;
}

/** Rows that name both: whoever held them would know which call it was. */
export async function rowsWithBoth({ database: { db } }: Night): Promise<readonly string[]> {
  const calls = await db.session.findMany({ select: { id: true } });
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`;
  const referrals = await db.referral.findMany({ select: { id: true } });
  const both: string[] = [];
  for (const { name } of tables) {
    const rows = await db.$queryRawUnsafe<{ row: string }[]>(
      `SELECT to_json(t)::text AS row FROM "${name}" t`,
    );
    const named = rows.filter(({ row }) => referrals.some(({ id }) => row.includes(id)));
    both.push(...named.flatMap(({ row }) => (calls.some(({ id }) => row.includes(id)) ? row : [])));
  }
  return both;
}
