import type { RemindShift } from "../../domain/shifts/duties.ts";
import type { Calendar } from "../../domain/shifts/shift.ts";
import type { Alarms, ShiftsAhead } from "../../engine/ports.ts";
import { createCalendarFeeds } from "./calendar-feeds.ts";
import type { Database } from "./client.ts";
import { lookAhead } from "./look-ahead.ts";
import { createShiftReads } from "./shift-reads.ts";
import { createShifts } from "./shifts.ts";

/** `timeZone` is the line's own. */
type Settings = {
  readonly calendar: Calendar;
  readonly timeZone: string;
  readonly alarms: Alarms;
};

/** All the console asks of shifts, on Postgres. */
export const shiftParts = (db: Database, { calendar, timeZone, alarms }: Settings) => ({
  shifts: createShifts(db, calendar, alarms),
  shiftReads: createShiftReads(db, calendar, timeZone),
  feeds: createCalendarFeeds(db),
});

/** What the line's own duties ask of them. */
export const createShiftsAhead = (
  db: Database,
  settings: Omit<Settings, "alarms">,
): ShiftsAhead => ({
  look: (owed, now) => lookAhead(db, settings, owed, now),
  stillOn: (duty) => stillOn(db, duty),
});

async function stillOn(
  db: Database,
  { ruleId, day, staffId, startsAt }: RemindShift,
): Promise<boolean> {
  const at = new Date(startsAt);
  return (await db.shift.count({ where: { ruleId, day, staffId, startsAt: at } })) > 0;
}
