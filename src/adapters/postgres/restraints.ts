import { eraseRestraintsAt } from "../../domain/line-duties.ts";
import { restrictedNow, type RestrictionStep } from "../../domain/restrictions.ts";
import type { Instant } from "../../domain/session/people.ts";
import type { Plans, Restraints } from "../../engine/ports.ts";
import type { Database } from "./client.ts";
import { hashes, holdNumbers } from "./known-numbers.ts";
import { finishForLine } from "./line-duties.ts";
import type { Tx } from "./shift-changes.ts";
import { iso } from "./times.ts";

/** What a call meets of what people said about its number, and how that ends by itself. */
export function createRestraints(db: Database, plans: Pick<Plans, "hashNumber">): Restraints {
  return {
    async arriving({ sessionId, number, rehearsal, at }) {
      const said = await saidOf(db, {
        restriction: hashes(plans).restriction(number),
        notToMe: hashes(plans).notToMe(number),
        rehearsal,
        at,
      });
      if (said.some(({ exempt }) => exempt)) return null;
      const last = said.flatMap(({ staffId }) =>
        staffId === null ? [] : [{ sessionId, staffId }],
      );
      if (last.length > 0) await db.rungLast.createMany({ data: last, skipDuplicates: true });
      return restrictedNow(said.flatMap(standing), at);
    },

    async rungLast(sessionId) {
      const rows = await db.rungLast.findMany({ where: { sessionId } });
      return rows.map(({ staffId }) => staffId);
    },

    eraseEnded: ({ id: dutyId }, now) =>
      db.$transaction(async (tx) => {
        await holdNumbers(tx);
        const erased = String(await erase(tx, now));
        const nextAt = await nextEnd(tx);
        const outcome = {
          event: { kind: "restraintsErased", subject: null, data: { erased } },
          owes: nextAt === null ? [] : [eraseRestraintsAt(nextAt)],
        };
        const ending = { how: "done" } as const;
        return (await finishForLine(tx, { dutyId, ending, outcome, now })) ?? [];
      }),
  };
}

type Asked = {
  readonly restriction: string;
  readonly notToMe: string;
  readonly rehearsal: boolean;
  readonly at: Instant;
};

/** One of these: that the number is exempt, a restriction, or whose caller it is not to be. */
type Said = {
  readonly exempt: boolean;
  readonly step: RestrictionStep | null;
  readonly approvedBy: string | null;
  readonly until: Date | null;
  readonly staffId: string | null;
};

/** One statement: a caller waits for it. */
const saidOf = (db: Database, { restriction, notToMe, rehearsal, at }: Asked): Promise<Said[]> =>
  db.$queryRaw<Said[]>`
    SELECT true AS exempt, NULL AS step, NULL AS "approvedBy", NULL::timestamptz AS until, NULL AS "staffId"
      FROM exempt_numbers WHERE hash = ${restriction}
    UNION ALL
    SELECT false, step, approved_by, until, NULL FROM restrictions
      WHERE hash = ${restriction} AND rehearsal = ${rehearsal}
    UNION ALL
    SELECT false, NULL, NULL, until, staff_id FROM not_to_me
      WHERE hash = ${notToMe} AND rehearsal = ${rehearsal} AND until > ${iso(at)}::timestamptz`;

const standing = ({ step, approvedBy, until }: Said) =>
  step === null || until === null ? [] : [{ step, approvedBy, until: until.getTime() }];

/** Each restriction is proved erased by a line event of its own; of "not this caller to me" only the number of them is told. */
async function erase(tx: Tx, now: Instant): Promise<number> {
  const at = new Date(now);
  const ended = { until: { lte: at } };
  const restrictions = await tx.restriction.findMany({ where: ended });
  const choices = await tx.notToMe.deleteMany({ where: ended });
  await tx.restriction.deleteMany({ where: ended });
  await tx.lineEvent.createMany({
    data: restrictions.map(({ id, step }) => ({
      kind: "restrictionErased",
      subject: id,
      data: { step },
      at,
    })),
  });
  return restrictions.length + choices.count;
}

async function nextEnd(db: Tx): Promise<Instant | null> {
  const first = { orderBy: { until: "asc" }, select: { until: true } } as const;
  const ends = [await db.restriction.findFirst(first), await db.notToMe.findFirst(first)];
  const times = ends.flatMap((end) => (end === null ? [] : [end.until.getTime()]));
  return times.length === 0 ? null : Math.min(...times);
}
