import type { Language } from "../../domain/language.ts";
import type { LineDutyDue } from "../../domain/line-duties.ts";
import type { Duty } from "../../domain/session/duties.ts";
import type { Instant } from "../../domain/session/people.ts";
import type { Outcome } from "../../domain/session/plan.ts";
import type { Phase, Session } from "../../domain/session/session.ts";
import type { StoredEvent } from "../../engine/ports-store.ts";
import { Prisma, type Session as Row } from "../../generated/prisma/client.ts";
import type { Database } from "./client.ts";
import { notEnded, overdueAt } from "./owed.ts";
import { createStore } from "./store.ts";
import { sessionsOf } from "./stored-session.ts";
import { stored } from "./stored.ts";
import { instantOrNull } from "./times.ts";

/** One line of the call log. */
export type SessionSummary = {
  readonly id: string;
  readonly phase: Phase;
  readonly rehearsal: boolean;
  readonly language: Language;
  readonly responderId: string | null;
  readonly dueAt: Instant | null;
  readonly helpAt: Instant | null;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  readonly outcome: Outcome | null;
};

export type OwedDuty = {
  readonly id: string;
  /** Null: the line's own. */
  readonly sessionId: string | null;
  readonly duty: Duty | LineDutyDue;
  readonly dueAt: Instant;
  readonly attempts: number;
  readonly heldUntil: Instant | null;
  readonly lastError: string | null;
};

/** What the console asks. Nothing here is sealed, and nothing writes. */
export type Reads = {
  /** Newest first; `after` is the id of the last one read. */
  sessions(limit: number, after?: string): Promise<readonly SessionSummary[]>;
  /** The board: every open session, longest open first. */
  openSessions(): Promise<readonly Session[]>;
  /** Those open ones that hold this person: they are in it, or rung for it. */
  openSessionsOf(staffId: string): Promise<readonly Session[]>;
  /** Null where there is no such session. */
  timeline(sessionId: string): Promise<{ session: Session; events: readonly StoredEvent[] } | null>;
  /** What the line owes, soonest first; duties of later as well. */
  owed(limit: number): Promise<readonly OwedDuty[]>;
  /** What it should have done by now, held or not, sessions' first: the one alarm that matters. */
  overdue(now: Instant, limit: number): Promise<readonly OwedDuty[]>;
};

export function createReads(db: Database): Reads {
  const store = createStore(db);
  return {
    sessions: (limit, after) => sessions(db, limit, after),

    async openSessions() {
      const rows = await db.session.findMany({
        where: { closedAt: null },
        orderBy: [{ openedAt: "asc" }, { id: "asc" }],
        select: { id: true, state: true },
      });
      return sessionsOf(db, rows);
    },

    async openSessionsOf(staffId) {
      const rows = await db.session.findMany({
        where: {
          closedAt: null,
          OR: [{ responderId: staffId }, { claims: { some: { responderId: staffId } } }],
        },
        select: { id: true, state: true },
      });
      return sessionsOf(db, rows);
    },

    async timeline(sessionId) {
      const session = await store.load(sessionId);
      return session === null ? null : { session, events: await store.events(sessionId) };
    },

    owed: (limit) => owedDuties(db, Prisma.sql`true`, Prisma.sql`due_at, id`, limit),
    overdue: (now, limit) =>
      owedDuties(db, overdueAt(now), Prisma.sql`session_id IS NULL, due_at, id`, limit),
  };
}

async function sessions(
  db: Database,
  limit: number,
  after?: string,
): Promise<readonly SessionSummary[]> {
  const rows = await db.session.findMany({
    ...(after === undefined ? {} : { cursor: { id: after }, skip: 1 }),
    orderBy: [{ openedAt: "desc" }, { id: "desc" }],
    take: limit,
    omit: notInTheLog,
  });
  return rows.map(summaryOf);
}

const notInTheLog = {
  state: true,
  version: true,
  protocolId: true,
  waiting: true,
  waitingUrgency: true,
  waitingSince: true,
} as const;

const summaryOf = (row: Omit<Row, keyof typeof notInTheLog>): SessionSummary => ({
  ...row,
  phase: stored<Phase>(row.phase),
  outcome: stored<Outcome | null>(row.outcome),
  language: stored<Language>(row.language),
  dueAt: instantOrNull(row.dueAt),
  helpAt: instantOrNull(row.helpAt),
  openedAt: row.openedAt.getTime(),
  closedAt: instantOrNull(row.closedAt),
});

type DutyRow = Omit<OwedDuty, "dueAt" | "heldUntil"> & { dueAt: Date; heldUntil: Date | null };

async function owedDuties(
  db: Database,
  which: Prisma.Sql,
  order: Prisma.Sql,
  limit: number,
): Promise<readonly OwedDuty[]> {
  const rows = await db.$queryRaw<DutyRow[]>`
    SELECT id, session_id AS "sessionId", data AS duty, due_at AS "dueAt", attempts,
      held_until AS "heldUntil", last_error AS "lastError"
    FROM duties WHERE ${notEnded} AND ${which}
    ORDER BY ${order} LIMIT ${limit}`;
  return rows.map(owedDutyOf);
}

const owedDutyOf = (row: DutyRow): OwedDuty => ({
  ...row,
  duty: { ...row.duty, dueAt: row.dueAt.getTime() },
  dueAt: row.dueAt.getTime(),
  heldUntil: instantOrNull(row.heldUntil),
});
