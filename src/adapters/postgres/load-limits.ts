import type { Instant } from "../../domain/session/people.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import type { Database } from "./client.ts";
import { iso } from "./times.ts";

/** Somebody's own limit, and the callers they have been with in the shift that runs. */
export type Load = { readonly limit: number | null; readonly calls: number };

export type LoadLimits = {
  read(staffId: string, at: Instant): Promise<Load>;
  /** Null: none. */
  set(staffId: string, limit: number | null): Promise<void>;
};

/** Where `staff`, `shifts` and `load_limits` are joined. Who set no limit is not counted: this is asked for every ring. */
export const callsInShift = Prisma.sql`
  CASE WHEN load_limits.calls IS NULL THEN 0 ELSE (
    SELECT count(*)::int FROM call_log
    WHERE call_log.staff_id = staff.id AND call_log.rehearsal IN (true, false)
      AND call_log.opened_at >= shifts.starts_at) END`;

export function createLoadLimits(db: Database): LoadLimits {
  return {
    async read(staffId, at) {
      const [row] = await db.$queryRaw<Load[]>`
        SELECT load_limits.calls AS "limit", coalesce(${callsInShift}, 0) AS calls
        FROM staff
          LEFT JOIN load_limits ON load_limits.staff_id = staff.id
          LEFT JOIN shifts ON shifts.staff_id = staff.id AND shifts.starts_at <= ${iso(at)}::timestamptz
            AND (shifts.ends_at IS NULL OR shifts.ends_at > ${iso(at)}::timestamptz)
        WHERE staff.id = ${staffId}
        ORDER BY array_position(ARRAY['line', 'on-call', 'supervising'], shifts.kind) LIMIT 1`;
      return row ?? { limit: null, calls: 0 };
    },

    async set(staffId, limit) {
      if (limit === null) await db.loadLimit.deleteMany({ where: { staffId } });
      else {
        await db.loadLimit.upsert({
          where: { staffId },
          create: { staffId, calls: limit },
          update: { calls: limit },
        });
      }
    },
  };
}
