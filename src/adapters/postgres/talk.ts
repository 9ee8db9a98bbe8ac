import type { Instant } from "../../domain/session/people.ts";
import type { Database } from "./client.ts";
import { iso } from "./times.ts";

const WEEK_MS = 7 * 24 * 3_600_000;
/** No leg lives longer: one whose end we never heard is not counted beyond it. */
const LONGEST = "4 hours";
const READ_EVERY_MS = 60_000;

/** By staff id, how much of their time on the line somebody talked in the last seven days: 0 to 1. Who was not on the line is not in it. */
export type TalkShares = ReadonlyMap<string, number>;

/** Read once a minute at most: a week changes little in a minute, and who has just talked is not the longest idle. */
export function createTalk(db: Database): (at: Instant) => Promise<TalkShares> {
  let known: { readonly at: Instant; readonly shares: TalkShares } | null = null;
  return async (at) => {
    if (known !== null && Math.abs(at - known.at) < READ_EVERY_MS) return known.shares;
    const shares = await read(db, at);
    known = { at, shares };
    return shares;
  };
}

/** Only shifts on the line, and calls answered in one: nights on call, asleep, make nobody fresh. */
async function read(db: Database, now: Instant): Promise<TalkShares> {
  const at = iso(now);
  const from = iso(now - WEEK_MS);
  const rows = await db.$queryRaw<{ staffId: string; share: number }[]>`
    WITH on_line AS (
      SELECT staff_id, range_agg(tstzrange(
        greatest(starts_at, ${from}::timestamptz),
        greatest(starts_at, ${from}::timestamptz, least(coalesce(ends_at, ${at}::timestamptz), ${at}::timestamptz)))) AS hours
      FROM shifts
      WHERE kind = 'line' AND starts_at < ${at}::timestamptz AND (ends_at IS NULL OR ends_at > ${from}::timestamptz)
      GROUP BY staff_id
    ),
    was_on AS (
      SELECT staff_id, hours, (
        SELECT sum(extract(epoch FROM upper(part) - lower(part))) FROM unnest(hours) AS part) AS seconds
      FROM on_line WHERE NOT isempty(hours)
    ),
    talked AS (
      SELECT legs.party, sum(extract(epoch FROM
        least(coalesce(legs.ended_at, ${at}::timestamptz), legs.answered_at + ${LONGEST}::interval) - legs.answered_at)) AS seconds
      FROM legs JOIN was_on ON was_on.staff_id = legs.party
      WHERE legs.role IN ('responder', 'speaker')
        AND legs.answered_at > ${from}::timestamptz AND legs.answered_at <= ${at}::timestamptz
        AND was_on.hours @> legs.answered_at
      GROUP BY legs.party
    )
    SELECT was_on.staff_id AS "staffId", (coalesce(talked.seconds, 0) / was_on.seconds)::float8 AS share
    FROM was_on LEFT JOIN talked ON talked.party = was_on.staff_id
    WHERE was_on.seconds > 0`;
  return new Map(rows.map(({ staffId, share }) => [staffId, share]));
}
