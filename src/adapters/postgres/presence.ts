import {
  deafness,
  standings,
  PRESENCE,
  type Deaf,
  type Device,
  type Seen,
  type Standing,
  type State,
} from "../../domain/presence.ts";
import type { Circle, Instant, Via } from "../../domain/session/people.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import type { Database } from "./client.ts";
import { instantOrNull, iso } from "./times.ts";

/** What a console says of its person, every few seconds. */
export type Beat = Device & {
  readonly staffId: string;
  /** Which SharedWorker says so: of several, one that is well speaks for the person. */
  readonly connectionId: string;
};

/** A responder in a session who has been silent, or was. */
export type Silent = {
  readonly sessionId: string;
  readonly staffId: string;
  readonly heardAt: Instant;
};

export type Presences = {
  /** One row is written; beats that say nothing new and come within a second are not. */
  beat(beat: Beat, at: Instant): Promise<void>;
  standing(staffId: string, at: Instant): Promise<Standing>;
  /** Whether they wish to be rung once at the beginning of each shift. */
  wishTestRing(staffId: string, on: boolean, at: Instant): Promise<void>;
  /** Everybody on shift, as their rows say. */
  seen(at: Instant): Promise<readonly Noted[]>;
  /** Writes down what changed, once whoever looks. Returns whose standing is new. */
  note(changes: readonly Change[], at: Instant): Promise<readonly string[]>;
  /** Responders on a softphone whose console spoke for them in this session: those silent since `before`, and those being asked. */
  silent(before: Instant): Promise<readonly Silent[]>;
};

/** `noted`: what was last written down of them. */
export type Noted = Seen & {
  readonly noted: Deaf | null;
  readonly standbyAskedAt: Instant | null;
};

export type Change = {
  readonly staffId: string;
  readonly cameAt: Instant;
  readonly deaf: Deaf | null;
  readonly stillRung: boolean;
};

/** A break of an earlier shift ends with this one's beginning. Resting after an emergency does not: only they end that (PRACTICE 29). */
export const stateNow = Prisma.sql`
  CASE WHEN presence.state = 'break' AND presence.since < shifts.starts_at THEN 'here'
    ELSE coalesce(presence.state, 'here') END`;

/** Who said that they cover is rung with the line's own people, for as long as they said. */
export const circleAt = (at: Instant): Prisma.Sql => Prisma.sql`
  CASE WHEN presence.covers_until > ${iso(at)}::timestamptz THEN 'line' ELSE shifts.kind END`;

/** What `seenOf` needs, where `staff`, `shifts` and `presence` are joined. */
export const seenColumns = Prisma.sql`
  ${stateNow} AS state,
  greatest(shifts.starts_at, CASE WHEN presence.state = 'here' THEN presence.since END) AS "cameAt",
  presence.heard_at AS "heardAt", presence.registered, presence.microphone,
  coalesce(presence.last_ring_missed_at
    >= greatest(shifts.starts_at, presence.since, presence.last_call_ended_at), false)
    AND NOT EXISTS (
      SELECT FROM claims JOIN sessions ON sessions.id = claims.session_id
      WHERE claims.responder_id = staff.id AND claims.kind = 'call' AND sessions.closed_at IS NULL) AS missed`;

export type SeenColumns = {
  readonly state: State;
  readonly cameAt: Date;
  readonly heardAt: Date | null;
  readonly registered: boolean | null;
  readonly microphone: boolean | null;
  readonly missed: boolean;
};

type Whose = { readonly staffId: string; readonly circle: Circle; readonly via: Via };

export function seenOf(row: SeenColumns & Whose): Seen {
  const { staffId, circle, via, state, cameAt, heardAt, missed } = row;
  const { registered, microphone } = row;
  const heard =
    heardAt === null
      ? null
      : { at: heardAt.getTime(), registered: registered ?? false, microphone: microphone ?? false };
  return { staffId, circle, via, state, cameAt: cameAt.getTime(), heard, missed };
}

export function createPresences(db: Database): Presences {
  return {
    beat: (beat, at) => keepBeat(db, beat, at),
    seen: (at) => readSeen(db, at),
    async standing(staffId, at) {
      const people = await readSeen(db, at);
      const found = standings(people, at).get(staffId);
      if (found === undefined) return { reachable: false, why: "offShift" };
      return { reachable: found.reachable, why: found.why };
    },
    async wishTestRing(staffId, on, at) {
      const data = { on: on ? "yes" : "no" };
      await db.$transaction([
        db.staff.update({ where: { id: staffId }, data: { testRing: on } }),
        db.lineEvent.create({
          data: { kind: "testRingWished", subject: staffId, data, at: new Date(at) },
        }),
      ]);
    },
    note: (changes, at) => note(db, changes, at),
    silent: (before) => silent(db, before),
  };
}

const SAME_WITHIN_MS = 1_000;

