import {
  isOfAnyKind,
  kindsOf,
  type LogCursor,
  type LogFilter,
} from "../../domain/call-log/filter.ts";
import type { Instant } from "../../domain/session/people.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { ITSELF } from "./call-log-commit.ts";
import type { Database } from "./client.ts";
import { iso } from "./times.ts";

export type Found = { readonly id: string };

export type Search = {
  readonly filter: LogFilter;
  readonly after: LogCursor | null;
  readonly limit: number;
};

/** So many of the newest are looked at before the way of what is rare is gone: what is one in fifty fills a page from them. */
const LOOKED_AT = 1_500;

/** A page of the log, newest first: as quick for what is rare as for what is common, and with a million calls as with few (decision 035). */
export async function search(db: Database, search: Search): Promise<readonly Found[]> {
  const { filter, limit } = search;
  if (isOfAnyKind(filter)) return db.$queryRaw<Found[]>(inOrder(search));
  const common = await db.$queryRaw<Found[]>(amongNewest(search));
  return common.length === limit ? common : db.$queryRaw<Found[]>(kindByKind(search));
}

/** The same page, by reading on in order past whatever is of another kind: for whoever wants them all. */
export const scan = (db: Database, search: Search): Promise<readonly Found[]> =>
  db.$queryRaw<Found[]>(inOrder(search));

const NEWEST_FIRST = Prisma.sql`ORDER BY opened_at DESC, session_id DESC`;

const inOrder = ({ filter, after, limit }: Search): Prisma.Sql => Prisma.sql`
  SELECT session_id AS id FROM call_log WHERE ${within(filter, after)} AND ${ofKinds(filter)}
  ${NEWEST_FIRST} LIMIT ${limit}`;

const amongNewest = ({ filter, after, limit }: Search): Prisma.Sql => Prisma.sql`
  SELECT session_id AS id
  FROM (SELECT * FROM call_log WHERE ${within(filter, after)} ${NEWEST_FIRST} LIMIT ${LOOKED_AT}) AS newest
  WHERE ${ofKinds(filter)} ${NEWEST_FIRST} LIMIT ${limit}`;

function ofKinds(filter: LogFilter): Prisma.Sql {
  if (isOfAnyKind(filter)) return Prisma.sql`true`;
  const { languages, provinces, outcomes, reached } = kindsOf(filter);
  return Prisma.sql`
    language = ANY(${[...languages]}::text[]) AND province = ANY(${[...provinces]}::text[])
    AND outcome = ANY(${[...outcomes]}::text[]) AND reached = ANY(${[...reached]}::text[])`;
}

/**
 * Of each kind the filter takes in, its newest call, straight from its place in the index. No more kinds than a page has rows can have
 * a part in it: those whose newest are newest. Of these the page is made.
 */
function kindByKind({ filter, after, limit }: Search): Prisma.Sql {
  const { languages, provinces, outcomes, reached } = kindsOf(filter);
  const found = within(filter, after);
  return Prisma.sql`
    WITH kinds AS MATERIALIZED (
      SELECT a.language, b.province, c.outcome, d.reached
      FROM unnest(${[...languages]}::text[]) AS a(language), unnest(${[...provinces]}::text[]) AS b(province),
        unnest(${[...outcomes]}::text[]) AS c(outcome), unnest(${[...reached]}::text[]) AS d(reached)
        CROSS JOIN LATERAL (
          SELECT opened_at, session_id FROM call_log
          WHERE ${found} AND ${isKind("a.language", "b.province", "c.outcome", "d.reached")}
          ${NEWEST_FIRST} LIMIT 1
        ) AS first
      ${NEWEST_FIRST} LIMIT ${limit}
    )
    SELECT page.session_id AS id
    FROM kinds CROSS JOIN LATERAL (
      SELECT opened_at, session_id FROM call_log
      WHERE ${found} AND ${isKind("kinds.language", "kinds.province", "kinds.outcome", "kinds.reached")}
      ${NEWEST_FIRST} LIMIT ${limit}
    ) AS page
    ${NEWEST_FIRST} LIMIT ${limit}`;
}

const isKind = (language: string, province: string, outcome: string, reached: string): Prisma.Sql =>
  Prisma.raw(
    `call_log.language = ${language} AND call_log.province = ${province} AND call_log.outcome = ${outcome} AND call_log.reached = ${reached}`,
  );

function within(filter: LogFilter, after: LogCursor | null): Prisma.Sql {
  const { responderId, rehearsal, from, to } = filter;
  return Prisma.join(
    [
      Prisma.sql`staff_id = ${responderId ?? ITSELF} AND rehearsal = ${rehearsal}`,
      ...(from === null ? [] : [Prisma.sql`opened_at >= ${moment(from)}`]),
      ...(to === null ? [] : [Prisma.sql`opened_at < ${moment(to)}`]),
      ...(after === null
        ? []
        : [Prisma.sql`(opened_at, session_id) < (${moment(after.openedAt)}, ${after.id}::uuid)`]),
    ],
    " AND ",
  );
}

const moment = (at: Instant): Prisma.Sql => Prisma.sql`${iso(at)}::timestamptz`;
