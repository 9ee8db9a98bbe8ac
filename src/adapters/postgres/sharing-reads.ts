import { z } from "zod";
import { CATEGORIES, type Alike } from "../../domain/sharing/dimensions.ts";
import { monthAfter, type Month } from "../../domain/sharing/months.ts";
import type { Database } from "./client.ts";

/** Calls of one month that were alike. */
export type AlikeIn = Alike & { readonly month: Month };

const row = z.object({
  month: z.string(),
  province: z.enum(CATEGORIES.province),
  language: z.enum(CATEGORIES.language),
  substance: z.enum(CATEGORIES.substance),
  outcome: z.enum(CATEGORIES.outcome),
  calls: z.int(),
});

/**
 * Real sessions that closed in these months of that zone's clock, both included. Read off the session, which is the fold of its
 * events. One whose caller went back to another session was that other one all along. Throws on a category that we do not know.
 */
export async function readClosed(
  db: Database,
  { first, last }: { readonly first: Month; readonly last: Month },
  timeZone: string,
): Promise<readonly AlikeIn[]> {
  const from = `${first}-01`;
  const to = `${monthAfter(last)}-01`;
  const rows = await db.$queryRaw<unknown[]>`
    SELECT to_char(closed_at AT TIME ZONE ${timeZone}, 'YYYY-MM') AS month,
      coalesce(state #>> '{plan,province}', 'unknown') AS province,
      language, taken.substance, outcome, count(*)::int AS calls
    FROM sessions CROSS JOIN LATERAL (
      SELECT CASE count(DISTINCT dose ->> 'substance') WHEN 0 THEN 'none' WHEN 1 THEN min(dose ->> 'substance')
        ELSE 'several' END AS substance
      FROM jsonb_array_elements(coalesce(state -> 'doses', '[]')) AS dose) AS taken
    WHERE closed_at IS NOT NULL AND NOT rehearsal
      AND closed_at >= ${from}::timestamp AT TIME ZONE ${timeZone}
      AND closed_at < ${to}::timestamp AT TIME ZONE ${timeZone}
      AND NOT EXISTS (
        SELECT FROM session_events WHERE session_id = sessions.id AND kind = 'callerWentBack')
    GROUP BY 1, 2, 3, 4, 5`;
  return z.array(row).parse(rows);
}

/** The month in which the first real session ever closed. */
export async function firstMonth(db: Database, timeZone: string): Promise<Month | null> {
  const [first] = await db.$queryRaw<{ month: Month | null }[]>`
    SELECT to_char(min(closed_at) AT TIME ZONE ${timeZone}, 'YYYY-MM') AS month
    FROM sessions WHERE closed_at IS NOT NULL AND NOT rehearsal`;
  return first?.month ?? null;
}
