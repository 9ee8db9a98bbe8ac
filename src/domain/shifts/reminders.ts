import type { Instant } from "../session/people.ts";
import type { Planned } from "./shift.ts";

const HOUR_MS = 60 * 60_000;
/** Reminders are owed from this long before the shift: well before the first of them, whatever happens to us meanwhile. */
export const REMINDED_AHEAD_MS = 72 * HOUR_MS;

const NOTICES = [24 * HOUR_MS, HOUR_MS];

/** Someone is told before their shift, a day ahead and an hour ahead. */
export type Reminder = {
  readonly shift: Planned;
  readonly aheadMs: number;
  readonly dueAt: Instant;
};

/** What is owed of reminders. A moment that is past is not made up for: who agreed to it this late knows. */
export function remindersOf(planned: readonly Planned[], now: Instant): readonly Reminder[] {
  return planned
    .filter(({ startsAt }) => startsAt > now && startsAt <= now + REMINDED_AHEAD_MS)
    .flatMap((shift) =>
      NOTICES.map((aheadMs) => ({ shift, aheadMs, dueAt: shift.startsAt - aheadMs })),
    )
    .filter(({ dueAt }) => dueAt >= now);
}
