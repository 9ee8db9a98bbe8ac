import type { Language } from "../language.ts";
import type { Instant } from "../session/people.ts";

/** How long a text takes to say, in milliseconds. Dashes and colons standing alone are not words. */
export function spokenMs(text: string, msPerWord = 300): number {
  const words = text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  return words.length * msPerWord;
}

/** "472" as "4 7 2", which a voice reads one by one in either language. Anything but a digit is left out. */
export function digitByDigit(text: string): string {
  return text.replaceAll(/\D/g, "").split("").join(" ");
}

/** An E.164 number as it is dictated: ten digits in groups where the country code is 1, else all of them. */
export function spokenNumber(number: string): string {
  const local = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number);
  if (local === null) return digitByDigit(number);
  return local.slice(1).map(digitByDigit).join(", ");
}

const locales: Readonly<Record<Language, string>> = { en: "en-CA", fr: "fr-CA" };

/** An instant as it is said on the clock of a time zone: "2:05 PM", "14 h 05". */
export function spokenTime(at: Instant, timeZone: string, language: Language): string {
  const parts = new Intl.DateTimeFormat(locales[language], {
    timeZone,
    hour: "numeric",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(at);
  const read = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const hour = read("hour");
  const minute = String(read("minute")).padStart(2, "0");
  if (language === "fr") return minute === "00" ? `${hour} h` : `${hour} h ${minute}`;
  return `${hour % 12 === 0 ? 12 : hour % 12}:${minute} ${hour < 12 ? "AM" : "PM"}`;
}
