import { eraseRestraintsAt } from "../../domain/line-duties.ts";
import type { Instant } from "../../domain/session/people.ts";
import type { Plans } from "../../engine/ports.ts";
import type { Database } from "./client.ts";
import { owe } from "./line-duties.ts";
import type { Tx } from "./shift-changes.ts";

/** One number, known here under hashes that cannot be laid beside each other, nor beside those of lost lines. */
export const hashes = ({ hashNumber }: Pick<Plans, "hashNumber">) => ({
  restriction: (number: string) => hashNumber(`restriction ${number}`),
  notToMe: (number: string) => hashNumber(`not to me ${number}`),
  ours: (number: string) => hashNumber(`one of ours ${number}`),
});

/** Changes go one after another: two that may stand, each by itself, may not stand together. */
const ONE_AT_A_TIME = 7_461_026;

export const holdNumbers = (tx: Tx): Promise<number> =>
  tx.$executeRaw`SELECT pg_advisory_xact_lock(${ONE_AT_A_TIME}::bigint)`;

/** What was just written is to be erased by then. The sweep finds it. */
export async function oweErasure(tx: Tx, until: Instant, at: Instant): Promise<void> {
  await owe(tx, [eraseRestraintsAt(until)], at);
}

/** Whether they were with this caller, or spoke to a desk for them. */
export async function wasThere(
  db: Database | Tx,
  sessionId: string,
  staffId: string,
): Promise<boolean> {
  const there = await db.sessionEvent.count({
    where: {
      sessionId,
      kind: { in: ["responderJoined", "speakerJoined"] },
      data: { path: ["staffId"], equals: staffId },
    },
  });
  return there > 0;
}

/** The number a session's caller rang from, and whether the call was a rehearsal; null: there is no such session. */
export async function callerOf(
  db: Database,
  plans: Pick<Plans, "read">,
  sessionId: string,
): Promise<{ readonly number: string | null; readonly rehearsal: boolean } | null> {
  const session = await db.session.findUnique({
    where: { id: sessionId },
    select: { rehearsal: true },
  });
  if (session === null) return null;
  const number = (await plans.read(sessionId))?.rangFrom ?? null;
  return { number, rehearsal: session.rehearsal };
}
