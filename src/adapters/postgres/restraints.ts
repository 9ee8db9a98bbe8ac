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
        ours: hashes(plans).ours(number),
        rehearsal,
        at,
      });
      const exempt = said.some((one) => one.exempt);
      const asked = said.flatMap(({ staffId, never }) =>
        staffId === null || (exempt && !never) ? [] : [{ sessionId, staffId, never }],
      );
      // Of two wishes about one person the caller's own stands.
      const data = asked.toSorted((a, b) => Number(b.never) - Number(a.never));
      if (data.length > 0) await db.rungLast.createMany({ data, skipDuplicates: true });
      return exempt ? null : restrictedNow(said.flatMap(standing), at);
    },

    async rungLast(sessionId) {
      const rows = await db.rungLast.findMany({ where: { sessionId } });
      return rows.map(({ staffId, never }) => ({ staffId, never }));
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
  readonly ours: string;
  readonly rehearsal: boolean;
  readonly at: Instant;
};

/** One of these: that the number is exempt, a restriction, or whose caller it is not to be; `never` by the caller's own wish. */
type Said = {
  readonly exempt: boolean;
  readonly step: RestrictionStep | null;
  readonly approvedBy: string | null;
  readonly until: Date | null;
  readonly staffId: string | null;
  readonly never: boolean;
};

/** One statement: a caller waits for it. */
const saidOf = (
  db: Database,
  { restriction, notToMe, ours, rehearsal, at }: Asked,
): Promise<Said[]> =>
  db.$queryRaw<Said[]>`
    SELECT false AS exempt, NULL AS step, NULL AS "approvedBy", NULL::timestamptz AS until, staff_id AS "staffId", true AS never
      FROM not_rung WHERE hash = ${ours}
    UNION ALL
    SELECT true, NULL, NULL, NULL, NULL, false FROM exempt_numbers WHERE hash = ${restriction}
    UNION ALL
    SELECT false, step, approved_by, until, NULL, false FROM restrictions
      WHERE hash = ${restriction} AND rehearsal = ${rehearsal}
    UNION ALL
    SELECT false, NULL, NULL, until, staff_id, false FROM not_to_me
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
