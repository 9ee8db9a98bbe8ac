import {
  askEndsAt,
  endsAt,
  inForce,
  judgeApproval,
  judgeAsk,
  liftedWith,
  type Restriction,
  type RestrictionReason,
  type RestrictionRefusal,
  type RestrictionStep,
} from "../../domain/restrictions.ts";
import type { Instant } from "../../domain/session/people.ts";
import type { Plans } from "../../engine/ports.ts";
import type { Restriction as Row } from "../../generated/prisma/client.ts";
import type { Database } from "./client.ts";
import { createExemptNumbers, type ExemptNumbers } from "./exempt-numbers.ts";
import { callerOf, hashes, holdNumbers, oweErasure, wasThere } from "./known-numbers.ts";
import { createNotToMe, type NotToMe } from "./not-to-me.ts";
import type { Tx, Wish } from "./shift-changes.ts";
import { stored } from "./stored.ts";
import { areTwoPeople } from "./two-people.ts";

export type RestrictionAsked = {
  readonly id: string;
  readonly sessionId: string;
  readonly step: RestrictionStep;
  readonly reason: RestrictionReason;
  readonly days: number;
};

/** Done; or there is no such thing; or why not. */
export type RestrictionAnswer = "saved" | "unknown" | RestrictionRefusal;

/** Restrictions as people of ours keep them. What a call meets of them is in restraints.ts. */
export type Restrictions = ExemptNumbers &
  NotToMe & {
    /** All that is asked for or in force. Never a number, nor its hash. */
    standing(now: Instant): Promise<readonly Restriction[]>;
    ask(asked: RestrictionAsked, wish: Wish): Promise<RestrictionAnswer>;
    approve(id: string, wish: Wish): Promise<RestrictionAnswer>;
    /** Declined where it was only asked for; lifted at once where it is in force, with what rests on it. */
    lift(id: string, wish: Wish): Promise<RestrictionAnswer>;
  };

export function createRestrictions(db: Database, plans: Plans): Restrictions {
  return {
    ...createExemptNumbers(db, plans),
    ...createNotToMe(db, plans),

    async standing(now) {
      const rows = await db.restriction.findMany({
        where: { until: { gt: new Date(now) } },
        orderBy: [{ askedAt: "desc" }, { id: "asc" }],
        take: 500,
      });
      return rows.map(restrictionOf);
    },

    async ask(asked, wish) {
      // Before anything is read: whose call it was not learns nothing of it.
      if (!(await wasThere(db, asked.sessionId, wish.by))) return "notInThatSession";
      const caller = await callerOf(db, plans, asked.sessionId);
      if (caller === null) return "unknown";
      const { number, rehearsal } = caller;
      const hash = number === null ? null : hashes(plans).restriction(number);
      return db.$transaction((tx) => ask(tx, { ...asked, rehearsal }, hash, wish));
    },

    approve: (id, wish) => db.$transaction((tx) => approve(tx, id, wish)),
    lift: (id, wish) => db.$transaction((tx) => lift(tx, id, wish)),
  };
}

async function approve(tx: Tx, id: string, wish: Wish): Promise<RestrictionAnswer> {
  await holdNumbers(tx);
  const found = await withOthers(tx, id);
  if (found === null) return "unknown";
  const { row, others } = found;
  if (row.approvedBy === wish.by) return "saved";
  const refusal = judgeApproval(restrictionOf(row), wish.by, others, wish.at);
  if (refusal !== null) return refusal;
  if (!(await areTwoPeople(tx, { one: row.askedBy, other: wish.by }, wish.at))) {
    return "notTwoPeople";
  }
  const until = endsAt(row, wish.at);
  const data = { approvedBy: wish.by, until: new Date(until) };
  await tx.restriction.update({ where: { id }, data });
  await oweErasure(tx, until, wish.at);
  return told(tx, "restrictionApproved", restrictionOf(row), wish);
}

async function lift(tx: Tx, id: string, wish: Wish): Promise<RestrictionAnswer> {
  await holdNumbers(tx);
  const found = await withOthers(tx, id);
  if (found === null) return "unknown";
  const lifted = restrictionOf(found.row);
  const gone = inForce(lifted, wish.at) ? liftedWith(lifted, found.others) : [];
  for (const one of [lifted, ...gone]) {
    await tx.restriction.delete({ where: { id: one.id } });
    const kind = one.approvedBy === null ? "restrictionDeclined" : "restrictionLifted";
    await told(tx, kind, one, wish);
  }
  return "saved";
}

async function ask(
  tx: Tx,
  { id, sessionId, step, reason, days, rehearsal }: RestrictionAsked & { rehearsal: boolean },
  hash: string | null,
  wish: Wish,
): Promise<RestrictionAnswer> {
  await holdNumbers(tx);
  if ((await tx.restriction.count({ where: { id } })) > 0) return "saved";
  const others = hash === null ? [] : await tx.restriction.findMany({ where: { hash, rehearsal } });
  const exempt = hash !== null && (await tx.exemptNumber.count({ where: { hash } })) > 0;
  const asking = {
    step,
    days,
    wasThere: await wasThere(tx, sessionId, wish.by),
    numberKnown: hash !== null,
    exempt,
    others: others.map(restrictionOf),
  };
  const refusal = judgeAsk(asking, wish.at);
  if (refusal !== null || hash === null) return refusal ?? "numberUnknown";
  const until = askEndsAt(wish.at);
  const asked = { id, sessionId, step, reason, days, rehearsal, askedBy: wish.by };
  const row = await tx.restriction.create({
    data: { ...asked, hash, askedAt: new Date(wish.at), until: new Date(until) },
  });
  await oweErasure(tx, until, wish.at);
  return told(tx, "restrictionAsked", restrictionOf(row), wish);
}

async function withOthers(tx: Tx, id: string) {
  const row = await tx.restriction.findUnique({ where: { id } });
  if (row === null) return null;
  const { hash, rehearsal } = row;
  const others = await tx.restriction.findMany({ where: { hash, rehearsal, id: { not: id } } });
  return { row, others: others.map(restrictionOf) };
}

/** What happened to it is kept, by whom it was; never of whom. */
async function told(
  tx: Tx,
  kind: string,
  { id, step, reason }: Restriction,
  { by, at, cause }: Wish,
): Promise<"saved"> {
  const data = { by, step, reason };
  await tx.lineEvent.create({ data: { kind, subject: id, data, at: new Date(at), cause } });
  return "saved";
}

/** A restriction as the rules know it: without the hash. */
const restrictionOf = (row: Row): Restriction => ({
  id: row.id,
  step: stored<RestrictionStep>(row.step),
  reason: stored<RestrictionReason>(row.reason),
  days: row.days,
  rehearsal: row.rehearsal,
  sessionId: row.sessionId,
  askedBy: row.askedBy,
  askedAt: row.askedAt.getTime(),
  approvedBy: row.approvedBy,
  until: row.until.getTime(),
});
