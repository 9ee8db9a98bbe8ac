import type { Instant } from "../../domain/session/people.ts";
import type { Gate } from "../../engine/ports.ts";
import type { Owed } from "../../engine/ports-store.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import type { Database } from "./client.ts";
import { notEnded } from "./owed.ts";
import { iso } from "./times.ts";

/** When a call that waits for a more urgent one asks again: that one may go, or end, any moment. */
const lookAgainMs = 100;
/** Due, and in nobody's hands for so long: with the sweep gone nobody comes back to what failed, and it must not close the gate to all others. */
const forsakenMs = 5_000;
/** A next free moment further off than its spacing was written by a clock that has stepped back since. */
const clockSlackMs = 2_000;

/**
 * The gate of outgoing calls, one for every process: one row says when the next call may go. Nothing is reserved ahead:
 * whoever asks when it is free, and is the most urgent of those waiting, goes.
 */
export function createGate(db: Database, outboundPerSecond: number): Gate {
  const spacingMs = Math.ceil(1_000 / outboundPerSecond);
  return {
    async pass(owed, gateClass, now) {
      const passed = await db.$executeRaw(passing({ owed, gateClass, now, spacingMs }));
      return passed === 1 ? null : await askAgainAt(db, { owed, gateClass, now, spacingMs });
    },
  };
}

type Asking = { owed: Owed; gateClass: number; now: Instant; spacingMs: number };

/**
 * Takes the moment and notes on the duty which attempt passed. A more urgent duty is waiting when nobody has it yet, or
 * someone does who has not passed; one set aside to be tried later, on its way to the carrier, or forsaken, holds up nobody.
 */
function passing({ owed, gateClass, now, spacingMs }: Asking): Prisma.Sql {
  const at = Prisma.sql`${iso(now)}::timestamptz`;
  return Prisma.sql`
    WITH slot AS (
      UPDATE gate SET next_free_at = ${iso(now + spacingMs)}::timestamptz
      WHERE (next_free_at <= ${at} OR next_free_at > ${iso(now + spacingMs + clockSlackMs)}::timestamptz)
        AND NOT EXISTS (SELECT FROM duties WHERE ${isAhead({ owed, gateClass, now })})
      RETURNING id
    )
    UPDATE duties SET passed_attempt = attempts FROM slot WHERE duties.id = ${owed.id}::uuid`;
}

/** Waits, and is more urgent. */
function isAhead({ owed, gateClass, now }: Omit<Asking, "spacingMs">): Prisma.Sql {
  const at = Prisma.sql`${iso(now)}::timestamptz`;
  return Prisma.sql`${notEnded} AND due_at <= ${at}
    AND (gate, due_at, id) < (${gateClass}, ${iso(owed.duty.dueAt)}::timestamptz, ${owed.id}::uuid)
    AND (greatest(due_at, held_until) BETWEEN ${iso(now - forsakenMs)}::timestamptz AND ${at}
      OR (held_by IS NOT NULL AND held_until > ${at} AND passed_attempt IS DISTINCT FROM attempts))`;
}

/** When its turn may come: many who wait and ask at every free moment would keep the database from everything else. */
async function askAgainAt(db: Database, asking: Asking): Promise<Instant> {
  const { now, spacingMs } = asking;
  const [found] = await db.$queryRaw<{ nextFreeAt: Date; ahead: number }[]>`
    SELECT next_free_at AS "nextFreeAt",
      (SELECT count(*)::int FROM duties WHERE ${isAhead(asking)}) AS ahead
    FROM gate WHERE id = 1`;
  const { nextFreeAt, ahead } = found ?? { nextFreeAt: new Date(now), ahead: 0 };
  const turns = Math.max(0, ahead - 1);
  return Math.max(nextFreeAt.getTime(), now + lookAgainMs) + turns * spacingMs;
}
