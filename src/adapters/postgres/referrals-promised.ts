import { madeOn, promisedContact } from "../../domain/referrals/duties.ts";
import {
  promiseRefused,
  type ContactWay,
  type PromiseRefusal,
  type PromisedContact,
} from "../../domain/referrals/referral.ts";
import type { Instant } from "../../domain/session/people.ts";
import type { WaiveReason } from "../../domain/session/plan.ts";
import type { DutyEnding, OwedByLine } from "../../engine/ports-store.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import type { Database } from "./client.ts";
import { idOfWish, owe } from "./line-duties.ts";
import { endDuty } from "./owed.ts";
import { open } from "./referrals.ts";
import type { Tx, Wish } from "./shift-changes.ts";

export type NewPromise = {
  readonly referralId: string;
  readonly staffId: string;
  readonly by: ContactWay;
  readonly dueAt: Instant;
};

/** What became of it, says whoever promised. */
export type PromiseEnding =
  | { readonly how: "kept" }
  | { readonly how: "waived"; readonly because: WaiveReason };

/** Calls and texts promised to callers, each a duty of whoever promised it by name. */
export type Promises = {
  /** Returns what is owed now. */
  make(
    given: NewPromise,
    wish: Wish,
  ): Promise<readonly OwedByLine[] | "referralNotFound" | PromiseRefusal>;
  /** Only one's own. False: there is none. */
  end(referralId: string, ending: PromiseEnding, wish: Wish): Promise<boolean>;
};

export const createPromises = (db: Database): Promises => ({
  make: (given, wish) => db.$transaction((tx) => make(tx, given, wish)),
  end: (referralId, ending, wish) => db.$transaction((tx) => end(tx, referralId, ending, wish)),
});

async function make(
  tx: Tx,
  { referralId, staffId, by, dueAt }: NewPromise,
  { by: who, cause, at }: Wish,
) {
  await tx.$executeRaw`SELECT FROM referrals WHERE id = ${referralId}::uuid FOR UPDATE`;
  const [referral] = await open(tx, at, Prisma.sql`referrals.id = ${referralId}::uuid`);
  if (referral === undefined) return "referralNotFound";
  const { rehearsal, promised } = referral;
  const owing = promisedContact({ staffId, referralId, by, rehearsal }, dueAt, cause);
  if (isSame(promised, owing)) return [];
  const refused = promiseRefused(referral, { staffId, dueAt }, { by: who, now: at });
  return refused ?? owe(tx, [owing], madeOn(at));
}

/** This very wish was heard before. */
const isSame = (
  promised: PromisedContact | null,
  owing: ReturnType<typeof promisedContact>,
): boolean => promised !== null && "name" in owing && promised.dutyId === idOfWish(owing.name);

/** The event names whoever promised; not the referral, and nobody else. */
async function end(
  tx: Tx,
  referralId: string,
  ending: PromiseEnding,
  { by, cause, at }: Wish,
): Promise<boolean> {
  const [referral] = await open(tx, at, Prisma.sql`referrals.id = ${referralId}::uuid`);
  const promised = referral?.promised ?? null;
  if (promised === null || promised.staffId !== by) {
    return (await tx.lineEvent.count({ where: { subject: by, cause, kind: { in: KINDS } } })) > 0;
  }
  await endDuty(tx, promised.dutyId, endingOf(ending, by), at);
  const data = ending.how === "kept" ? {} : { because: ending.because };
  const kind = ending.how === "kept" ? "promiseKept" : "promiseWaived";
  await tx.lineEvent.create({ data: { kind, subject: by, data, at: new Date(at), cause } });
  return true;
}

const KINDS = ["promiseKept", "promiseWaived"];

const endingOf = (ending: PromiseEnding, by: string): DutyEnding =>
  ending.how === "kept" ? { how: "done" } : { how: "waived", by, because: ending.because };
