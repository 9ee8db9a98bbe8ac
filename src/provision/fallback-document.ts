import twilio from "twilio";

import { voices } from "../adapters/twilio/voices.ts";
import { isEmergencyNumber } from "../domain/emergency-numbers.ts";
import { languages } from "../domain/language.ts";
import { oursEn } from "../domain/words/ours.en.ts";
import { oursFr } from "../domain/words/ours.fr.ts";

export type FallbackAsked = {
  /** Whom to ring: people on call, by their own telephones. */
  readonly ring: readonly string[];
  /** Shown to them: a number of ours, never the caller's. */
  readonly callerId: string;
  /** Our own copy of the fallback, which knows where a call belongs once we are back. */
  readonly again: string;
};

/** More than ten cannot be rung at once. Source: twilio.com/docs/voice/twiml/dial */
const AT_ONCE = 10;
/** Most voicemails answer at 20 s: none must take a caller. */
const RING_SECONDS = 18;

const ours = { en: oursEn, fr: oursFr };

/**
 * What callers reach while the line is away, kept outside it: both languages, since nothing is known of the call. Everybody is rung at
 * once, then each alone, so that one telephone that answers by itself does not hide the others; then the line is tried again. Throws
 * where somebody to ring is an emergency short code.
 */
export function fallbackDocument({ ring, callerId, again }: FallbackAsked): string {
  const short = ring.find((number) => isEmergencyNumber(number));
  if (short !== undefined) throw new Error("An emergency short code is never rung.");
  const people = [...new Set(ring)].toSorted().slice(0, AT_ONCE);
  const response = new twilio.twiml.VoiceResponse();
  say(response, "lineAway");
  dial(response, people, callerId);
  say(response, "stayWithMe");
  if (people.length > 1) for (const one of people) dial(response, [one], callerId);
  response.redirect({ method: "POST" }, again);
  return response.toString();
}

type Response = InstanceType<typeof twilio.twiml.VoiceResponse>;

function say(response: Response, words: "lineAway" | "stayWithMe"): void {
  for (const spoken of languages) {
    const { voice, language } = voices[spoken];
    response.say({ voice, language }, ours[spoken][words]);
  }
}

function dial(response: Response, people: readonly string[], callerId: string): void {
  const rung = response.dial({ callerId, timeout: RING_SECONDS });
  for (const one of people) rung.number(one);
}

/** But for spaces between its parts, and whether it declares itself. */
export const sameDocument = (one: string, other: string): boolean => plain(one) === plain(other);

const plain = (document: string): string =>
  document
    .replace(/^\s*<\?xml[^>]*\?>/, "")
    .replaceAll(/\s+/g, " ")
    .replaceAll(/ ?([<>]) ?/g, "$1")
    .trim();

/** Everybody a document would ring. */
export function numbersIn(document: string): readonly string[] {
  const inside = [...document.matchAll(/<(?:Number|Dial)\b[^>]*>([^<]+)</g)];
  const numbers = inside.map(([, number = ""]) => number.trim()).filter((number) => number !== "");
  return [...new Set(numbers)];
}
