import type { Lead } from "../../../domain/reviews/quality.ts";
import { useFormats, useKnown, useWords } from "../../words/use.ts";

/** 2026-03 by its name. */
export function useMonth(): (month: string) => string {
  const { date } = useFormats();
  return (month) =>
    date(Date.parse(`${month}-15T12:00:00Z`), {
      month: "long",
      year: "numeric",
      timeZone: "UTC",
    });
}

/** The months around it; null: there is none, or it is not over. */
export function around(month: string, { first, last }: Ends): Around {
  return { before: other(month, -1, { first, last }), after: other(month, 1, { first, last }) };
}

type Ends = { readonly first: string | null; readonly last: string | null };
type Around = { readonly before: string | null; readonly after: string | null };

function other(month: string, by: 1 | -1, { first, last }: Ends): string | null {
  const [year = 0, ofYear = 0] = month.split("-").map(Number);
  const next = new Date(Date.UTC(year, ofYear - 1 + by, 1)).toISOString().slice(0, 7);
  return first !== null && last !== null && next >= first && next <= last ? next : null;
}

/** What one number of a part is called; a word of a later release is shown as it is. */
export function useCategory(): (of: Lead | "pauses", is: string) => string {
  const say = useWords();
  const isWord = useKnown();
  return (of, is) => {
    const id = of === "causes" ? `cause.${is}` : `quality.${of}.${is}`;
    return isWord(id) ? say(id) : is;
  };
}
