import { soundsThen } from "../adapters/twilio/twiml.ts";
import type { Urls } from "../adapters/twilio/urls.ts";
import { languages } from "../domain/language.ts";
import type { Instant } from "../domain/session/people.ts";
import type { Sound } from "../domain/session/steps.ts";
import { oursEn } from "../domain/words/ours.en.ts";
import { oursFr } from "../domain/words/ours.fr.ts";

/** After this long without us a call goes to the fallback. */
const AWAY_MAX_MS = 60_000;

const BETWEEN_TRIES: Sound = { step: "pause", ms: 5_000 };

const ours = { en: oursEn, fr: oursFr };

/** In both languages: nothing we remember of the call can be read now. */
const inBoth = (words: "apology" | "stayWithMe" | "lineAway"): readonly Sound[] =>
  languages.map((language) => ({ step: "say", text: ours[language][words], language }));

/** A new call, and nowhere to write it down: one sentence, and another way. */
export const anotherWay = (urls: Urls): string =>
  soundsThen(inBoth("lineAway"), urls.fallback, urls);

export type Away = {
  /** Where the same is asked again. */
  readonly again: string;
  /** When this call first went without us. */
  readonly since: Instant;
  readonly now: Instant;
};

/** A call we have lost sight of for a moment: kept company, and back in 5 s; after a minute, another way. */
export function stayWithMe(urls: Urls, away: Away): string {
  if (away.now - away.since >= AWAY_MAX_MS) return anotherWay(urls);
  return soundsThen([...inBoth("stayWithMe"), BETWEEN_TRIES], away.again, urls);
}

/** A request nobody can make sense of. */
export function apologise(urls: Urls, away: Away): string {
  if (away.now - away.since >= AWAY_MAX_MS) return anotherWay(urls);
  return soundsThen(inBoth("apology"), away.again, urls);
}
