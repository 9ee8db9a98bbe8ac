import type { PracticeCalls } from "../../engine/ports-training.ts";
import { practiseAt } from "../../domain/training/duties.ts";
import { PRACTICE } from "../../domain/training/practice.ts";
import type { Database } from "./client.ts";
import { owe } from "./line-duties.ts";
import { instantOrNull, iso } from "./times.ts";

const FORGOTTEN_MS = PRACTICE.longestMs + 3 * 60_000;

/** Practice calls, in Postgres. `number`: the line's first rehearsal number. */
export function createPractice(db: Database, number: string | null): Omit<PracticeCalls, "ring"> {
  return {
    number,

    ask: (call) => ask(db, number ?? "", call),

    async byId(id) {
      const row = await db.practiceCall.findUnique({ where: { id } });
      if (row === null) return null;
      const { staffId, sessionId, askedAt, endedAt } = row;
      return {
        id,
        staffId,
        sessionId,
        askedAt: askedAt.getTime(),
        endedAt: instantOrNull(endedAt),
      };
    },

    isOne: async (sessionId) => (await db.practiceCall.count({ where: { sessionId } })) > 0,

    arriving: (call) => arriving(db, call),

    async end(id, result, at) {
      const { count } = await db.practiceCall.updateMany({
        where: { id, endedAt: null },
        data: { result, endedAt: new Date(at) },
      });
      return count === 1;
    },
  };
}

const ask = (
  db: Database,
  number: string,
  { id, staffId, at }: Parameters<PracticeCalls["ask"]>[0],
): ReturnType<PracticeCalls["ask"]> =>
  db.$transaction(async (tx) => {
    // Where our caller was hung up on before their next turn, the session says that it is over; one that never came is over in time.
    await tx.$executeRaw`
      UPDATE practice_calls SET ended_at = ${iso(at)}::timestamptz,
        result = CASE WHEN session_id IS NULL THEN 'failed' ELSE 'played' END
      WHERE ended_at IS NULL AND (asked_at <= ${iso(at - FORGOTTEN_MS)}::timestamptz
        OR EXISTS (SELECT FROM sessions WHERE sessions.id = session_id AND sessions.closed_at IS NOT NULL))`;
    const opened = await tx.$executeRaw`
      INSERT INTO practice_calls (id, staff_id, number, asked_at)
      VALUES (${id}::uuid, ${staffId}, ${number}, ${iso(at)}::timestamptz)
      ON CONFLICT DO NOTHING`;
    return opened === 1 ? owe(tx, [practiseAt(staffId, id, at)], at) : null;
  });

/** By the wish of its caller, who is our own: nobody but who practises is rung for it. */
const arriving = (
  db: Database,
  { sessionId, number, at }: Parameters<PracticeCalls["arriving"]>[0],
): Promise<boolean> =>
  db.$transaction(async (tx) => {
    const [call] = await tx.practiceCall.updateManyAndReturn({
      where: {
        number,
        endedAt: null,
        OR: [{ sessionId: null }, { sessionId }],
        askedAt: { gt: new Date(at - PRACTICE.arrivesByMs) },
      },
      data: { sessionId },
      select: { staffId: true },
    });
    if (call === undefined) return false;
    await tx.$executeRaw`
      INSERT INTO rung_last (session_id, staff_id, never)
      SELECT ${sessionId}::uuid, id, true FROM staff WHERE id <> ${call.staffId}
      ON CONFLICT DO NOTHING`;
    return true;
  });
