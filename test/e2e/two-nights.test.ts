import { expect, test } from "vitest";

import { atRest } from "../support/at-rest.ts";
import { minutes, night, PLACE, PUBLIC, seconds, type Night } from "../support/night.ts";

const SOMEBODY = "+15555550187";
const SOMEBODY_ELSE = "+15555550188";
const HOUR = minutes(60);

/** A call like any other: robin answers, they use, answer once and say goodbye. Returns its session. */
async function calls(line: Night, from: string, address: string): Promise<string> {
  const robin = await line.responder("robin");
  const call = await line.network.phone(from).calls(PUBLIC);
  await line.passes(seconds(12));
  await robin.records({ ...PLACE, address, callerNumber: from });
  const { id } = await robin.session();
  // While it lasts there is something to be found.
  expect(JSON.stringify(await rows(line))).toContain(line.line.plans.hashNumber(from));
  await robin.startsWatch();
  await line.passes(seconds(30));
  await robin.confirms();
  await line.passes(seconds(5));
  await robin.hearsGoodbye();
  await call.hears(/One last thing, only if you like/, { within: seconds(10) });
  await call.hangsUp();
  await line.roster.goOffShift("robin", line.now());
  return id;
}

/** Everything that is kept, row by row. */
async function rows({ database: { pool } }: Night): Promise<readonly object[]> {
  const tables = await pool.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'",
  );
  const all: object[] = [];
  for (const { name } of tables.rows) {
    const found = await pool.query<{ row: object }>(`SELECT to_jsonb(t) AS row FROM ${name} t`);
    all.push(...found.rows.map(({ row }) => row));
  }
  return all;
}

/** What is written in the rows of one session, wherever its id is. */
function writtenOf(session: string, all: readonly object[]): ReadonlySet<string> {
  const theirs = all.filter((row) => JSON.stringify(row).includes(session));
  return new Set(theirs.flatMap(leaves).filter((value) => !value.includes(session)));
}

function leaves(value: unknown): readonly string[] {
  if (typeof value === "string" || typeof value === "number") return [String(value)];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(leaves);
}

test("once all is erased, nothing says that two nights were the same person's, who kept nothing", async () => {
  const line = await night();
  const hash = line.line.plans.hashNumber(SOMEBODY);
  const first = await calls(line, SOMEBODY, PLACE.address);
  await line.passes(20 * HOUR);
  const second = await calls(line, SOMEBODY, PLACE.address);
  await line.passes(minutes(7));
  const stranger = await calls(line, SOMEBODY_ELSE, "3 Elsewhere Road");
  await line.passes(2 * HOUR);

  const all = await rows(line);
  const written = JSON.stringify(all);
  expect(written).not.toContain(hash);
  expect(written).not.toContain(SOMEBODY.slice(1));
  const [one, two, other] = [first, second, stranger].map((id) => writtenOf(id, all));
  expect(one?.size).toBeGreaterThan(40);
  // Whatever the two nights have in common, a stranger's has too.
  const inCommon = [...(one ?? [])].filter((value) => two?.has(value));
  expect(inCommon.length).toBeGreaterThan(10);
  expect(inCommon.filter((value) => other?.has(value) !== true)).toEqual([]);
  await atRest(line);
});
