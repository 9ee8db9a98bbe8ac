import type { shiftsEn } from "./shifts.en.ts";

/** The same in Québec French; vous to our own people. */
export const shiftsFr = {
  reminderDay:
    "{line} : vous êtes {circle} {day}, {time}. Un empêchement ? Demandez un échange ou avisez la supervision.",
  reminderHour:
    "{line} : vous êtes {circle} à partir de {time}. Un empêchement ? Avisez la supervision maintenant.",
  gap: "{line} : il manque du monde {day}, de {time} à {until} : {on} sur {least}.",
  gapSpeaking:
    "{line} : il manque des gens qui parlent {language} {day}, de {time} à {until} : {on} sur {least}.",
  moreGaps: "Et {more} autres dans les deux prochaines semaines : voyez la page des quarts.",
  onLine: "de quart sur la ligne",
  onCall: "de garde",
  supervising: "à la supervision",
  english: "anglais",
  french: "français",
  calendarLine: "De quart sur la ligne",
  calendarOnCall: "De garde",
  calendarSupervising: "Supervision",
} as const satisfies Record<keyof typeof shiftsEn, string>;
