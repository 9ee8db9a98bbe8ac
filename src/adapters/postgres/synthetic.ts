import { randomInt } from "node:crypto";
import { CODE_KEYS, CODE_LENGTH } from "../../domain/synthetic.ts";
import type { SyntheticCalls } from "../../engine/ports-synthetic.ts";
import type { Database } from "./client.ts";
import { instantOrNull, iso } from "./times.ts";

type Parts = {
  readonly everyMs: number | null;
  readonly numbers: readonly string[];
  /** Keyed: nobody who reads the table finds the code. */
  readonly hash: (text: string) => string;
};

/** Calls of the line to itself, in Postgres. */
export function createSynthetic(
  db: Database,
  { everyMs, numbers, hash }: Parts,
): Omit<SyntheticCalls, "ring"> {
  const hashOf = (code: string) => hash(`synthetic ${code}`);
  return {
    everyMs,
    numbers,
    newCode: () => Array.from({ length: CODE_LENGTH }, anyKey).join(""),
    busy: () => busy(db),
    nextNumber: () => nextNumber(db, numbers),

    open: (call) => open(db, call, hashOf(call.code)),

    async byId(id) {
      const row = await db.syntheticCall.findUnique({ where: { id } });
      if (row === null) return null;
      const { sessionId, askedAt, endedAt } = row;
      return { id, sessionId, askedAt: askedAt.getTime(), endedAt: instantOrNull(endedAt) };
    },

    async expected(number, at) {
      const where = { number, sessionId: null, endedAt: null, dueBy: { gt: new Date(at) } };
      return (await db.syntheticCall.count({ where })) > 0;
    },

    async take({ code, number, sessionId, at }) {
      const { count } = await db.syntheticCall.updateMany({
        where: {
          number,
          codeHash: hashOf(code),
          endedAt: null,
          dueBy: { gt: new Date(at) },
          OR: [{ sessionId: null }, { sessionId }],
        },
        data: { sessionId },
      });
      return count === 1;
    },

    async end(id, result, at) {
      const { count } = await db.syntheticCall.updateMany({
        where: { id, endedAt: null },
        data: { result, endedAt: new Date(at) },
      });
      return count === 1;
    },
  };
}

type Opening = Parameters<SyntheticCalls["open"]>[0];

async function open(
  db: Database,
  { id, number, askedAt, dueBy }: Opening,
  codeHash: string,
): Promise<boolean> {
  const opened = await db.$executeRaw`
    INSERT INTO synthetic_calls (id, number, code_hash, asked_at, due_by)
    SELECT ${id}::uuid, ${number}, ${codeHash}, ${iso(askedAt)}::timestamptz, ${iso(dueBy)}::timestamptz
    WHERE NOT EXISTS (SELECT FROM synthetic_calls WHERE ended_at IS NULL)
    ON CONFLICT DO NOTHING`;
  return opened === 1;
}

const anyKey = (): string => CODE_KEYS[randomInt(CODE_KEYS.length)] ?? CODE_KEYS[0];

/** A real session whose caller waits, was cut off, or for whom help is out. */
async function busy(db: Database): Promise<boolean> {
  const [row] = await db.$queryRaw<{ busy: boolean }[]>`
    SELECT EXISTS (
      SELECT FROM sessions WHERE closed_at IS NULL AND NOT rehearsal
        AND (phase IN ('waiting', 'escalated') OR state -> 'caller' ->> 'on' = 'lost')) AS busy`;
  return row?.busy ?? true;
}

async function nextNumber(db: Database, numbers: readonly string[]): Promise<string | null> {
  const called = await db.syntheticCall.groupBy({ by: ["number"], _max: { askedAt: true } });
  const last = new Map(called.map(({ number, _max }) => [number, _max.askedAt?.getTime() ?? 0]));
  const at = (number: string) => last.get(number) ?? 0;
  return numbers.toSorted((a, b) => at(a) - at(b))[0] ?? null;
}
