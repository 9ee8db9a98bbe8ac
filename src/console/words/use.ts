import { useStore } from "../time/use.ts";
import type { WordId } from "./en.ts";
import { fill, type Values } from "./fill.ts";
import { dateIn, numberIn } from "./formats.ts";
import { askForWhole, words } from "./load.ts";

const NONE: Values = {};

/** Says a word of the console in the language of the page. One that has not come yet is asked for, and says nothing until it is there. */
export function useWords(): (id: WordId, values?: Values) => string {
  const spoken = useStore(words);
  return (id, values = NONE) => {
    const text = spoken?.said[id];
    if (spoken !== null && text !== undefined) return fill(text, values, spoken.language);
    askForWhole();
    return "";
  };
}

/** Whether there is such a word: what the line says next year may have none yet. It may also not have come yet. */
export function useKnown(): (id: string) => id is WordId {
  const said = useStore(words)?.said ?? {};
  return (id): id is WordId => {
    const isKnown = id in said;
    if (!isKnown) askForWhole();
    return isKnown;
  };
}

const useLanguage = () => useStore(words)?.language ?? "en";

/** A day or a time of day, by this device's clock or that of a time zone. */
export function useTimes(timeZone?: string) {
  const language = useLanguage();
  const zone = timeZone === undefined ? {} : { timeZone };
  const at = (options: Intl.DateTimeFormatOptions) => (instant: number) =>
    dateIn(language, instant, { ...options, ...zone });
  return {
    minute: at({ hour: "numeric", minute: "2-digit" }),
    second: at({ hour: "numeric", minute: "2-digit", second: "2-digit" }),
    day: at({ day: "numeric", month: "short", year: "numeric" }),
    weekday: at({ weekday: "short", day: "numeric", month: "short" }),
  };
}

/** For what needs a format of its own. */
export function useFormats() {
  const language = useLanguage();
  return {
    date: (at: number, options: Intl.DateTimeFormatOptions) => dateIn(language, at, options),
    number: (value: number, options: Intl.NumberFormatOptions) =>
      numberIn(language, value, options),
  };
}
