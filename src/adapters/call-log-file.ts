import { stringify } from "csv-stringify/sync";
import type { LogEntry } from "../domain/call-log/filter.ts";

const COLUMNS = [
  "id",
  "began",
  "ended",
  "minutes",
  "language",
  "province",
  "reached",
  "outcome",
  "rehearsal",
] as const;
type Line = Readonly<Record<(typeof COLUMNS)[number], string>>;

type Pages = AsyncIterable<readonly LogEntry[]>;

/** The log as a file, a page of it at a time. Neither callers nor people of ours are in it. */
export const logFile: Readonly<Record<"csv" | "json", (pages: Pages) => AsyncGenerator<string>>> = {
  async *csv(pages) {
    yield `${COLUMNS.join(",")}\n`;
    for await (const page of pages) yield stringify(page.map(lineOf), { columns: [...COLUMNS] });
  },

  async *json(pages) {
    yield "[";
    let between = "\n";
    for await (const page of pages) {
      for (const entry of page) {
        yield between + JSON.stringify(lineOf(entry));
        between = ",\n";
      }
    }
    yield "\n]\n";
  },
};

/** To the minute. */
function lineOf(entry: LogEntry): Line {
  const { id, openedAt, closedAt, language, province, reached, outcome, rehearsal } = entry;
  return {
    id,
    began: minuteOf(openedAt),
    ended: closedAt === null ? "" : minuteOf(closedAt),
    minutes: closedAt === null ? "" : String(Math.round((closedAt - openedAt) / 60_000)),
    language,
    province: province === "none" ? "" : province,
    reached,
    outcome: outcome === "open" ? "" : outcome,
    rehearsal: rehearsal ? "yes" : "no",
  };
}

const minuteOf = (at: number): string => `${new Date(at).toISOString().slice(0, 16)}Z`;
