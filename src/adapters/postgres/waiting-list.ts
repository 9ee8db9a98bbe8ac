import type { Waiter } from "../../domain/session/queue.ts";
import type { WaitingList } from "../../engine/ports.ts";
import type { Database } from "./client.ts";
import { iso } from "./times.ts";

const PAGED_EVERY_MS = 120_000;
const PAGED_AGAIN_MS = 300_000;

type Row = { readonly waiting: Waiter; readonly never: readonly string[] };

/** Whom a caller of ours would not be answered by is nobody they could have, so that no other waits for them to be shared out. */
const withoutNamed = ({ waiting, never }: Row): Waiter =>
  never.length === 0 || waiting.emergency === true
    ? waiting
    : { ...waiting, except: [...waiting.except, ...never] };

export function createWaitingList(db: Database): WaitingList {
  return {
    async first(most) {
      const rows = await db.$queryRaw<Row[]>`
        SELECT waiting, ARRAY(SELECT staff_id FROM rung_last WHERE session_id = sessions.id AND never) AS never
        FROM sessions
        WHERE waiting IS NOT NULL AND id IN (
          (SELECT id FROM sessions WHERE waiting IS NOT NULL
            ORDER BY waiting_urgency, waiting_since, id LIMIT ${most})
          UNION SELECT session_id FROM claims WHERE kind = 'ring')
        ORDER BY waiting_urgency, waiting_since, id`;
      return rows.map(withoutNamed);
    },

    /** One statement: of many who ask at once, one is told yes; asked again for the same duty, it is yes again. */
    async mayPage(because, dutyId, at) {
      const paged = await db.$executeRaw`
        UPDATE coverage_pages SET paged_at = ${iso(at)}::timestamptz, paged_for = ${dutyId}::uuid
        WHERE because = ${because}
          AND (known_until IS NULL OR known_until <= ${iso(at)}::timestamptz)
          AND (paged_for = ${dutyId}::uuid OR paged_at <= ${iso(at - PAGED_EVERY_MS)}::timestamptz
            OR paged_at > ${iso(at)}::timestamptz)`;
      return paged === 1;
    },

    /** By what was written when it was sent; asked again for the same duty, it is yes again. */
    async mayPageAgain(subject, dutyId, at) {
      const lately = await db.$queryRaw<unknown[]>`
        SELECT 1 FROM line_events
        WHERE subject = ${subject} AND kind = 'paged' AND data ->> 'because' = 'nobodyReachable'
          AND data ->> 'pressing' = 'yes' AND cause IS DISTINCT FROM ${dutyId}
          AND at > ${iso(at - PAGED_AGAIN_MS)}::timestamptz AND at <= ${iso(at)}::timestamptz
        LIMIT 1`;
      return lately.length === 0;
    },
  };
}
