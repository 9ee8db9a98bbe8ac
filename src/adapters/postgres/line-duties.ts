import { v5 as named, v7 as uuid } from "uuid";
import type { LineDuty } from "../../domain/shifts/duties.ts";
import type { Instant } from "../../domain/session/people.ts";
import type { Database } from "./client.ts";
import { notEnded } from "./owed.ts";
import type { Reading } from "./shift-book.ts";
import { iso } from "./times.ts";

export type OwedByLine = {
  readonly id: string;
  readonly duty: LineDuty;
  readonly attempts: number;
};

/** A line event written when a duty ends. */
export type Ended = {
  readonly kind: string;
  readonly subject: string | null;
  readonly data: Readonly<Record<string, string>>;
};

/** Duties of no session, each held by one worker at a time. */
export type LineDuties = {
  /** What is due and held by nobody, held by `holder` from now on. */
  claim(holder: string, now: Instant): Promise<readonly OwedByLine[]>;
  /** Ends it, and writes down what became of it, together. */
  done(owed: OwedByLine, now: Instant, event: Ended): Promise<void>;
  overtaken(owed: OwedByLine, by: string): Promise<void>;
  release(owed: OwedByLine, error: string, retryAt: Instant): Promise<void>;
};

/** Longer than a text takes. A worker that is gone holds up nobody's reminder for longer. */
const LEASE_MS = 30_000;
const AT_ONCE = 20;

export function createLineDuties(db: Database): LineDuties {
  return {
    claim: (holder, now) => db.$queryRaw<OwedByLine[]>`
      UPDATE duties SET held_by = ${holder}, held_until = ${iso(now + LEASE_MS)}::timestamptz, attempts = attempts + 1
      WHERE id IN (
        SELECT id FROM duties
        WHERE session_id IS NULL AND ${notEnded} AND due_at <= ${iso(now)}::timestamptz
          AND (held_until IS NULL OR held_until <= ${iso(now)}::timestamptz)
        ORDER BY due_at, id LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED)
      RETURNING id, data AS duty, attempts`,

    async done({ id }, now, event) {
      const at = new Date(now);
      await db.$transaction([
        db.$executeRaw`
          UPDATE duties SET done_at = ${iso(now)}::timestamptz, held_by = NULL, held_until = NULL
          WHERE id = ${id}::uuid AND ${notEnded}`,
        db.lineEvent.create({ data: { ...event, at, cause: id } }),
      ]);
    },

    async overtaken({ id }, by) {
      await db.$executeRaw`
        UPDATE duties SET overtaken_by = ${by}, held_by = NULL, held_until = NULL
        WHERE id = ${id}::uuid AND ${notEnded}`;
    },

    async release({ id }, error, retryAt) {
      await db.$executeRaw`
        UPDATE duties SET held_by = NULL, held_until = ${iso(retryAt)}::timestamptz, last_error = ${error}
        WHERE id = ${id}::uuid AND ${notEnded}`;
    },
  };
}

/** Any uuid; names made under it are the same in every process. */
const NAMES = "7b1d4e2c-8f5a-4c7e-9a60-3d2f1b6c8e94";

export type Owing = {
  readonly duty: LineDuty;
  readonly subject: { readonly kind: "shift" | "person" | "line"; readonly id: string };
  readonly dueAt: Instant;
  /** Owed twice under one name, it is one duty, also when it has ended. */
  readonly name: string;
};

export async function owe(db: Reading, owing: readonly Owing[], at: Instant): Promise<void> {
  await db.duty.createMany({
    data: owing.map(({ duty, subject, dueAt, name }) => ({
      id: named(name, NAMES),
      subjectKind: subject.kind,
      subjectId: subject.id,
      kind: duty.kind,
      data: { ...duty, dueAt },
      dueAt: new Date(dueAt),
      createdAt: new Date(at),
    })),
    skipDuplicates: true,
  });
}

/** Owed once, however often it is asked for; the earliest moment holds. */
export async function oweLookAhead(db: Reading, dueAt: Instant, at: Instant): Promise<void> {
  const data = JSON.stringify({ kind: "lookAhead" });
  await db.$executeRaw`
    INSERT INTO duties (id, subject_kind, subject_id, kind, data, due_at, created_at)
    VALUES (${uuid()}::uuid, 'line', 'shifts', 'lookAhead', ${data}::jsonb,
      ${iso(dueAt)}::timestamptz, ${iso(at)}::timestamptz)
    ON CONFLICT (kind) WHERE kind = 'lookAhead' AND done_at IS NULL AND overtaken_by IS NULL AND waived_by IS NULL
    DO UPDATE SET due_at = least(duties.due_at, excluded.due_at), held_until = NULL`;
}

/** The name of a wish of a person, as an id: sent again, it finds what it made. */
export const idOfWish = (cause: string): string => named(cause, NAMES);
