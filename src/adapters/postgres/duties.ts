import type { Duty } from "../../domain/session/duties.ts";
import type { Instant } from "../../domain/session/people.ts";
import type { DutyEnding, Owed, Store } from "../../engine/ports.ts";
import type { Database } from "./client.ts";
import { notEnded } from "./owed.ts";
import { iso } from "./times.ts";

/** How long a worker may be silent before another takes its duty. */
const leaseMs = 2_000;

type DutyPart = Pick<Store, "claim" | "renew" | "owed" | "finish" | "release" | "overdue">;

/** The store's duties. Only those of sessions; each call is one statement. */
export function createDuties(db: Database): DutyPart {
  return {
    claim: (dutyId, holder, now) => claim(db, { dutyId, holder, now }),

    async renew(dutyId, holder, now) {
      const renewed = await db.$executeRaw`
        UPDATE duties SET held_until = ${iso(now + leaseMs)}::timestamptz
        WHERE id = ${dutyId}::uuid AND held_by = ${holder} AND ${notEnded}`;
      return renewed === 1;
    },

    async owed(dutyId) {
      const [row] = await db.$queryRaw<Row[]>`
        SELECT id, session_id AS "sessionId", data AS duty, attempts FROM duties
        WHERE id = ${dutyId}::uuid AND session_id IS NOT NULL AND ${notEnded}`;
      return row ?? null;
    },

    async finish(dutyId, ending, now) {
      const { doneAt, overtakenBy, waivedBy, because } = endingColumns(ending, now);
      await db.$executeRaw`
        UPDATE duties SET done_at = ${doneAt}::timestamptz, overtaken_by = ${overtakenBy},
          waived_by = ${waivedBy}, waived_because = ${because}, held_by = NULL, held_until = NULL
        WHERE id = ${dutyId}::uuid AND ${notEnded}`;
    },

    async release(dutyId, error, retryAt) {
      await db.$executeRaw`
        UPDATE duties SET held_by = NULL, held_until = ${iso(retryAt)}::timestamptz, last_error = ${error}
        WHERE id = ${dutyId}::uuid AND ${notEnded}`;
    },

    overdue: (now, limit) => overdue(db, now, limit),
  };
}

type Row = Owed & { readonly duty: Duty };

async function claim(
  db: Database,
  { dutyId, holder, now }: { dutyId: string; holder: string; now: Instant },
): Promise<Owed | null> {
  const [row] = await db.$queryRaw<Row[]>`
    UPDATE duties SET held_by = ${holder}, held_until = ${iso(now + leaseMs)}::timestamptz, attempts = attempts + 1
    WHERE id = ${dutyId}::uuid AND session_id IS NOT NULL AND ${notEnded}
      AND due_at <= ${iso(now)}::timestamptz
      AND (held_until IS NULL OR held_until <= ${iso(now)}::timestamptz)
    RETURNING id, session_id AS "sessionId", data AS duty, attempts`;
  return row ?? null;
}

/**
 * What sends help first (promise 4: nothing softer is ahead of it), then other alarms and what places no call, then calls in
 * the gate's order. Rows that another worker is writing this very moment are passed over: it has them.
 */
async function overdue(db: Database, now: Instant, limit: number): Promise<readonly string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM duties
    WHERE session_id IS NOT NULL AND ${notEnded} AND due_at <= ${iso(now)}::timestamptz
      AND (held_until IS NULL OR held_until <= ${iso(now)}::timestamptz)
    ORDER BY kind <> 'sendHelp', gate NULLS FIRST, due_at, id
    LIMIT ${limit}
    FOR UPDATE SKIP LOCKED`;
  return rows.map(({ id }) => id);
}

function endingColumns(ending: DutyEnding, now: Instant) {
  const none = { doneAt: null, overtakenBy: null, waivedBy: null, because: null };
  switch (ending.how) {
    case "done":
      return { ...none, doneAt: iso(now) };
    case "overtaken":
      return { ...none, overtakenBy: ending.by };
    case "waived":
      return { ...none, waivedBy: ending.by, because: ending.because };
  }
}
