import { seesNow, type PromiseRefusal } from "../domain/referrals/referral.ts";
import type { OwedByLine } from "../engine/ports-store.ts";
import type { Console } from "./console.ts";
import { Problem } from "./problems.ts";

/** Throws a `Problem` where there is nobody of that id who may have it now, or it is gone. */
export async function handTo(
  { line, referring }: Console,
  referralId: string,
  navigatorId: string,
): Promise<void> {
  const now = line.clock.now();
  if (!seesNow(await referring.navigators.of(navigatorId), now)) throw new Problem("navigatorGone");
  const there = await referring.referrals.handOver(referralId, navigatorId, now);
  if (!there) throw new Problem("referralNotFound");
}

/** Throws a `Problem` that says why it was not made. */
export function mustBeMade(
  made: readonly OwedByLine[] | "referralNotFound" | PromiseRefusal,
): readonly OwedByLine[] {
  if (typeof made === "string") throw new Problem(made);
  return made;
}
