import type { Arrived } from "../../domain/measures/answering.ts";
import { REACH_EVENTS, STATE_EVENTS, type Held, type Told } from "../../domain/measures/people.ts";
import type { RingRow } from "../../domain/measures/rings.ts";
import type { Event } from "../../domain/session/events.ts";
import { helpTimes, type HelpTimes } from "../../domain/session/help-times.ts";
import type { Window } from "../../domain/shifts/shift.ts";
import type { Database } from "./client.ts";
import { stored } from "./stored.ts";
import { instantOrNull, iso } from "./times.ts";

/** What measures are counted from. All of it leaves rehearsals out, and goes by `sessions_opened_at_id_idx` and the events' own key. */

const PAGE = 500;

type ArrivedRow = Omit<Arrived, "openedAt" | "joinedAt" | "leftAt" | "emergencies"> & {
  readonly openedAt: Date;
  readonly joinedAt: Date | null;
  readonly leftAt: Date | null;
  readonly helpAsked: boolean;
};

/** Sessions that began in the window, a page at a time. */
export async function* readArrived(
  db: Database,
  { from, to }: Window,
): AsyncGenerator<readonly Arrived[]> {
  let after = { at: iso(from - 1), id: "ffffffff-ffff-ffff-ffff-ffffffffffff" };
  for (;;) {
    const rows = await db.$queryRaw<ArrivedRow[]>`
      SELECT sessions.id, sessions.opened_at AS "openedAt", told.*
      FROM sessions CROSS JOIN LATERAL (
        SELECT min(at) FILTER (WHERE kind = 'responderJoined') AS "joinedAt",
          min(at) FILTER (WHERE kind = 'callerLeft') AS "leftAt",
          coalesce(bool_or(kind IN ('watchBegan', 'emergencyDeclared', 'helpAsked')), false) AS "inCare",
          coalesce(bool_or(kind = 'callBackAsked'), false) AS "callBackAsked",
          coalesce(bool_or(kind = 'callerWentBack'), false) AS "wentBack",
          coalesce(bool_or(kind = 'callArrived' AND data -> 'restriction' IS NOT NULL), false) AS restricted,
          coalesce(bool_or(kind = 'helpAsked'), false) AS "helpAsked",
          (count(*) FILTER (WHERE kind IN ('checkInKept', 'drowsyMarked')))::int AS "checkInsKept",
          (count(*) FILTER (WHERE kind = 'checkInMissed'))::int AS "checkInsMissed"
        FROM session_events WHERE session_id = sessions.id) AS told
      WHERE NOT sessions.rehearsal AND sessions.opened_at < ${iso(to)}::timestamptz
        AND (sessions.opened_at, sessions.id) > (${after.at}::timestamptz, ${after.id}::uuid)
      ORDER BY sessions.opened_at, sessions.id LIMIT ${PAGE}`;
    const emergencies = await readEmergencies(db, rows);
    yield rows.map((row) => arrivedOf(row, emergencies.get(row.id) ?? []));
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = { at: iso(last.openedAt.getTime()), id: last.id };
  }
}

const arrivedOf = (row: ArrivedRow, emergencies: readonly HelpTimes[]): Arrived => ({
  ...row,
  openedAt: row.openedAt.getTime(),
  joinedAt: instantOrNull(row.joinedAt),
  leftAt: instantOrNull(row.leftAt),
  emergencies,
});

/** Emergencies are few: only of those is every event read. */
async function readEmergencies(
  db: Database,
  arrived: readonly ArrivedRow[],
): Promise<ReadonlyMap<string, readonly HelpTimes[]>> {
  const ids = arrived.filter(({ helpAsked }) => helpAsked).map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const rows = await db.sessionEvent.findMany({
    where: { sessionId: { in: ids } },
    orderBy: [{ sessionId: "asc" }, { seq: "asc" }],
    select: { sessionId: true, data: true },
  });
  const bySession = Map.groupBy(rows, ({ sessionId }) => sessionId);
  return new Map(
    [...bySession].map(([id, told]) => [
      id,
      helpTimes(told.map(({ data }) => stored<Event>(data))),
    ]),
  );
}

