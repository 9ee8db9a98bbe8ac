import { shiftCalendar } from "../../src/adapters/shift-calendar.ts";
import type { Owing } from "../../src/domain/line-duties.ts";
import type { Instant } from "../../src/domain/session/people.ts";
import { gapsIn, type Gap } from "../../src/domain/shifts/coverage.ts";
import { lookAheadAt, LOOK_AHEAD_EVERY_MS } from "../../src/domain/shifts/duties.ts";
import { plannedIn } from "../../src/domain/shifts/planned.ts";
import { REMINDED_AHEAD_MS, remindersOf } from "../../src/domain/shifts/reminders.ts";
import { PLACED_MS, rowChanges, type Row } from "../../src/domain/shifts/rows.ts";
import { nameOf, type Book, type Planned } from "../../src/domain/shifts/shift.ts";
import { AHEAD_MS, telling, type Told } from "../../src/domain/shifts/told.ts";
import type { Rows, ShiftRow } from "./memory-store.ts";

/** Word of a gap, as the line began to tell it. */
export type Announced = { readonly gap: Gap; readonly at: Instant };

export type MemoryShifts = {
  /** Everything that was agreed; replaced as a whole when something changes. */
  book: Book;
  readonly announced: Announced[];
  /** As adapters/postgres/look-ahead.ts: places shifts, and says what is owed of reminders and of gaps. */
  lookAhead(at: Instant): readonly Owing[];
};

/** Shifts in memory, by the same rules of the domain. */
export function memoryShifts(rows: Rows, book: Book, timeZone: string): MemoryShifts {
  const told: Told[] = [];
  const names = new Map<string, string>();
  const shifts: MemoryShifts = {
    book,
    announced: [],
    lookAhead(at) {
      const window = { from: at, to: at + PLACED_MS };
      const planned = plannedIn(shifts.book, shiftCalendar, window);
      place(rows, names, planned, at);
      const gone = leftNames(rows, names);
      const ahead = { from: at, to: at + AHEAD_MS };
      const gaps = gapsIn({
        planned: planned.filter((one) => !gone.has(`${nameOf(one)}/${one.staffId}`)),
        members: shifts.book.members,
        minimums: [],
        timeZone,
        window: ahead,
      });
      const word = telling(gaps, told, { now: at, timeZone });
      told.push(...word.told);
      for (const gap of word.gaps) shifts.announced.push({ gap, at });
      return [
        ...reminders(planned, at),
        ...words(shifts.book, word.gaps, at),
        lookAheadAt(at + LOOK_AHEAD_EVERY_MS),
      ];
    },
  };
  return shifts;
}

function place(
  rows: Rows,
  names: Map<string, string>,
  planned: readonly Planned[],
  at: Instant,
): void {
  const changes = rowChanges(planned, placed(rows, names, at), at);
  const removed = new Set(changes.remove);
  for (const [index, { id }] of [...rows.shifts.entries()].toReversed())
    if (removed.has(id)) rows.shifts.splice(index, 1);
  for (const { id, startsAt, endsAt } of changes.move)
    Object.assign(rows.shifts.find((row) => row.id === id) ?? {}, { startsAt, endsAt });
  for (const one of changes.add) {
    const { staffId, circle, layer, startsAt, endsAt } = one;
    const id = `shift-${names.size}`;
    names.set(id, nameOf(one));
    rows.shifts.push({ id, staffId, circle, layer, startsAt, endsAt, left: false });
  }
}

const placed = (rows: Rows, names: ReadonlyMap<string, string>, at: Instant): readonly Row[] =>
  rows.shifts.flatMap((row): Row[] => {
    const [ruleId, day] = (names.get(row.id) ?? "").split("/");
    const { endsAt } = row;
    if (ruleId === undefined || day === undefined || endsAt === null) return [];
    const wanted = endsAt > at || row.left;
    return wanted ? [{ ...row, endsAt, ruleId, day }] : [];
  });

const leftNames = (rows: Rows, names: ReadonlyMap<string, string>): ReadonlySet<string> =>
  new Set(
    rows.shifts.filter(({ left }) => left).map(({ id, staffId }) => `${names.get(id)}/${staffId}`),
  );

function reminders(planned: readonly Planned[], at: Instant): readonly Owing[] {
  const soon = planned.filter(({ startsAt }) => startsAt <= at + REMINDED_AHEAD_MS);
  return remindersOf(soon, at).map(({ shift, aheadMs, dueAt }): Owing => {
    const { ruleId, day, staffId, circle, timeZone, startsAt } = shift;
    return {
      duty: { kind: "remindShift", ruleId, day, staffId, circle, timeZone, startsAt, aheadMs },
      subject: { kind: "shift", id: `${ruleId}/${day}` },
      dueAt,
      name: `remind/${ruleId}/${day}/${staffId}/${startsAt}/${aheadMs}`,
    };
  });
}

function words({ members }: Book, gaps: readonly Gap[], at: Instant): readonly Owing[] {
  const [first, ...rest] = gaps.toSorted((a, b) => a.from - b.from);
  if (first === undefined) return [];
  const supervisors = members.filter(({ roles }) => roles.includes("supervisor"));
  return supervisors.map(({ id }): Owing => ({
    duty: { kind: "tellGaps", staffId: id, first, more: rest.length },
    subject: { kind: "person", id },
    dueAt: at,
    name: `gaps/${id}/${at}`,
  }));
}

/** Somebody goes before their time is over, as in the roster: gone for the rest of it. */
export function leaves(rows: Rows, staffId: string, at: Instant): ShiftRow | null {
  const shift = rows.shifts.find(
    (row) => row.staffId === staffId && row.startsAt <= at && (row.endsAt ?? Infinity) > at,
  );
  if (shift === undefined) return null;
  Object.assign(shift, { endsAt: at, left: true });
  return shift;
}