/** A device that is well is not spoken over by another console of theirs that is not. */
async function keepBeat(db: Database, beat: Beat, at: Instant): Promise<void> {
  const { staffId, connectionId, registered, microphone } = beat;
  const now = Prisma.sql`${iso(at)}::timestamptz`;
  await db.$executeRaw`
    INSERT INTO presence AS known (staff_id, state, since, heard_at, connection_id, registered, microphone)
    VALUES (${staffId}, 'here', ${now}, ${now}, ${connectionId}, ${registered}, ${microphone})
    ON CONFLICT (staff_id) DO UPDATE SET heard_at = excluded.heard_at, connection_id = excluded.connection_id,
      registered = excluded.registered, microphone = excluded.microphone
    WHERE known.heard_at IS NULL
      OR (known.heard_at <= excluded.heard_at - ${SAME_WITHIN_MS} * interval '1 ms'
          OR (known.connection_id, known.registered, known.microphone)
            IS DISTINCT FROM (excluded.connection_id, excluded.registered, excluded.microphone))
        AND (known.connection_id = excluded.connection_id
          OR (excluded.registered AND excluded.microphone)
          OR NOT (known.registered AND known.microphone)
          OR known.heard_at <= excluded.heard_at - ${PRESENCE.unheardMs} * interval '1 ms')`;
}

type SeenRow = SeenColumns &
  Whose & { readonly noted: Deaf | null; readonly standbyAskedAt: Date | null };

const notedOf = (row: SeenRow): Noted => ({
  ...seenOf(row),
  noted: row.noted,
  standbyAskedAt: instantOrNull(row.standbyAskedAt),
});

async function readSeen(db: Database, at: Instant): Promise<readonly Noted[]> {
  const rows = await db.$queryRaw<SeenRow[]>`
    SELECT DISTINCT ON (staff.id) staff.id AS "staffId", ${circleAt(at)} AS circle, staff.reach AS via,
      presence.noted, presence.standby_asked_at AS "standbyAskedAt", ${seenColumns}
    FROM shifts
      JOIN staff ON staff.id = shifts.staff_id
      LEFT JOIN presence ON presence.staff_id = staff.id
    WHERE shifts.starts_at <= ${iso(at)}::timestamptz
      AND (shifts.ends_at IS NULL OR shifts.ends_at > ${iso(at)}::timestamptz)
    ORDER BY staff.id, array_position(ARRAY['line', 'on-call', 'supervising'], shifts.kind)`;
  return rows.map(notedOf);
}

/** What is to be written down: who looks deaf now and did not before, and the other way round. Who is away is left as they were. */
export function changesIn(people: readonly Noted[], at: Instant): readonly Change[] {
  const all = standings(people, at);
  return people.flatMap(({ staffId, cameAt, state, noted, ...seen }) => {
    const deaf = deafness({ staffId, cameAt, state, ...seen }, at);
    if (state !== "here" || deaf === noted) return [];
    return [{ staffId, cameAt, deaf, stillRung: all.get(staffId)?.reachable ?? false }];
  });
}

async function note(
  db: Database,
  changes: readonly Change[],
  at: Instant,
): Promise<readonly string[]> {
  if (changes.length === 0) return [];
  const rows = changes.map(({ staffId, cameAt, deaf, stillRung }) => ({
    staff: staffId,
    came: iso(cameAt),
    deaf,
    data: deaf === null ? {} : { why: deaf, stillRung: stillRung ? "yes" : "no" },
  }));
  const written = await db.$queryRaw<{ staffId: string }[]>`
    WITH found AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS f(staff text, came timestamptz, deaf text, data jsonb)
    ),
    written AS (
      INSERT INTO presence AS known (staff_id, state, since, noted)
      SELECT staff, 'here', came, deaf FROM found ORDER BY staff
      ON CONFLICT (staff_id) DO UPDATE SET noted = excluded.noted
      WHERE known.noted IS DISTINCT FROM excluded.noted
      RETURNING staff_id
    ),
    told AS (
      INSERT INTO line_events (kind, subject, data, at)
      SELECT CASE WHEN deaf IS NULL THEN 'staffReachable' ELSE 'staffUnreachable' END, staff, data,
        ${iso(at)}::timestamptz
      FROM found JOIN written ON written.staff_id = found.staff
    )
    SELECT staff_id AS "staffId" FROM written`;
  return written.map(({ staffId }) => staffId);
}

/** Their console was there when they took the call: somebody without one is never taken for lost by this. */
async function silent(db: Database, before: Instant): Promise<readonly Silent[]> {
  const rows = await db.$queryRaw<(Omit<Silent, "heardAt"> & { heardAt: Date })[]>`
    SELECT sessions.id AS "sessionId", presence.staff_id AS "staffId", presence.heard_at AS "heardAt"
    FROM sessions
      JOIN presence ON presence.staff_id = sessions.responder_id
      CROSS JOIN LATERAL (SELECT sessions.state -> 'company' AS company) AS now
    WHERE sessions.closed_at IS NULL
      AND now.company -> 'responder' ->> 'via' = 'softphone'
      AND presence.heard_at >= to_timestamp(((now.company ->> 'since')::bigint - ${PRESENCE.staleMs}::bigint) / 1000.0)
      AND (presence.heard_at <= ${iso(before)}::timestamptz
        OR now.company -> 'responder' -> 'unheardUntil' IS NOT NULL)`;
  return rows.map(({ sessionId, staffId, heardAt }) => ({
    sessionId,
    staffId,
    heardAt: heardAt.getTime(),
  }));
}
