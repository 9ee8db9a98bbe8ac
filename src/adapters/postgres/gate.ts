import type { Instant } from "../../domain/session/people.ts";
import type { Gate, Owed } from "../../engine/ports.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import type { Database } from "./client.ts";
import { notEnded } from "./owed.ts";
import { iso } from "./times.ts";

/** When a call that waits for a more urgent one asks again: that one may go, or end, any moment. */
const lookAgainMs = 100;
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
      return passed === 1 ? null : await askAgainAt(db, now);
    },
  };
}

type Asking = { owed: Owed; gateClass: number; now: Instant; spacingMs: number };

/**
 * Takes the moment and notes on the duty which attempt passed. A more urgent duty is waiting when nobody has it, or
 * someone does who has not passed yet; one set aside to be tried later, or on its way to the carrier, holds up nobody.
 */
function passing({ owed, gateClass, now, spacingMs }: Asking): Prisma.Sql {
  const at = Prisma.sql`${iso(now)}::timestamptz`;
  return Prisma.sql`
    WITH slot AS (
      UPDATE gate SET next_free_at = ${iso(now + spacingMs)}::timestamptz
      WHERE (next_free_at <= ${at} OR next_free_at > ${iso(now + spacingMs + clockSlackMs)}::timestamptz)
        AND NOT EXISTS (
          SELECT FROM duties WHERE ${notEnded} AND due_at <= ${at}
            AND (gate, due_at, id) < (${gateClass}, ${iso(owed.duty.dueAt)}::timestamptz, ${owed.id}::uuid)
            AND (held_until IS NULL OR held_until <= ${at}
              OR (held_by IS NOT NULL AND passed_attempt IS DISTINCT FROM attempts)))
      RETURNING id
    )
    UPDATE duties SET passed_attempt = attempts FROM slot WHERE duties.id = ${owed.id}::uuid`;
}

async function askAgainAt(db: Database, now: Instant): Promise<Instant> {
  const { nextFreeAt } = await db.gate.findUniqueOrThrow({ where: { id: 1 } });
  return Math.max(nextFreeAt.getTime(), now + lookAgainMs);
}
