import type { LineDuty } from "../../domain/line-duties.ts";
import type { Duty } from "../../domain/session/duties.ts";
import type { Circle, Instant } from "../../domain/session/people.ts";
import type { Database } from "./client.ts";
import { notEnded, overdueAt } from "./owed.ts";
import { stateNow } from "./presence.ts";
import { stored } from "./stored.ts";
import { instantOrNull, iso } from "./times.ts";

export type Presence = "here" | "break" | "resting";

/** Where somebody of ours stands now. */
export type OnShift = {
  /** Null: not on shift. */
  readonly circle: Circle | null;
  readonly since: Instant | null;
  readonly presence: Presence;
};

export type KnownDuty = Whose & {
  readonly id: string;
  /** Neither done, overtaken nor waived. */
  readonly owed: boolean;
};

type Whose =
  | { readonly sessionId: string; readonly duty: Duty }
  /** `standing`: owed again and again. */
  | { readonly sessionId: null; readonly duty: LineDuty; readonly standing: boolean };

export type Counts = {
  readonly owed: number;
  readonly overdue: number;
  /** When the oldest duty of a session that is overdue was due; null when none is. */
  readonly oldestOverdueAt: Instant | null;
  readonly sessionsOpen: number;
};

type CountsRow = Omit<Counts, "oldestOverdueAt"> & { readonly oldest?: Date | null };

/** What only the console asks, in small. */
export type ConsoleReads = {
  onShift(staffId: string, at: Instant): Promise<OnShift>;
  duty(dutyId: string): Promise<KnownDuty | null>;
  counts(at: Instant): Promise<Counts>;
  /** Whether one of the last thousand line events has this cause: a wish of no session, repeated within minutes. */
  happenedLately(cause: string): Promise<boolean>;
};

export function createConsoleReads(db: Database): ConsoleReads {
  return {
    onShift: (staffId, at) => onShift(db, staffId, at),

    async duty(dutyId) {
      const [row] = await db.$queryRaw<KnownDuty[]>`
        SELECT id, session_id AS "sessionId", data AS duty, ${notEnded} AS owed, subject_kind = 'line' AS standing
        FROM duties WHERE id = ${dutyId}::uuid`;
      return row ?? null;
    },

    async counts(at) {
      const [row] = await db.$queryRaw<CountsRow[]>`
        SELECT count(*)::int AS owed,
          (count(*) FILTER (WHERE ${overdueAt(at)}))::int AS overdue,
          min(due_at) FILTER (WHERE ${overdueAt(at)} AND session_id IS NOT NULL) AS oldest,
          (SELECT count(*)::int FROM sessions WHERE closed_at IS NULL) AS "sessionsOpen"
        FROM duties WHERE ${notEnded}`;
      const { oldest = null, ...counts } = row ?? { owed: 0, overdue: 0, sessionsOpen: 0 };
      return { ...counts, oldestOverdueAt: instantOrNull(oldest) };
    },

    async happenedLately(cause) {
      const rows = await db.$queryRaw<unknown[]>`
        SELECT FROM (SELECT cause FROM line_events ORDER BY id DESC LIMIT 1000) AS lately
        WHERE cause = ${cause} LIMIT 1`;
      return rows.length > 0;
    },
  };
}

type Row = { circle: Circle | null; since: Date | null; presence: string | null };

async function onShift(db: Database, staffId: string, at: Instant): Promise<OnShift> {
  const [row] = await db.$queryRaw<Row[]>`
    SELECT shifts.kind AS circle, shifts.starts_at AS since, ${stateNow} AS presence
    FROM staff
      LEFT JOIN presence ON presence.staff_id = staff.id
      LEFT JOIN shifts ON shifts.staff_id = staff.id
        AND shifts.starts_at <= ${iso(at)}::timestamptz
        AND (shifts.ends_at IS NULL OR shifts.ends_at > ${iso(at)}::timestamptz)
    WHERE staff.id = ${staffId}
    ORDER BY array_position(ARRAY['line', 'on-call', 'supervising'], shifts.kind) LIMIT 1`;
  return {
    circle: row?.circle ?? null,
    since: instantOrNull(row?.since ?? null),
    presence: stored<Presence>(row?.presence ?? "here"),
  };
}
