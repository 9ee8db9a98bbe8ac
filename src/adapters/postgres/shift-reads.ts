import { gapsIn, type Gap, type Minimum } from "../../domain/shifts/coverage.ts";
import { plannedIn } from "../../domain/shifts/planned.ts";
import type { Book, Calendar, Planned, Window } from "../../domain/shifts/shift.ts";
import type { Swap } from "../../domain/shifts/swaps.ts";
import { AHEAD_MS } from "../../domain/shifts/told.ts";
import type { Circle, Instant } from "../../domain/session/people.ts";
import type { Database } from "./client.ts";
import { readBook, readMinimums, type Reading } from "./shift-book.ts";
import { readSwaps } from "./shift-swaps.ts";
import { stored } from "./stored.ts";
import { instantOrNull, iso } from "./times.ts";

/** Somebody on, or to be on. Null rule: they came by themselves; null end: until they say otherwise. */
export type OnWhen = {
  readonly ruleId: string | null;
  readonly day: string | null;
  readonly staffId: string;
  readonly circle: Circle;
  readonly layer: number | null;
  readonly startsAt: Instant;
  readonly endsAt: Instant | null;
  readonly left: boolean;
};

/** A session still open as its responder's shift ends. Nobody ends it for them: it is handed over, or they stay. */
export type Handover = {
  readonly sessionId: string;
  readonly staffId: string;
  readonly endsAt: Instant;
};

export type Coverage = {
  readonly window: Window;
  readonly minimums: readonly Minimum[];
  readonly gaps: readonly Gap[];
};

export type ShiftReads = {
  book(now: Instant): Promise<Book>;
  /** What was is as it was; what comes is as it was agreed. */
  onWhen(window: Window, now: Instant, staffId?: string): Promise<readonly OnWhen[]>;
  swaps(staffId: string | null, now: Instant): Promise<readonly Swap[]>;
  coverage(now: Instant): Promise<Coverage>;
  handovers(now: Instant): Promise<readonly Handover[]>;
};

export function createShiftReads(db: Database, calendar: Calendar, timeZone: string): ShiftReads {
  return {
    book: (now) => readBook(db, now),
    onWhen: (window, now, staffId) => onWhen(db, calendar, { window, now, staffId }),
    swaps: (staffId, now) => readSwaps(db, staffId, now),
    async coverage(now) {
      const book = await readBook(db, now);
      const minimums = await readMinimums(db);
      const found = await gapsAhead(db, { book, calendar, minimums, timeZone, now });
      return { window: { from: now, to: now + AHEAD_MS }, minimums, gaps: found };
    },
    handovers: (now) => handovers(db, now),
  };
}

type Asked = {
  readonly window: Window;
  readonly now: Instant;
  readonly staffId: string | undefined;
};

async function onWhen(
  db: Database,
  calendar: Calendar,
  { window, now, staffId }: Asked,
): Promise<readonly OnWhen[]> {
  const theirs = (one: { staffId: string }) => staffId === undefined || one.staffId === staffId;
  const begun = await rowsIn(db, window, now);
  const planned = plannedIn(await readBook(db, now), calendar, window);
  const coming = planned
    .filter(({ startsAt }) => startsAt > now)
    .map(({ ruleId, day, staffId: id, circle, layer, startsAt, endsAt }) => ({
      ruleId,
      day,
      staffId: id,
      circle,
      layer,
      startsAt,
      endsAt,
      left: false,
    }));
  return [...begun, ...coming].filter(theirs).toSorted((a, b) => a.startsAt - b.startsAt);
}

/** Rows that have begun. */
async function rowsIn(db: Reading, { from, to }: Window, now: Instant): Promise<readonly OnWhen[]> {
  const rows = await db.shift.findMany({
    where: {
      startsAt: { lte: new Date(now), lt: new Date(to) },
      OR: [{ endsAt: null }, { endsAt: { gt: new Date(from) } }],
    },
    orderBy: { startsAt: "asc" },
  });
  return rows.map((row) => ({
    ruleId: row.ruleId,
    day: row.day,
    staffId: row.staffId,
    circle: stored<Circle>(row.kind),
    layer: row.layer,
    startsAt: row.startsAt.getTime(),
    endsAt: instantOrNull(row.endsAt),
    left: row.leftAt !== null,
  }));
}

type Ahead = {
  readonly book: Book;
  readonly calendar: Calendar;
  readonly minimums: readonly Minimum[];
  readonly timeZone: string;
  readonly now: Instant;
};

/** Gaps of the next two weeks. Who left early is gone; who came by themselves may go at any moment, and fills none. */
export async function gapsAhead(
  db: Reading,
  { book, calendar, minimums, timeZone, now }: Ahead,
): Promise<readonly Gap[]> {
  const window = { from: now, to: now + AHEAD_MS };
  const left = await db.shift.findMany({
    where: { leftAt: { not: null }, startsAt: { gt: new Date(now - AHEAD_MS) } },
  });
  const gone = new Set(left.map(({ ruleId, day, staffId }) => `${ruleId}/${day}/${staffId}`));
  const stays = ({ ruleId, day, staffId }: Planned) => !gone.has(`${ruleId}/${day}/${staffId}`);
  const planned = plannedIn(book, calendar, window).filter(stays);
  return gapsIn({ planned, members: book.members, minimums, timeZone, window });
}

const SOON_MS = 15 * 60_000;

/** Sessions whose responder's last shift ends within a quarter of an hour, or has ended. */
async function handovers(db: Database, now: Instant): Promise<readonly Handover[]> {
  const soon = iso(now + SOON_MS);
  const rows = await db.$queryRaw<{ sessionId: string; staffId: string; endsAt: Date }[]>`
    SELECT sessions.id AS "sessionId", sessions.responder_id AS "staffId", last.ends_at AS "endsAt"
    FROM sessions CROSS JOIN LATERAL (
      SELECT ends_at FROM shifts
      WHERE staff_id = sessions.responder_id AND starts_at <= ${soon}::timestamptz
      ORDER BY ends_at DESC NULLS FIRST LIMIT 1) AS last
    WHERE sessions.closed_at IS NULL AND last.ends_at <= ${soon}::timestamptz
    ORDER BY last.ends_at, sessions.id`;
  return rows.map(({ sessionId, staffId, endsAt }) => ({
    sessionId,
    staffId,
    endsAt: endsAt.getTime(),
  }));
}
