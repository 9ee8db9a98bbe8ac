import type { LineDuty } from "../../domain/line-duties.ts";
import type { Duty } from "../../domain/session/duties.ts";
import type { Instant } from "../../domain/session/people.ts";
import type { Owed, Store } from "../../engine/ports-store.ts";
import type { Database } from "./client.ts";
import { finishForLine } from "./line-duties.ts";
import { endDuty, notEnded, thisOwed } from "./owed.ts";
import { stored } from "./stored.ts";
import { iso } from "./times.ts";

/** How long a worker may be silent before another takes its duty. */
const leaseMs = 2_000;

type DutyPart = Pick<
  Store,
  "claim" | "renew" | "owed" | "finish" | "finishForLine" | "release" | "overdue"
>;

/** The store's duties, of sessions and of the line. Each call is one statement, but `finishForLine`, which is one transaction. */
export function createDuties(db: Database): DutyPart {
  return {
    claim: (dutyId, holder, now) => claim(db, { dutyId, holder, now }),

    async renew(dutyId, holder, now) {
      const renewed = await db.$executeRaw`
        UPDATE duties SET held_until = ${iso(now + leaseMs)}::timestamptz
        WHERE ${thisOwed(dutyId)} AND held_by = ${holder}`;
      return renewed === 1;
    },

    async owed(dutyId) {
      const [row] = await db.$queryRaw<Row[]>`
        SELECT id, session_id AS "sessionId", data, due_at AS "dueAt", attempts FROM duties
        WHERE ${thisOwed(dutyId)}`;
      return row === undefined ? null : owedOf(row);
    },

    async finish(dutyId, ending, now) {
      await endDuty(db, dutyId, ending, now);
    },

    finishForLine: (dutyId, ending, outcome, now) =>
      db.$transaction((tx) => finishForLine(tx, { dutyId, ending, outcome, now })),

    async release(dutyId, error, retryAt) {
      await db.$executeRaw`
        UPDATE duties SET held_by = NULL, held_until = ${iso(retryAt)}::timestamptz, last_error = ${error}
        WHERE ${thisOwed(dutyId)}`;
    },

    overdue: (now, limit) => overdue(db, now, limit),
  };
}

type Row = {
  readonly id: string;
  readonly sessionId: string | null;
  readonly data: unknown;
  readonly dueAt: Date;
  readonly attempts: number;
};

/** A duty of the line may be brought forward: its column says when it is due. */
const owedOf = ({ id, sessionId, data, dueAt, attempts }: Row): Owed =>
  sessionId === null
    ? { id, sessionId, duty: { ...stored<LineDuty>(data), dueAt: dueAt.getTime() }, attempts }
    : { id, sessionId, duty: stored<Duty>(data), attempts };

async function claim(
  db: Database,
  { dutyId, holder, now }: { dutyId: string; holder: string; now: Instant },
): Promise<Owed | null> {
  const [row] = await db.$queryRaw<Row[]>`
    UPDATE duties SET held_by = ${holder}, held_until = ${iso(now + leaseMs)}::timestamptz, attempts = attempts + 1
    WHERE ${thisOwed(dutyId)}
      AND due_at <= ${iso(now)}::timestamptz
      AND (held_until IS NULL OR held_until <= ${iso(now)}::timestamptz)
    RETURNING id, session_id AS "sessionId", data, due_at AS "dueAt", attempts`;
  return row === undefined ? null : owedOf(row);
}

/**
 * What sends help first (promise 4: nothing softer is ahead of it), then other alarms and what places no call, then calls in
 * the gate's order; the line's own after everything of any session. Rows that another worker is writing this very moment are
 * passed over: it has them.
 */
async function overdue(db: Database, now: Instant, limit: number): Promise<readonly string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM duties
    WHERE ${notEnded} AND due_at <= ${iso(now)}::timestamptz
      AND (held_until IS NULL OR held_until <= ${iso(now)}::timestamptz)
    ORDER BY session_id IS NULL, kind <> 'sendHelp', gate NULLS FIRST, due_at, id
    LIMIT ${limit}
    FOR UPDATE SKIP LOCKED`;
  return rows.map(({ id }) => id);
}
