import type { Calendar, Override, Book, Wrong } from "../../domain/shifts/shift.ts";
import { lookAheadAt } from "../../domain/shifts/duties.ts";
import type { Instant } from "../../domain/session/people.ts";
import type { OwedByLine } from "../../engine/ports-store.ts";
import type { Prisma } from "../../generated/prisma/client.ts";
import type { Database } from "./client.ts";
import { owe } from "./line-duties.ts";
import { readBook, writeOverride } from "./shift-book.ts";
import { placeShifts } from "./shift-rows.ts";

export type Tx = Prisma.TransactionClient;

/** Whose wish it is, which one, and when. */
export type Wish = { readonly by: string; readonly cause: string; readonly at: Instant };

/** Saved, all of it; or nothing of it: there is no such thing, it is settled already, it is not theirs, or this is wrong with it. */
export type Answer = "saved" | "unknown" | "settled" | "notTheirs" | readonly Wrong[];

/** Changes go one after another: two that fit what was agreed, each by itself, need not fit each other. */
const ONE_AT_A_TIME = 7_461_003;

export const holdShifts = (tx: Tx): Promise<number> =>
  tx.$executeRaw`SELECT pg_advisory_xact_lock(${ONE_AT_A_TIME}::bigint)`;

/** One change of what was agreed, judged against the book as it stands. */
export type Work = (tx: Tx, book: Book) => Promise<Answer>;

/** All of a change or nothing of it, and the rows of who is on now with it; and what the line owes after it. */
export async function changeShifts(
  db: Database,
  calendar: Calendar,
  { at }: Wish,
  work: Work,
): Promise<{ readonly answer: Answer; readonly owed: readonly OwedByLine[] }> {
  return db.$transaction(
    async (tx) => {
      await holdShifts(tx);
      const answer = await work(tx, await readBook(tx, at));
      if (answer !== "saved") return { answer, owed: [] };
      await placeShifts(tx, await readBook(tx, at), calendar, at);
      return { answer, owed: await owe(tx, [lookAheadAt(at)], at) };
    },
    { timeout: 8_000 },
  );
}

export async function saveOverrides(
  tx: Tx,
  overrides: readonly Override[],
  kind: string,
  wish: Wish,
): Promise<"saved"> {
  for (const override of overrides) await writeOverride(tx, override, wish);
  return written(tx, kind, overrides[0]?.staffId ?? null, wish);
}

/** Who changed what is agreed, and by which wish. */
export async function written(
  tx: Tx,
  kind: string,
  subject: string | null,
  { by, cause, at }: Wish,
): Promise<"saved"> {
  await tx.lineEvent.create({ data: { kind, subject, data: { by }, at: new Date(at), cause } });
  return "saved";
}
