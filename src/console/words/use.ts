import { useIntl } from "react-intl";
import type { WordId } from "./en.ts";

type Values = Readonly<Record<string, string | number>>;

/** Says a word of the console in the language of the page. */
export function useWords(): (id: WordId, values?: Values) => string {
  const { formatMessage } = useIntl();
  return (id, values) => formatMessage({ id }, values);
}

/** Whether there is such a word: what the line says next year may have none yet. */
export function useKnown(): (id: string) => id is WordId {
  const { messages } = useIntl();
  return (id): id is WordId => id in messages;
}

/** A time of day, to the minute or the second. */
export function useTimes() {
  const { formatTime, formatDate } = useIntl();
  return {
    minute: (at: number) => formatTime(at, { hour: "numeric", minute: "2-digit" }),
    second: (at: number) =>
      formatTime(at, { hour: "numeric", minute: "2-digit", second: "2-digit" }),
    day: (at: number) => formatDate(at, { day: "numeric", month: "short", year: "numeric" }),
    weekday: (at: number) => formatDate(at, { weekday: "short", day: "numeric", month: "short" }),
  };
}
