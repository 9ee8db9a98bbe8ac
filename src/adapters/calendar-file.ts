import ical, { ICalCalendarMethod } from "ical-generator";

export type CalendarEntry = {
  /** Stays the same while the shift stays the same one. */
  readonly id: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly title: string;
};

/** An iCalendar file, as calendars fetch it now and then. Times are UTC: every calendar shows them where it is. */
export function calendarFile(
  name: string,
  entries: readonly CalendarEntry[],
  madeAt: number,
): string {
  const calendar = ical({ name, method: ICalCalendarMethod.PUBLISH, prodId: "//the-line//shifts" });
  for (const { id, startsAt, endsAt, title } of entries) {
    calendar.createEvent({
      id,
      start: new Date(startsAt),
      end: new Date(endsAt),
      summary: title,
      stamp: new Date(madeAt),
    });
  }
  return calendar.toString();
}
