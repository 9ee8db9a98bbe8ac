import type { LogCursor } from "../../domain/call-log/filter.ts";
import type { Arrived } from "../../domain/measures/answering.ts";
import { qualityOf, type CallQuality } from "../../domain/reviews/quality.ts";
import type { Event } from "../../domain/session/events.ts";
import type { Window } from "../../domain/shifts/shift.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import type { Database } from "./client.ts";
import { readArrived } from "./measure-reads.ts";
import { stored } from "./stored.ts";
import { iso } from "./times.ts";

/** What the quality view is counted from. All of it leaves rehearsals out, and nobody of ours comes out of it. */

/** Every event that says how a call went. */
const KINDS: readonly Event["kind"][] = [
  "callArrived",
  "languageChosen",
  "responderRung",
  "responderJoined",
  "responderLost",
  "coverAsked",
  "planRecorded",
  "profileOpened",
  "placeKept",
  "placeReadBack",
  "watchBegan",
  "responderChimed",
  "checkInAnnounced",
  "callerAsked",
  "checkInMissed",
  "goneQuiet",
  "lineLost",
  "helpAsked",
];

/** Calls that came in within the window, a page at a time. */
export async function* readQuality(
  db: Database,
  window: Window,
): AsyncGenerator<readonly CallQuality[]> {
  for await (const page of readArrived(db, window)) yield await qualityIn(db, page);
}

async function qualityIn(db: Database, page: readonly Arrived[]): Promise<readonly CallQuality[]> {
  const ids = page.map(({ id }) => id);
  const rows = await db.sessionEvent.findMany({
    where: { sessionId: { in: ids }, kind: { in: [...KINDS] } },
    orderBy: [{ sessionId: "asc" }, { seq: "asc" }],
    select: { sessionId: true, data: true },
  });
  const events = Map.groupBy(rows, ({ sessionId }) => sessionId);
  const late = await readLate(
    db,
    page.filter(({ checkInsMissed }) => checkInsMissed > 0),
  );
  return page.map(({ id, openedAt, wentBack, restricted, emergencies }) =>
    qualityOf({
      id,
      openedAt,
      leftOut: wentBack || restricted,
      events: (events.get(id) ?? []).map(({ data }) => stored<Event>(data)),
      emergencies,
      lineWasLate: late.has(id),
    }),
  );
}

/** Whose check-ins the line itself was a second late with, or more, before the first deadline passed. */
async function readLate(db: Database, missed: readonly Arrived[]): Promise<ReadonlySet<string>> {
  const ids = missed.map(({ id }) => id);
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT duties.session_id AS id FROM duties
    WHERE duties.session_id = ANY(${ids}::uuid[])
      AND duties.kind IN ('checkInStep', 'sendHelp', 'chime', 'announce', 'moveLeg')
      AND duties.done_at >= duties.due_at + interval '1 second'
      AND duties.due_at <= (SELECT min(at) FROM session_events
        WHERE session_id = duties.session_id AND kind = 'checkInMissed')`;
  return new Set(rows.map(({ id }) => id));
}

type Times = ReadonlyMap<string, number>;
type Row = { readonly is: string; readonly times: number };
const timesOf = (rows: readonly Row[]): Times => new Map(rows.map(({ is, times }) => [is, times]));

/** Debriefs that emergencies of the window owe: by their kind of end, of nobody in particular. */
const debriefs = ({ from, to }: Window) => Prisma.sql`
  SELECT duties.session_id, sessions.opened_at,
    CASE WHEN duties.done_at <= duties.due_at THEN 'inTime' WHEN duties.done_at IS NOT NULL THEN 'late'
      WHEN duties.waived_by IS NOT NULL OR duties.overtaken_by IS NOT NULL THEN 'waived' ELSE 'owed' END AS "is"
  FROM duties JOIN sessions ON sessions.id = duties.session_id
  WHERE duties.kind = 'debrief' AND NOT sessions.rehearsal
    AND duties.created_at >= ${iso(from)}::timestamptz AND duties.created_at < ${iso(to)}::timestamptz`;

export const countDebriefs = async (db: Database, window: Window): Promise<Times> =>
  timesOf(
    await db.$queryRaw<Row[]>`
      SELECT "is", count(*)::int AS times FROM (${debriefs(window)}) AS debriefs GROUP BY 1`,
  );

/** How often anybody took a break, or rested after an emergency. */
export const countPauses = async (db: Database, { from, to }: Window): Promise<Times> =>
  timesOf(
    await db.$queryRaw<Row[]>`
      SELECT kind AS "is", count(*)::int AS times FROM line_events
      WHERE kind IN ('breakTaken', 'staffRested')
        AND at >= ${iso(from)}::timestamptz AND at < ${iso(to)}::timestamptz
      GROUP BY 1`,
  );

/** Of reviews that were closed in the window. */
const causes = ({ from, to }: Window) => Prisma.sql`
  SELECT reviews.session_id, reviews.opened_at, cause AS "is"
  FROM reviews CROSS JOIN unnest(reviews.causes) AS cause
  WHERE NOT reviews.rehearsal
    AND reviews.reviewed_at >= ${iso(from)}::timestamptz AND reviews.reviewed_at < ${iso(to)}::timestamptz`;

export const countCauses = async (db: Database, window: Window): Promise<Times> =>
  timesOf(
    await db.$queryRaw<Row[]>`
      SELECT "is", count(*)::int AS times FROM (${causes(window)}) AS causes GROUP BY 1`,
  );

export type Paged = {
  readonly window: Window;
  readonly after: LogCursor | null;
  readonly limit: number;
};

export const callsWithDebrief = (
  db: Database,
  is: string,
  paged: Paged,
): Promise<readonly string[]> => calls(db, debriefs(paged.window), is, paged);

export const callsWithCause = (
  db: Database,
  is: string,
  paged: Paged,
): Promise<readonly string[]> => calls(db, causes(paged.window), is, paged);

type Called = { readonly id: string; readonly openedAt: Date };

async function calls(
  db: Database,
  counted: Prisma.Sql,
  is: string,
  { after, limit }: Paged,
): Promise<readonly string[]> {
  const rows = await db.$queryRaw<Called[]>`
    SELECT DISTINCT session_id AS id, opened_at AS "openedAt" FROM (${counted}) AS counted WHERE "is" = ${is}`;
  const all = rows.map(({ id, openedAt }) => ({ id, openedAt: openedAt.getTime() }));
  return callsAfter(all, after, limit);
}

/** By id, newest first, as the call log has them. */
export const callsAfter = (
  calls: readonly LogCursor[],
  after: LogCursor | null,
  limit: number,
): readonly string[] =>
  calls
    .filter((call) => after === null || newestFirst(after, call) < 0)
    .toSorted(newestFirst)
    .slice(0, limit)
    .map(({ id }) => id);

const newestFirst = (a: LogCursor, b: LogCursor): number =>
  b.openedAt - a.openedAt || Number(a.id < b.id) - Number(a.id > b.id);
