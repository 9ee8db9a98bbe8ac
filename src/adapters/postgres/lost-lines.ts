import type { Store } from "../../engine/ports-store.ts";
import type { Database } from "./client.ts";
import { iso } from "./times.ts";

/** Which sessions are looking for their caller, found by a keyed hash that lives no longer than the search. */
export function createLostLines(
  db: Database,
): Pick<Store, "lostLines" | "rememberLostLine" | "forgetLostLine" | "rangLately"> {
  return {
    async lostLines(numberHash, now) {
      const rows = await db.$queryRaw<{ id: string }[]>`
        SELECT s.id FROM sessions s
        WHERE s.closed_at IS NULL AND s.state -> 'caller' ->> 'on' = 'lost'
          AND (${numberHash}::text IS NULL OR EXISTS (
            SELECT FROM lost_lines l
            WHERE l.session_id = s.id AND l.hash = ${numberHash} AND l.expires_at > ${iso(now)}::timestamptz))
        ORDER BY s.opened_at, s.id`;
      return rows.map(({ id }) => id);
    },

    async rememberLostLine(numberHash, sessionId, until) {
      const expiresAt = new Date(until);
      await db.lostLine.upsert({
        where: { hash_sessionId: { hash: numberHash, sessionId } },
        create: { hash: numberHash, sessionId, expiresAt },
        update: { expiresAt },
      });
    },

    async forgetLostLine(sessionId) {
      await db.lostLine.deleteMany({ where: { sessionId } });
    },

    async rangLately(numberHash, since) {
      const rows = await db.$queryRaw<{ id: string }[]>`
        SELECT s.id FROM sessions s
        WHERE s.closed_at IS NULL AND s.opened_at > ${iso(since)}::timestamptz
          AND s.state -> 'caller' ->> 'on' = 'line'
          AND (s.state -> 'caller' ->> 'numberKnown' = 'false' OR EXISTS (
            SELECT FROM lost_lines l WHERE l.session_id = s.id AND l.hash = ${numberHash}::text))
        ORDER BY s.opened_at, s.id`;
      return rows.map(({ id }) => id);
    },
  };
}
