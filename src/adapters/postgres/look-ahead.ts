import type { Owing } from "../../domain/line-duties.ts";
import { lookAheadAt, LOOK_AHEAD_EVERY_MS } from "../../domain/shifts/duties.ts";
import { plannedIn } from "../../domain/shifts/planned.ts";
import { REMINDED_AHEAD_MS, remindersOf } from "../../domain/shifts/reminders.ts";
import type { Book, Calendar } from "../../domain/shifts/shift.ts";
import { telling, type Told } from "../../domain/shifts/told.ts";
import type { Instant } from "../../domain/session/people.ts";
import type { OwedByLine } from "../../engine/ports-store.ts";
import type { Database } from "./client.ts";
import { finishForLine } from "./line-duties.ts";
import { isOwed } from "./owed.ts";
import { readBook, readMinimums } from "./shift-book.ts";
import { gapsAhead } from "./shift-reads.ts";
import { placeShifts } from "./shift-rows.ts";
import { expireSwaps } from "./shift-swaps.ts";
import { holdShifts, type Tx } from "./shift-changes.ts";
import { stored } from "./stored.ts";

type Settings = { readonly calendar: Calendar; readonly timeZone: string };

/**
 * Places the shifts of the coming days, owes their reminders, and owes supervisors word of gaps. One transaction, which also
 * completes the duty and arms the next: done twice, it changes nothing. A line that keeps no shifts has nothing to look for.
 */
export async function lookAhead(
  db: Database,
  settings: Settings,
  owed: OwedByLine,
  now: Instant,
): Promise<readonly OwedByLine[]> {
  return db.$transaction(
    async (tx) => {
      await holdShifts(tx);
      if (!(await isOwed(tx, owed.id))) return [];
      const book = await readBook(tx, now);
      await placeShifts(tx, book, settings.calendar, now);
      await expireSwaps(tx, now);
      const reminders = reminding(book, settings, now);
      const words = await wordOfGaps(tx, book, settings, now);
      const kept = book.rules.some(({ endedFrom }) => endedFrom === null || endedFrom > now);
      const again = kept ? [lookAheadAt(now + LOOK_AHEAD_EVERY_MS)] : [];
      // Last, so that its lease can be renewed until then.
      const newly = await finishForLine(tx, {
        dutyId: owed.id,
        ending: { how: "done" },
        outcome: { event: lookedAhead, owes: [...reminders, ...words, ...again] },
        now,
      });
      if (newly === null) throw new Error("The look ahead was ended by somebody else meanwhile");
      return newly;
    },
    { timeout: 8_000 },
  );
}

const lookedAhead = { kind: "lookedAhead", subject: "shifts", data: {} };

function reminding(book: Book, { calendar }: Settings, now: Instant): readonly Owing[] {
  const planned = plannedIn(book, calendar, { from: now, to: now + REMINDED_AHEAD_MS });
  return remindersOf(planned, now).map(({ shift, aheadMs, dueAt }): Owing => {
    const { ruleId, day, staffId, circle, timeZone, startsAt } = shift;
    return {
      duty: { kind: "remindShift", ruleId, day, staffId, circle, timeZone, startsAt, aheadMs },
      subject: { kind: "shift", id: `${ruleId}/${day}` },
      dueAt,
      name: `remind/${ruleId}/${day}/${staffId}/${startsAt}/${aheadMs}`,
    };
  });
}

async function wordOfGaps(
  tx: Tx,
  book: Book,
  { calendar, timeZone }: Settings,
  now: Instant,
): Promise<readonly Owing[]> {
  const minimums = await readMinimums(tx);
  const gaps = await gapsAhead(tx, { book, calendar, minimums, timeZone, now });
  const word = telling(gaps, await toldBefore(tx, now), { now, timeZone });
  await tx.gapTold.createMany({
    data: word.told.map(({ notice, language, from, to }) => ({
      notice,
      language,
      fromAt: new Date(from),
      toAt: new Date(to),
      toldAt: new Date(now),
    })),
  });
  const [first, ...rest] = word.gaps.toSorted((a, b) => a.from - b.from);
  if (first === undefined) return [];
  const supervisors = book.members.filter(({ roles }) => roles.includes("supervisor"));
  return supervisors.map(({ id }): Owing => ({
    duty: { kind: "tellGaps", staffId: id, first, more: rest.length },
    subject: { kind: "person", id },
    dueAt: now,
    name: `gaps/${id}/${now}`,
  }));
}

async function toldBefore(tx: Tx, now: Instant): Promise<readonly Told[]> {
  const rows = await tx.gapTold.findMany({ where: { toAt: { gte: new Date(now) } } });
  return rows.map(({ notice, language, fromAt, toAt }) => ({
    notice: stored<Told["notice"]>(notice),
    language: stored<Told["language"]>(language),
    from: fromAt.getTime(),
    to: toAt.getTime(),
  }));
}