/** Rings of sessions that began in the window, grouped by what became of them. */
export function readRings(db: Database, { from, to }: Window): Promise<RingRow[]> {
  return db.$queryRaw<RingRow[]>`
    SELECT events.data ->> 'staffId' AS "staffId", events.kind, events.data ->> 'how' AS how, count(*)::int AS times
    FROM sessions JOIN session_events AS events ON events.session_id = sessions.id
    WHERE NOT sessions.rehearsal
      AND sessions.opened_at >= ${iso(from)}::timestamptz AND sessions.opened_at < ${iso(to)}::timestamptz
      AND events.kind IN ('responderRung', 'ringMissed')
    GROUP BY 1, 2, 3`;
}

/** Nobody is with one caller for longer: what began before is not looked for. */
const LONGEST_SESSION_MS = 48 * 3_600_000;

export async function readHeld(db: Database, { from, to }: Window): Promise<readonly Held[]> {
  const since = iso(from - LONGEST_SESSION_MS);
  const rows = await db.$queryRaw<(Omit<Held, "at"> & { readonly at: Date })[]>`
    SELECT events.session_id AS "sessionId", events.kind, events.data ->> 'staffId' AS "staffId", events.at
    FROM sessions JOIN session_events AS events ON events.session_id = sessions.id
    WHERE NOT sessions.rehearsal
      AND sessions.opened_at >= ${since}::timestamptz AND sessions.opened_at < ${iso(to)}::timestamptz
      AND events.at < ${iso(to)}::timestamptz
      AND events.kind IN ('responderJoined', 'responderLeft', 'responderLost', 'speakerJoined', 'speakerLost', 'sessionClosed')
    ORDER BY events.at, events.session_id, events.seq`;
  return rows.map(atInstant);
}

/** Shifts on the line that touch the window. */
export async function readOnLine(
  db: Database,
  { from, to }: Window,
): Promise<readonly (Window & { readonly staffId: string })[]> {
  const rows = await db.shift.findMany({
    where: {
      kind: "line",
      startsAt: { lt: new Date(to) },
      OR: [{ endsAt: null }, { endsAt: { gt: new Date(from) } }],
    },
    select: { staffId: true, startsAt: true, endsAt: true },
    orderBy: [{ startsAt: "asc" }, { id: "asc" }],
  });
  return rows.map(({ staffId, startsAt, endsAt }) => ({
    staffId,
    from: startsAt.getTime(),
    to: Math.min(endsAt?.getTime() ?? to, to),
  }));
}

type ToldRow = {
  readonly staffId: string;
  readonly kind: Told["kind"];
  readonly at: Date;
  readonly stillRung: boolean;
};

const STATES = Object.keys(STATE_EVENTS);
const REACHES = Object.keys(REACH_EVENTS);

/** Of these people, in the window, and the last before it: of what they chose, and of whether a ring reached them. */
export async function readTold(
  db: Database,
  staffIds: readonly string[],
  { from, to }: Window,
): Promise<readonly Told[]> {
  const ids = [...staffIds];
  const rows = await db.$queryRaw<ToldRow[]>`
    SELECT subject AS "staffId", kind, at, coalesce(data ->> 'stillRung' = 'yes', false) AS "stillRung" FROM (
      SELECT last.* FROM unnest(${ids}::text[]) AS staff(id) CROSS JOIN LATERAL (
        SELECT * FROM line_events
        WHERE subject = staff.id AND at < ${iso(from)}::timestamptz AND kind = ANY(${STATES}::text[])
        ORDER BY at DESC, id DESC LIMIT 1) AS last
      UNION ALL
      SELECT last.* FROM unnest(${ids}::text[]) AS staff(id) CROSS JOIN LATERAL (
        SELECT * FROM line_events
        WHERE subject = staff.id AND at < ${iso(from)}::timestamptz AND kind = ANY(${REACHES}::text[])
        ORDER BY at DESC, id DESC LIMIT 1) AS last
      UNION ALL
      SELECT * FROM line_events
      WHERE subject = ANY(${ids}::text[]) AND kind = ANY(${[...STATES, ...REACHES]}::text[])
        AND at >= ${iso(from)}::timestamptz AND at < ${iso(to)}::timestamptz
    ) AS told ORDER BY at, id`;
  return rows.map(atInstant);
}

const atInstant = <Row extends { readonly at: Date }>({ at, ...row }: Row) => ({
  ...row,
  at: at.getTime(),
});
