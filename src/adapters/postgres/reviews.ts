import {
  findingRefused,
  type Finding,
  type Review,
  type ReviewRefusal,
  type Step,
} from "../../domain/call-log/review.ts";
import type { Instant } from "../../domain/session/people.ts";
import type { Outcome } from "../../domain/session/plan.ts";
import type { Review as Row } from "../../generated/prisma/client.ts";
import { auditRow } from "./audit.ts";
import type { Database } from "./client.ts";
import { stored } from "./stored.ts";

export type QueuedReview = {
  readonly sessionId: string;
  readonly openedAt: Instant;
};

export type Queue = {
  readonly rehearsal: boolean;
  readonly after: QueuedReview | null;
  readonly limit: number;
};

/** Who looks back at which emergency. Each step is written into the audit with it. */
export type Reviews = {
  /** Those still owed, longest waiting first. */
  queue(queue: Queue): Promise<readonly QueuedReview[]>;
  /** Null: none is needed. */
  read(sessionId: string): Promise<Review | null>;
  /** Said once: whoever said it first stays. False: no review is needed. */
  take(sessionId: string, step: "told" | "supported", by: Step): Promise<boolean>;
  finish(
    sessionId: string,
    by: Step,
    found: { readonly findings: readonly Finding[]; readonly outcome: Outcome | null },
  ): Promise<ReviewRefusal | "reviewNotFound" | null>;
};

export function createReviews(db: Database): Reviews {
  return {
    queue: (queue) => queued(db, queue),

    async read(sessionId) {
      const row = await db.review.findUnique({ where: { sessionId } });
      return row === null ? null : reviewOf(row);
    },

    take: (sessionId, step, { by, at }) =>
      db.$transaction(async (tx) => {
        const moment = new Date(at);
        const told = { toldBy: by, toldAt: moment };
        const supported = { supportedBy: by, supportedAt: moment };
        const { count } =
          step === "told"
            ? await tx.review.updateMany({ where: { sessionId, toldAt: null }, data: told })
            : await tx.review.updateMany({
                where: { sessionId, supportedAt: null },
                data: supported,
              });
        if (count === 0) return (await tx.review.count({ where: { sessionId } })) > 0;
        await auditRow(tx, {
          kind: "reviewStepped",
          who: by,
          about: sessionId,
          data: { step },
          at,
        });
        return true;
      }),

    finish: (sessionId, { by, at }, { findings, outcome }) =>
      db.$transaction(async (tx) => {
        const row = await tx.review.findUnique({ where: { sessionId } });
        if (row === null) return "reviewNotFound";
        const refused = findingRefused(reviewOf(row), outcome);
        if (refused !== null) return refused;
        const { count } = await tx.review.updateMany({
          where: { sessionId, reviewedAt: null },
          data: { reviewedBy: by, reviewedAt: new Date(at), findings: [...findings] },
        });
        if (count === 0) return "reviewedAlready";
        const data = { findings: findings.join(" ") };
        await auditRow(tx, { kind: "reviewed", who: by, about: sessionId, data, at });
        return null;
      }),
  };
}

async function queued(
  db: Database,
  { rehearsal, after, limit }: Queue,
): Promise<readonly QueuedReview[]> {
  const opened = new Date(after?.openedAt ?? 0);
  const rows = await db.review.findMany({
    where: {
      rehearsal,
      reviewedAt: null,
      openedAt: { gte: opened },
      NOT: after === null ? [] : { openedAt: opened, sessionId: { lte: after.sessionId } },
    },
    orderBy: [{ openedAt: "asc" }, { sessionId: "asc" }],
    take: limit,
    select: { sessionId: true, openedAt: true },
  });
  return rows.map(({ sessionId, openedAt }) => ({ sessionId, openedAt: openedAt.getTime() }));
}

const reviewOf = (row: Row): Review => ({
  sessionId: row.sessionId,
  told: stepOf(row.toldBy, row.toldAt),
  supported: stepOf(row.supportedBy, row.supportedAt),
  reviewed: stepOf(row.reviewedBy, row.reviewedAt),
  findings: stored<readonly Finding[]>(row.findings),
});

const stepOf = (by: string | null, at: Date | null): Step | null =>
  by === null || at === null ? null : { by, at: at.getTime() };
