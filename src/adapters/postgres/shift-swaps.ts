import type { Book, Calendar } from "../../domain/shifts/shift.ts";
import {
  acceptSwap,
  judgeSwap,
  stateAt,
  type Swap,
  type SwapAsked,
  type SwapState,
} from "../../domain/shifts/swaps.ts";
import type { Instant } from "../../domain/session/people.ts";
import { swapOf, type Reading } from "./shift-book.ts";
import { saveOverrides, written, type Answer, type Tx, type Wish } from "./shift-changes.ts";

/** Swaps of one person, or of everybody, newest first. Who has not answered in time has not accepted. */
export async function readSwaps(
  db: Reading,
  staffId: string | null,
  now: Instant,
): Promise<readonly Swap[]> {
  const rows = await db.shiftSwap.findMany({
    ...(staffId === null ? {} : { where: { OR: [{ fromId: staffId }, { toId: staffId }] } }),
    orderBy: { askedAt: "desc" },
    take: 200,
  });
  return rows.map((row) => asOf(swapOf(row), now));
}

const asOf = (swap: Swap, now: Instant): Swap => ({ ...swap, state: stateAt(swap, now) });

type Asking = {
  readonly swapId: string;
  readonly asked: SwapAsked;
  readonly book: Book;
  readonly calendar: Calendar;
  readonly wish: Wish;
};

export async function askSwap(
  tx: Tx,
  { swapId, asked, book, calendar, wish }: Asking,
): Promise<Answer> {
  if ((await tx.shiftSwap.count({ where: { id: swapId } })) > 0) return "saved";
  const judged = judgeSwap(asked, book, calendar, wish.at);
  if (judged.wrong !== null) return judged.wrong;
  const { fromId, toId, shift, inReturn } = asked;
  await tx.shiftSwap.create({
    data: {
      id: swapId,
      fromId,
      toId,
      ...shift,
      returnRuleId: inReturn?.ruleId ?? null,
      returnDay: inReturn?.day ?? null,
      state: "asked",
      askedAt: new Date(wish.at),
      expiresAt: new Date(judged.expiresAt),
    },
  });
  return written(tx, "swapAsked", toId, wish);
}

export type SwapAnswer = Exclude<SwapState, "asked" | "expired">;

type Answering = {
  readonly swapId: string;
  readonly answer: SwapAnswer;
  readonly book: Book;
  readonly calendar: Calendar;
  readonly wish: Wish;
};

const EVENTS = { accepted: "swapAccepted", declined: "swapDeclined", withdrawn: "swapWithdrawn" };

/** Whoever asked withdraws; whoever was asked accepts or declines. */
export async function answerSwap(
  tx: Tx,
  { swapId, answer, book, calendar, wish }: Answering,
): Promise<Answer> {
  const row = await tx.shiftSwap.findUnique({ where: { id: swapId } });
  if (row === null) return "unknown";
  const swap = swapOf(row);
  if (wish.by !== (answer === "withdrawn" ? swap.fromId : swap.toId)) return "notTheirs";
  if (swap.state === answer) return "saved";
  if (stateAt(swap, wish.at) !== "asked") return "settled";
  const data = { state: answer, endedAt: new Date(wish.at) };
  if (answer !== "accepted") {
    await tx.shiftSwap.update({ where: { id: swapId }, data });
    return written(tx, EVENTS[answer], swap.fromId, wish);
  }
  const judged = acceptSwap(swap, book, calendar, wish.at);
  if (judged.wrong !== null) return judged.wrong;
  await tx.shiftSwap.update({ where: { id: swapId }, data });
  return saveOverrides(tx, judged.overrides, EVENTS.accepted, wish);
}

/** Written down, so that what is read later is what was so. */
export async function expireSwaps(tx: Tx, now: Instant): Promise<void> {
  const at = new Date(now);
  await tx.shiftSwap.updateMany({
    where: { state: "asked", expiresAt: { lte: at } },
    data: { state: "expired", endedAt: at },
  });
}
