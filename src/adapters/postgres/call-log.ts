import type { KeptDuty } from "../../domain/call-log/duties.ts";
import {
  type LogCursor,
  type LogEntry,
  type LogFilter,
  type LogOutcome,
  type LogProvince,
} from "../../domain/call-log/filter.ts";
import type { Reached } from "../../domain/call-log/story.ts";
import type { Language } from "../../domain/language.ts";
import type { Prisma } from "../../generated/prisma/client.ts";
import { ITSELF } from "./call-log-commit.ts";
import { scan, search, type Found, type Search } from "./call-log-search.ts";
import type { Database } from "./client.ts";
import { stored } from "./stored.ts";
import { instantOrNull } from "./times.ts";

export type SavedFilter = { readonly id: string; readonly name: string; readonly filter: unknown };

export type Named = { readonly id: string; readonly name: string };

/** What was, for supervisors. Nothing here is sealed. */
export type CallLog = {
  /** Newest first. */
  page(search: Search): Promise<readonly LogEntry[]>;
  /** All that the filter finds, some at a time, each read when it is wanted. */
  everything(filter: LogFilter): AsyncGenerator<readonly LogEntry[]>;
  /** Those of these sessions that there are, newest first. */
  entries(sessionIds: readonly string[]): Promise<readonly LogEntry[]>;
  /** Null: there is no such session. */
  entry(sessionId: string): Promise<LogEntry | null>;
  /** Every duty the session ever owed, soonest first. */
  duties(sessionId: string): Promise<readonly KeptDuty[]>;
  /** Of ours, by name: these, or with null all who were ever with a caller. */
  people(ids: readonly string[] | null): Promise<readonly Named[]>;
  deskNames(ids: readonly string[]): Promise<readonly Named[]>;
  filters(staffId: string): Promise<readonly SavedFilter[]>;
  /** One of that name is replaced. */
  saveFilter(staffId: string, saved: SavedFilter): Promise<void>;
  /** Gone already is as wished. */
  dropFilter(staffId: string, id: string): Promise<void>;
};

const AT_ONCE = 500;

export function createCallLog(db: Database): CallLog {
  return {
    page: (wanted) => page(db, wanted),
    everything: (filter) => everything(db, filter),

    entries: (sessionIds) =>
      entries(
        db,
        sessionIds.map((id) => ({ id })),
      ),

    async entry(sessionId) {
      const [entry] = await entries(db, [{ id: sessionId }]);
      return entry ?? null;
    },

    duties: (sessionId) => duties(db, sessionId),
    people: (ids) => people(db, ids),
    deskNames: (ids) =>
      db.desk.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true } }),

    filters: (staffId) =>
      db.logFilter.findMany({
        where: { staffId },
        orderBy: { name: "asc" },
        select: { id: true, name: true, filter: true },
      }),

    async saveFilter(staffId, { id, name, filter }) {
      await db.$executeRaw`
        INSERT INTO log_filters (id, staff_id, name, filter)
        VALUES (${id}::uuid, ${staffId}, ${name}, ${JSON.stringify(filter)}::jsonb)
        ON CONFLICT (staff_id, name) DO UPDATE SET filter = EXCLUDED.filter`;
    },

    async dropFilter(staffId, id) {
      await db.logFilter.deleteMany({ where: { id, staffId } });
    },
  };
}

const page = async (db: Database, wanted: Search): Promise<readonly LogEntry[]> =>
  entries(db, await search(db, wanted));

async function* everything(db: Database, filter: LogFilter): AsyncGenerator<readonly LogEntry[]> {
  let after: LogCursor | null = null;
  for (;;) {
    const some = await entries(db, await scan(db, { filter, after, limit: AT_ONCE }));
    if (some.length > 0) yield some;
    const last = some.at(-1);
    if (last === undefined || some.length < AT_ONCE) return;
    after = { openedAt: last.openedAt, id: last.id };
  }
}

type EntryRow = Pick<LogEntry, "id" | "rehearsal" | "people" | "review"> & {
  readonly openedAt: Date;
  readonly closedAt: Date | null;
  readonly language: string;
  readonly province: string;
  readonly outcome: string;
  readonly reached: string;
};

/** These sessions, newest first. */
async function entries(db: Database, found: readonly Found[]): Promise<readonly LogEntry[]> {
  const rows = await db.$queryRaw<EntryRow[]>`
    SELECT sessions.id, sessions.opened_at AS "openedAt", sessions.closed_at AS "closedAt", sessions.rehearsal,
      itself.language, itself.province, itself.outcome, itself.reached,
      ARRAY(SELECT staff_id FROM call_log WHERE session_id = sessions.id AND staff_id <> ${ITSELF} ORDER BY staff_id) AS people,
      CASE WHEN reviews.session_id IS NULL THEN NULL WHEN reviews.reviewed_at IS NULL THEN 'owed' ELSE 'done' END AS review
    FROM sessions
      JOIN call_log AS itself ON itself.session_id = sessions.id AND itself.staff_id = ${ITSELF}
      LEFT JOIN reviews ON reviews.session_id = sessions.id
    WHERE sessions.id = ANY(${found.map(({ id }) => id)}::uuid[])
    ORDER BY sessions.opened_at DESC, sessions.id DESC`;
  return rows.map(entryOf);
}

const entryOf = (row: EntryRow): LogEntry => ({
  ...row,
  openedAt: row.openedAt.getTime(),
  closedAt: instantOrNull(row.closedAt),
  language: stored<Language>(row.language),
  province: stored<LogProvince>(row.province),
  outcome: stored<LogOutcome>(row.outcome),
  reached: stored<Reached>(row.reached),
});

const DUTY = {
  id: true,
  kind: true,
  dueAt: true,
  doneAt: true,
  overtakenBy: true,
  waivedBy: true,
  attempts: true,
} as const;

async function duties(db: Database, sessionId: string): Promise<readonly KeptDuty[]> {
  const rows = await db.duty.findMany({
    where: { sessionId },
    orderBy: [{ dueAt: "asc" }, { id: "asc" }],
    select: DUTY,
  });
  return rows.map(dutyOf);
}

const dutyOf = (row: Prisma.DutyGetPayload<{ select: typeof DUTY }>): KeptDuty => ({
  ...row,
  kind: stored<KeptDuty["kind"]>(row.kind),
  dueAt: row.dueAt.getTime(),
  doneAt: instantOrNull(row.doneAt),
});

function people(db: Database, ids: readonly string[] | null): Promise<readonly Named[]> {
  const where =
    ids === null ? { roles: { hasSome: ["responder", "supervisor"] } } : { id: { in: [...ids] } };
  return db.staff.findMany({
    where,
    orderBy: { name: "asc" },
    select: { id: true, name: true },
  });
}
