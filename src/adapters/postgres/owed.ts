import type { Instant } from "../../domain/session/people.ts";
import { ONE_QUESTION, type DutyEnding } from "../../engine/ports-store.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import type { Database } from "./client.ts";
import { iso } from "./times.ts";

/** A row of `duties` that has not ended, in SQL. */
export const notEnded = Prisma.sql`(done_at IS NULL AND overtaken_by IS NULL AND waived_by IS NULL)`;

/**
 * What should have been done by now, of all that is owed. A debrief, a follow-up, a promise to a caller and what changes
 * after a review are for people to keep, "no desk", "somebody listens" and a question whether they were cut off wait for their moment: none is an alarm.
 */
export const overdueAt = (now: Instant): Prisma.Sql =>
  Prisma.sql`due_at <= ${iso(now)}::timestamptz AND kind NOT IN ('debrief', 'followUp', 'promisedContact', 'agreedChange')
    AND NOT (kind = 'announce' AND data->>'words' IN ('noDesk', 'listenerHere'))
    AND NOT (kind = 'rememberNumber' AND last_error IS NOT DISTINCT FROM ${ONE_QUESTION})`;

/**
 * This one duty, unless it has ended. Said in other words than `notEnded`, or Postgres, with the statistics of a quiet hour, looks
 * for it through the index of all that is owed: at a thousand callers, through thousands for each.
 */
export const thisOwed = (dutyId: string | null): Prisma.Sql =>
  Prisma.sql`id = ${dutyId}::uuid AND num_nonnulls(done_at, overtaken_by, waived_by) = 0`;

export const isOwed = async (tx: Prisma.TransactionClient, dutyId: string): Promise<boolean> => {
  const found = await tx.$queryRaw<unknown[]>`SELECT FROM duties WHERE ${thisOwed(dutyId)}`;
  return found.length > 0;
};

/** Returns whether it ended now; one that had ended stays as it was. */
export async function endDuty(
  db: Database | Prisma.TransactionClient,
  dutyId: string,
  ending: DutyEnding,
  now: Instant,
): Promise<boolean> {
  const { doneAt, overtakenBy, waivedBy, because } = endingColumns(ending, now);
  const ended = await db.$executeRaw`
    UPDATE duties SET done_at = ${doneAt}::timestamptz, overtaken_by = ${overtakenBy},
      waived_by = ${waivedBy}, waived_because = ${because}, held_by = NULL, held_until = NULL
    WHERE ${thisOwed(dutyId)}`;
  return ended === 1;
}

function endingColumns(ending: DutyEnding, now: Instant) {
  const none = { doneAt: null, overtakenBy: null, waivedBy: null, because: null };
  switch (ending.how) {
    case "done":
      return { ...none, doneAt: iso(now) };
    case "overtaken":
      return { ...none, overtakenBy: ending.by };
    case "waived":
      return { ...none, waivedBy: ending.by, because: ending.because };
  }
}
