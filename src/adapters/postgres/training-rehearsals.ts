import { marksOf, rehearsalDueAt, type Marked } from "../../domain/training/rehearsals.ts";
import type { Event } from "../../domain/session/events.ts";
import type { Instant } from "../../domain/session/people.ts";
import type { Reading } from "./shift-book.ts";
import { stored } from "./stored.ts";
import { iso } from "./times.ts";

/** Rehearsals are marked within the hour; what was away for longer than this is not looked for any more. */
const LOOKED_BACK_MS = 7 * 24 * 3_600_000;
const MOST = 200;

export type MarkedSession = Marked & { readonly sessionId: string };

/** Rehearsals that are over and have no marks yet. Synthetic calls have nobody in them, and so no marks. */
export async function unmarked(db: Reading, now: Instant): Promise<readonly MarkedSession[]> {
  const rows = await db.$queryRaw<{ id: string; data: unknown }[]>`
    SELECT session_events.session_id AS id, session_events.data
    FROM session_events
    WHERE session_events.session_id IN (
      SELECT id FROM sessions
      WHERE rehearsal AND opened_at > ${iso(now - LOOKED_BACK_MS)}::timestamptz AND closed_at IS NOT NULL
        AND EXISTS (SELECT FROM call_log WHERE call_log.session_id = sessions.id AND call_log.staff_id <> '')
        AND NOT EXISTS (SELECT FROM rehearsal_marks WHERE rehearsal_marks.session_id = sessions.id)
      ORDER BY opened_at DESC LIMIT ${MOST})
    ORDER BY session_events.session_id, session_events.seq`;
  const bySession = new Map<string, Event[]>();
  for (const { id, data } of rows) {
    bySession.set(id, [...(bySession.get(id) ?? []), stored<Event>(data)]);
  }
  return [...bySession].flatMap(([sessionId, events]) =>
    marksOf(events).map((marked) => Object.assign(marked, { sessionId })),
  );
}

export async function keepMarks(db: Reading, marked: readonly MarkedSession[]): Promise<void> {
  await db.rehearsalMark.createMany({
    data: marked.map(({ sessionId, staffId, at, readBackMs, noticedMs, helpMs }) => ({
      sessionId,
      staffId,
      at: new Date(at),
      readBackMs,
      noticedMs,
      helpMs,
    })),
    skipDuplicates: true,
  });
}

/** One person's, newest first, also those of the last minutes. */
export async function rehearsalsOf(
  db: Reading,
  staffId: string,
  now: Instant,
): Promise<readonly MarkedSession[]> {
  const rows = await db.rehearsalMark.findMany({
    where: { staffId },
    orderBy: { at: "desc" },
    take: MOST,
  });
  const fresh = (await unmarked(db, now)).filter((one) => one.staffId === staffId);
  return [...fresh, ...rows.map(markedOf)].toSorted((a, b) => b.at - a.at);
}

type Row = Awaited<ReturnType<Reading["rehearsalMark"]["findMany"]>>[number];

const markedOf = ({
  sessionId,
  staffId,
  at,
  readBackMs,
  noticedMs,
  helpMs,
}: Row): MarkedSession => ({
  sessionId,
  staffId,
  at: at.getTime(),
  readBackMs,
  noticedMs,
  helpMs,
});

export type Due = {
  readonly staffId: string;
  /** When their last one was; null: none is known. */
  readonly lastAt: Instant | null;
  /** When their last one was, or they came. */
  readonly since: Instant;
  readonly dueAt: Instant;
};

/** Of everybody who answers calls: when their next rehearsal call is due. */
export async function rehearsalsDue(db: Reading, now: Instant): Promise<readonly Due[]> {
  const people = await db.staff.findMany({
    where: {
      roles: { has: "responder" },
      OR: [{ work: { isEmpty: true } }, { work: { has: "intervention" } }],
    },
    select: { id: true, createdAt: true },
  });
  const last = new Map<string, Instant>();
  const kept = await db.rehearsalMark.groupBy({ by: ["staffId"], _max: { at: true } });
  for (const { staffId, _max } of kept) {
    if (_max.at !== null) last.set(staffId, _max.at.getTime());
  }
  for (const { staffId, at } of await unmarked(db, now)) {
    last.set(staffId, Math.max(at, last.get(staffId) ?? at));
  }
  return people.map(({ id: staffId, createdAt }) => {
    const lastAt = last.get(staffId) ?? null;
    const since = lastAt ?? createdAt.getTime();
    return { staffId, lastAt, since, dueAt: rehearsalDueAt(since) };
  });
}
