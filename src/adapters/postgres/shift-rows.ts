import { v7 as uuid } from "uuid";
import { plannedIn } from "../../domain/shifts/planned.ts";
import { PLACED_MS, rowChanges, type Row } from "../../domain/shifts/rows.ts";
import type { Book, Calendar } from "../../domain/shifts/shift.ts";
import type { Instant } from "../../domain/session/people.ts";
import type { Prisma } from "../../generated/prisma/client.ts";
import { stored } from "./stored.ts";

/** Longer than the longest shift. */
const RUNNING_MS = 9 * 24 * 60 * 60_000;

/** Makes `shifts`, which says who is on now, follow what was agreed. Under the lock of `changeShifts`. */
export async function placeShifts(
  tx: Prisma.TransactionClient,
  book: Book,
  calendar: Calendar,
  at: Instant,
): Promise<void> {
  const planned = plannedIn(book, calendar, { from: at, to: at + PLACED_MS });
  const changes = rowChanges(planned, await rowsFrom(tx, at), at);
  await tx.shift.deleteMany({ where: { id: { in: [...changes.remove] } } });
  for (const { id, startsAt, endsAt } of changes.move) {
    const data = { startsAt: new Date(startsAt), endsAt: new Date(endsAt) };
    await tx.shift.update({ where: { id }, data });
  }
  await tx.shift.createMany({
    data: changes.add.map(({ ruleId, day, staffId, circle, layer, startsAt, endsAt }) => ({
      id: uuid(),
      ruleId,
      day,
      staffId,
      kind: circle,
      layer,
      startsAt: new Date(startsAt),
      endsAt: new Date(endsAt),
    })),
  });
}

async function rowsFrom(tx: Prisma.TransactionClient, at: Instant): Promise<readonly Row[]> {
  const rows = await tx.shift.findMany({
    where: { ruleId: { not: null }, startsAt: { gt: new Date(at - RUNNING_MS) } },
  });
  return rows.flatMap((row) => {
    const { id, ruleId, day, staffId, startsAt, endsAt, leftAt } = row;
    if (ruleId === null || day === null || endsAt === null) return [];
    const times = { startsAt: startsAt.getTime(), endsAt: endsAt.getTime() };
    const circle = stored<Row["circle"]>(row.kind);
    return [{ id, ruleId, day, staffId, circle, ...times, left: leftAt !== null }];
  });
}
