import { agreedChange, type Change } from "../../domain/reviews/changes.ts";
import type { ReviewRefusal, Step } from "../../domain/reviews/review.ts";
import type { Instant } from "../../domain/session/people.ts";
import type { Outcome } from "../../domain/session/plan.ts";
import type { OwedByLine } from "../../engine/ports-store.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { auditRow } from "./audit.ts";
import type { Database } from "./client.ts";
import { finishForLine, idOfWish, owe } from "./line-duties.ts";
import { notEnded } from "./owed.ts";
import { refusedNow, reviewHeld } from "./reviews-read.ts";
import type { Tx, Wish } from "./shift-changes.ts";

/** What is to change, who sees to it, and what became of it. What exactly is a note of the session. */
export type ChangeKept = {
  /** Its duty's. */
  readonly id: string;
  readonly sessionId: string;
  readonly change: Change;
  readonly staffId: string;
  readonly dueAt: Instant;
  readonly agreed: Step;
  readonly ended: ChangeEnded | null;
};

/** Made: when, and who says so. Waived: by whom. */
export type ChangeEnded =
  | { readonly how: "made"; readonly by: string; readonly at: Instant }
  | { readonly how: "waived"; readonly by: string };

export type WishedChange = {
  readonly sessionId: string;
  readonly outcome: Outcome | null;
  readonly change: Change;
  readonly staffId: string;
  readonly dueAt: Instant;
};

export type Agreed =
  | { readonly owed: readonly OwedByLine[] }
  | { readonly refused: ReviewRefusal | "reviewNotFound" | "staffNotFound" };

/** A wish sent again is done once. */
export type Changes = {
  /** Soonest first. */
  ofSession(sessionId: string): Promise<readonly ChangeKept[]>;
  /** All that are owed still, soonest first. */
  owed(rehearsal: boolean): Promise<readonly ChangeKept[]>;
  /** Who may see to one, by name: whoever may open a review. */
  owners(): Promise<readonly { readonly id: string; readonly name: string }[]>;
  agree(wished: WishedChange, wish: Wish): Promise<Agreed>;
  /** Null: it is so. */
  made(id: string, wish: Wish): Promise<"dutyNotFound" | "dutyEnded" | null>;
};

export function createChanges(db: Database): Changes {
  return {
    ofSession: (sessionId) => kept(db, Prisma.sql`review_changes.session_id = ${sessionId}::uuid`),
    owed: (rehearsal) => kept(db, Prisma.sql`reviews.rehearsal = ${rehearsal} AND ${notEnded}`),
    owners: () =>
      db.staff.findMany({
        where: { roles: { has: "supervisor" } },
        orderBy: { name: "asc" },
        select: { id: true, name: true },
      }),
    agree: (wished, wish) => db.$transaction((tx) => agree(tx, wished, wish)),
    made: (id, wish) => db.$transaction((tx) => made(tx, id, wish)),
  };
}

type Row = {
  readonly id: string;
  readonly sessionId: string;
  readonly change: Change;
  readonly staffId: string;
  readonly dueAt: Date;
  readonly agreedBy: string;
  readonly agreedAt: Date;
  readonly doneAt: Date | null;
  readonly doneBy: string | null;
  readonly waivedBy: string | null;
};

const MOST = 200;

async function kept(db: Database | Tx, which: Prisma.Sql): Promise<readonly ChangeKept[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT duties.id, review_changes.session_id AS "sessionId", review_changes.change,
      duties.data ->> 'staffId' AS "staffId", review_changes.due_at AS "dueAt",
      review_changes.agreed_by AS "agreedBy", review_changes.agreed_at AS "agreedAt",
      duties.done_at AS "doneAt", review_changes.done_by AS "doneBy", duties.waived_by AS "waivedBy"
    FROM review_changes
      JOIN reviews ON reviews.session_id = review_changes.session_id
      JOIN duties ON duties.id = review_changes.duty_id
    WHERE ${which}
    ORDER BY review_changes.due_at, duties.id LIMIT ${MOST}`;
  return rows.map(changeOf);
}

const changeOf = (row: Row): ChangeKept => ({
  id: row.id,
  sessionId: row.sessionId,
  change: row.change,
  staffId: row.staffId,
  dueAt: row.dueAt.getTime(),
  agreed: { by: row.agreedBy, at: row.agreedAt.getTime() },
  ended: endedOf(row),
});

function endedOf({ doneAt, doneBy, waivedBy, staffId }: Row): ChangeEnded | null {
  if (doneAt !== null) return { how: "made", by: doneBy ?? staffId, at: doneAt.getTime() };
  return waivedBy === null ? null : { how: "waived", by: waivedBy };
}

/** The review, its duty and the audit are one. Whoever sees to it may open the review: a supervisor. */
async function agree(
  tx: Tx,
  { sessionId, outcome, change, staffId, dueAt }: WishedChange,
  { by, cause, at }: Wish,
): Promise<Agreed> {
  const review = await reviewHeld(tx, sessionId);
  if (review === null) return { refused: "reviewNotFound" };
  const owing = agreedChange(
    { staffId, rehearsal: await isRehearsal(tx, sessionId) },
    { dueAt, cause },
  );
  const dutyId = idOfWish(owing.name);
  if ((await tx.reviewChange.count({ where: { dutyId } })) > 0) return { owed: [] };
  const refused = await refusedNow(tx, "closed", { review, outcome });
  if (refused !== null) return { refused };
  const owner = await tx.staff.count({ where: { id: staffId, roles: { has: "supervisor" } } });
  if (owner === 0) return { refused: "staffNotFound" };
  const owed = await owe(tx, [owing], at);
  const agreed = { agreedBy: by, agreedAt: new Date(at) };
  await tx.reviewChange.create({
    data: { dutyId, sessionId, change, dueAt: new Date(dueAt), ...agreed },
  });
  const data = { step: "changeAgreed", change };
  await auditRow(tx, { kind: "reviewStepped", who: by, about: sessionId, data, at });
  return { owed };
}

async function isRehearsal(tx: Tx, sessionId: string): Promise<boolean> {
  const { rehearsal } = await tx.review.findUniqueOrThrow({
    where: { sessionId },
    select: { rehearsal: true },
  });
  return rehearsal;
}

async function made(
  tx: Tx,
  id: string,
  { by, cause, at }: Wish,
): Promise<"dutyNotFound" | "dutyEnded" | null> {
  const change = await tx.reviewChange.findUnique({ where: { dutyId: id } });
  if (change === null) return "dutyNotFound";
  const event = { kind: "changeMade", subject: null, data: { by, dutyId: id }, cause };
  const ended = await finishForLine(tx, {
    dutyId: id,
    ending: { how: "done" },
    outcome: { event, owes: [] },
    now: at,
  });
  if (ended === null) return change.doneBy === by ? null : "dutyEnded";
  await tx.reviewChange.update({ where: { dutyId: id }, data: { doneBy: by } });
  const data = { step: "changeMade", change: change.change };
  const about = change.sessionId;
  await auditRow(tx, { kind: "reviewStepped", who: by, about, data, at });
  return null;
}
