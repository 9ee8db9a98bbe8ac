/** What the line texts to its own people about shifts. Nothing here says anything of a caller. docs/words-for-review.md lists them. */
export const shiftsEn = {
  reminderDay:
    "{line}: you're {circle} {day}, {time}. Can't make it? Ask for a swap, or tell a supervisor.",
  reminderHour: "{line}: you're {circle} from {time}. Can't make it? Tell a supervisor now.",
  gap: "{line}: too few people {day}, {time} to {until}: {on} of {least}.",
  gapSpeaking: "{line}: too few who speak {language} {day}, {time} to {until}: {on} of {least}.",
  moreGaps: "And {more} more in the next two weeks: see the shifts page.",
  onLine: "on the line",
  onCall: "on call",
  supervising: "supervising",
  english: "English",
  french: "French",
  /** What a person's own calendar shows. */
  calendarLine: "On the line",
  calendarOnCall: "On call",
  calendarSupervising: "Supervising",
} as const;
