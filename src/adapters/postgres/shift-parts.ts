import type { RemindShift } from "../../domain/shifts/duties.ts";
import type { Calendar } from "../../domain/shifts/shift.ts";
import type { Instant } from "../../domain/session/people.ts";
import { createCalendarFeeds } from "./calendar-feeds.ts";
import type { Database } from "./client.ts";
import { createLineDuties, type OwedByLine } from "./line-duties.ts";
import { lookAhead } from "./look-ahead.ts";
import { createShiftReads } from "./shift-reads.ts";
import { createShifts } from "./shifts.ts";

/** All there is of shifts on Postgres. `timeZone` is the line's own. */
export const shiftParts = (db: Database, calendar: Calendar, timeZone: string) => ({
  shifts: createShifts(db, calendar),
  shiftReads: createShiftReads(db, calendar, timeZone),
  feeds: createCalendarFeeds(db),
  lineDuties: createLineDuties(db),
  lookAhead: (owed: OwedByLine, now: Instant) => lookAhead(db, { calendar, timeZone }, owed, now),
  stillOn: (duty: RemindShift) => stillOn(db, duty),
});

async function stillOn(
  db: Database,
  { ruleId, day, staffId, startsAt }: RemindShift,
): Promise<boolean> {
  const at = new Date(startsAt);
  return (await db.shift.count({ where: { ruleId, day, staffId, startsAt: at } })) > 0;
}
