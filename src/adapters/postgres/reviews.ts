import type {
  Cause,
  Finding,
  Review,
  ReviewRefusal,
  ReviewStep,
  Step,
} from "../../domain/reviews/review.ts";
import type { Instant } from "../../domain/session/people.ts";
import type { Outcome } from "../../domain/session/plan.ts";
import type { Prisma } from "../../generated/prisma/client.ts";
import { auditRow } from "./audit.ts";
import type { Database } from "./client.ts";
import { createChanges, type Changes } from "./reviews-changes.ts";
import { readReview, readSupport, refusedNow, reviewHeld, type SupportOf } from "./reviews-read.ts";

export type QueuedReview = {
  readonly sessionId: string;
  readonly openedAt: Instant;
};

export type Queue = {
  readonly rehearsal: boolean;
  readonly after: QueuedReview | null;
  readonly limit: number;
};

/** One step of looking back, and what it says. */
export type Taken =
  | { readonly step: "told" | "supported" | "closed" }
  | { readonly step: "found"; readonly findings: readonly Finding[] }
  | { readonly step: "explained"; readonly causes: readonly Cause[] };

/** Who takes it, and how the session came out, as they see it. */
export type By = Step & { readonly outcome: Outcome | null };

/** Who looks back at which emergency. Each step is written into the audit with it. */
export type Reviews = {
  /** Those still owed, longest waiting first. */
  queue(queue: Queue): Promise<readonly QueuedReview[]>;
  /** Null: none is needed. */
  read(sessionId: string): Promise<Review | null>;
  /** Of everybody who was in it: whether support has begun. By name. */
  support(sessionId: string): Promise<readonly SupportOf[]>;
  /** Null: it is so. Who told and who supported is said once: whoever said it first stays. What was found is said anew until it is closed. */
  take(sessionId: string, taken: Taken, by: By): Promise<ReviewRefusal | "reviewNotFound" | null>;
  readonly changes: Changes;
};

export function createReviews(db: Database): Reviews {
  return {
    queue: (queue) => queued(db, queue),

    read: (sessionId) => readReview(db, sessionId),
    support: (sessionId) => readSupport(db, sessionId),
    take: (sessionId, taken, by) => db.$transaction((tx) => take(tx, sessionId, taken, by)),
    changes: createChanges(db),
  };
}

type Tx = Prisma.TransactionClient;

async function take(
  tx: Tx,
  sessionId: string,
  taken: Taken,
  by: By,
): Promise<ReviewRefusal | "reviewNotFound" | null> {
  const review = await reviewHeld(tx, sessionId);
  if (review === null) return "reviewNotFound";
  if (isSaid(review, taken.step)) return null;
  const refused = await refusedNow(tx, taken.step, { review, outcome: by.outcome });
  if (refused !== null) return refused;
  const { count } = await tx.review.updateMany({
    where: { sessionId, ...unlessSaid(taken.step) },
    data: columnsOf(taken, by),
  });
  if (count === 0) return isOnce(taken.step) ? null : "reviewedAlready";
  await auditRow(tx, { ...recordOf(review, taken), who: by.by, about: sessionId, at: by.at });
  return null;
}

const isOnce = (step: ReviewStep): step is "told" | "supported" =>
  step === "told" || step === "supported";

const isSaid = (review: Review, step: ReviewStep): boolean => isOnce(step) && review[step] !== null;

function unlessSaid(step: ReviewStep): Prisma.ReviewWhereInput {
  if (step === "told") return { toldAt: null };
  return step === "supported" ? { supportedAt: null } : { reviewedAt: null };
}

function columnsOf(taken: Taken, { by, at }: Step): Prisma.ReviewUpdateManyMutationInput {
  const moment = new Date(at);
  switch (taken.step) {
    case "told":
      return { toldBy: by, toldAt: moment };
    case "supported":
      return { supportedBy: by, supportedAt: moment };
    case "found":
      return { foundBy: by, foundAt: moment, findings: [...taken.findings] };
    case "explained":
      return { explainedBy: by, explainedAt: moment, causes: [...taken.causes] };
    case "closed":
      return { reviewedBy: by, reviewedAt: moment };
  }
}

function recordOf({ findings, causes }: Review, taken: Taken) {
  switch (taken.step) {
    case "closed": {
      const data = { findings: findings.join(" "), causes: causes.join(" ") };
      return { kind: "reviewed", data } as const;
    }
    case "found":
      return {
        kind: "reviewStepped",
        data: { step: "found", findings: taken.findings.join(" ") },
      } as const;
    case "explained":
      return {
        kind: "reviewStepped",
        data: { step: "explained", causes: taken.causes.join(" ") },
      } as const;
    default:
      return { kind: "reviewStepped", data: { step: taken.step } } as const;
  }
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
