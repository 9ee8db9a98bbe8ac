import {
  stepRefused,
  type Cause,
  type Finding,
  type Review,
  type ReviewRefusal,
  type ReviewStep,
  type Step,
  type Support,
} from "../../domain/reviews/review.ts";
import type { Outcome } from "../../domain/session/plan.ts";
import type { Prisma, Review as Row } from "../../generated/prisma/client.ts";
import type { Database } from "./client.ts";
import { stored } from "./stored.ts";

type Reading = Database | Prisma.TransactionClient;

/** Null: none is needed. */
export async function readReview(db: Reading, sessionId: string): Promise<Review | null> {
  const row = await db.review.findUnique({ where: { sessionId } });
  return row === null ? null : reviewOf(row);
}

/** To build upon: nobody takes another step of it, nor closes it, before this transaction is over. */
export async function reviewHeld(
  tx: Prisma.TransactionClient,
  sessionId: string,
): Promise<Review | null> {
  await tx.$executeRaw`SELECT FROM reviews WHERE session_id = ${sessionId}::uuid FOR UPDATE`;
  return readReview(tx, sessionId);
}

const reviewOf = (row: Row): Review => ({
  sessionId: row.sessionId,
  told: stepOf(row.toldBy, row.toldAt),
  supported: stepOf(row.supportedBy, row.supportedAt),
  found: stepOf(row.foundBy, row.foundAt),
  explained: stepOf(row.explainedBy, row.explainedAt),
  reviewed: stepOf(row.reviewedBy, row.reviewedAt),
  findings: stored<readonly Finding[]>(row.findings),
  causes: stored<readonly Cause[]>(row.causes),
});

const stepOf = (by: string | null, at: Date | null): Step | null =>
  by === null || at === null ? null : { by, at: at.getTime() };

export type SupportOf = { readonly staffId: string; readonly support: Support };

/** Of everybody to whom this session owes a debrief, in the order of names. */
export const readSupport = (db: Reading, sessionId: string): Promise<readonly SupportOf[]> =>
  db.$queryRaw<SupportOf[]>`
    SELECT duties.data ->> 'staffId' AS "staffId",
      CASE WHEN duties.done_at IS NOT NULL THEN 'given'
        WHEN duties.waived_by IS NOT NULL OR duties.overtaken_by IS NOT NULL THEN 'waived'
        WHEN debriefs.offered_at IS NOT NULL THEN 'offered'
        ELSE 'owed' END AS support
    FROM duties
      LEFT JOIN debriefs ON debriefs.duty_id = duties.id
      LEFT JOIN staff ON staff.id = duties.data ->> 'staffId'
    WHERE duties.session_id = ${sessionId}::uuid AND duties.kind = 'debrief'
    ORDER BY staff.name, duties.id`;

type Looked = { readonly review: Review; readonly outcome: Outcome | null };

/** Why this step cannot be taken now, by the support that there has been; null: it can. */
export async function refusedNow(
  db: Reading,
  step: ReviewStep,
  looked: Looked,
): Promise<ReviewRefusal | null> {
  const people = await readSupport(db, looked.review.sessionId);
  return stepRefused(step, { ...looked, support: people.map(({ support }) => support) });
}
