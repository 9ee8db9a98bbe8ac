import type { Language } from "../language.ts";
import type { Circle, Instant } from "../session/people.ts";
import type { Gap } from "../shifts/coverage.ts";
import { shiftsEn } from "./shifts.en.ts";
import { shiftsFr } from "./shifts.fr.ts";
import { spokenTime } from "./spoken.ts";
import { fill, plainText } from "./template.ts";

const words = { en: shiftsEn, fr: shiftsFr } as const;
type Line = keyof typeof shiftsEn;

const say = (line: Line, language: Language, values: Readonly<Record<string, string>>): string =>
  plainText(fill(words[language][line], language, values));

const circleLines = {
  line: "onLine",
  "on-call": "onCall",
  supervising: "supervising",
} as const satisfies Record<Circle, Line>;

const calendarLines = {
  line: "calendarLine",
  "on-call": "calendarOnCall",
  supervising: "calendarSupervising",
} as const satisfies Record<Circle, Line>;

const languageLines = { en: "english", fr: "french" } as const satisfies Record<Language, Line>;

type Reminded = {
  readonly startsAt: Instant;
  readonly timeZone: string;
  readonly circle: Circle;
  readonly aheadMs: number;
};

const HOUR_MS = 60 * 60_000;

/** What somebody is texted before their shift, in the time of where it is kept. */
export function reminderText(
  { startsAt, timeZone, circle, aheadMs }: Reminded,
  line: string,
  language: Language,
): string {
  return say(aheadMs > HOUR_MS ? "reminderDay" : "reminderHour", language, {
    line,
    circle: words[language][circleLines[circle]],
    day: dayOf(startsAt, timeZone, language),
    time: spokenTime(startsAt, timeZone, language),
  });
}

type Found = { readonly first: Gap; readonly more: number; readonly timeZone: string };

/** What a supervisor is texted of gaps that were found. */
export function gapText(
  { first, more, timeZone }: Found,
  line: string,
  language: Language,
): string {
  const text = say(first.language === null ? "gap" : "gapSpeaking", language, {
    line,
    language: first.language === null ? "" : words[language][languageLines[first.language]],
    day: dayOf(first.from, timeZone, language),
    time: spokenTime(first.from, timeZone, language),
    until: endOf(first, timeZone, language),
    on: String(first.on),
    least: String(first.least),
  });
  return more === 0 ? text : `${text} ${say("moreGaps", language, { more: String(more) })}`;
}

/** With its day, where that is another one. */
function endOf({ from, to }: Gap, timeZone: string, language: Language): string {
  const time = spokenTime(to, timeZone, language);
  const day = dayOf(to, timeZone, language);
  return day === dayOf(from, timeZone, language) ? time : `${time} ${day}`;
}

const locales: Readonly<Record<Language, string>> = { en: "en-CA", fr: "fr-CA" };

/** "Saturday, November 28", "samedi 28 novembre". */
const dayOf = (at: Instant, timeZone: string, language: Language): string =>
  new Intl.DateTimeFormat(locales[language], {
    weekday: "long",
    month: "long",
    day: "numeric",
    timeZone,
  }).format(at);

/** What a person's own calendar says of a shift. */
export const calendarTitle = (circle: Circle, language: Language): string =>
  words[language][calendarLines[circle]];
