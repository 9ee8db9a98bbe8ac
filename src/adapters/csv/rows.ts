import { CsvError, parse } from "csv-parse/sync";
import { z } from "zod";

/** What is wrong in a file, and where. */
export type RowProblem = {
  /** The line of the file, counted from 1; the header is 1. */
  readonly line: number;
  readonly field: string;
  readonly what: string;
};

export type Read<R> = { readonly line: number; readonly row: R };

export type Rows<R> = {
  readonly good: readonly Read<R>[];
  readonly problems: readonly RowProblem[];
};

/** The rows of a CSV file by the names of its header: those that are right, and every fault of the others. `id` names a row once. */
export function readRows<S extends z.ZodObject<{ id: z.ZodType<string> }>>(
  text: string,
  row: S,
): Rows<z.output<S>> {
  const table = records(text);
  if ("problem" in table) return { good: [], problems: [table.problem] };
  const missing = Object.keys(row.shape).filter((column) => !table.header.includes(column));
  if (missing.length > 0) return { good: [], problems: missing.map(isMissing) };
  const good: Read<z.output<S>>[] = [];
  const problems: RowProblem[] = [];
  for (const { line, record } of table.rows) {
    const result = row.safeParse(record);
    if (result.success) good.push({ line, row: result.data });
    else problems.push(...result.error.issues.map((issue) => faultIn(line, issue)));
  }
  return { good, problems: [...problems, ...twice(good)] };
}

const isMissing = (field: string): RowProblem => ({
  line: 1,
  field,
  what: "this column is missing",
});

const faultIn = (line: number, { path, message }: z.core.$ZodIssue): RowProblem => ({
  line,
  field: String(path[0] ?? ""),
  what: message,
});

function twice(rows: readonly Read<{ readonly id: string }>[]): readonly RowProblem[] {
  const first = new Map<string, number>();
  return rows.flatMap(({ line, row: { id } }) => {
    const earlier = first.get(id);
    if (earlier !== undefined)
      return [{ line, field: "id", what: `line ${earlier} has this id already` }];
    first.set(id, line);
    return [];
  });
}

type Records =
  | { readonly problem: RowProblem }
  | {
      readonly header: readonly string[];
      readonly rows: readonly { line: number; record: Record<string, string> }[];
    };

function records(text: string): Records {
  let header: readonly string[] = [];
  try {
    const rows = parsed.parse(
      parse(text, {
        bom: true,
        trim: true,
        skip_empty_lines: true,
        info: true,
        columns: (names: string[]) => {
          header = names;
          return names;
        },
      }),
    );
    return { header, rows: rows.map(({ record, info }) => ({ line: info.lines, record })) };
  } catch (err) {
    if (!(err instanceof CsvError)) throw err;
    const { lines } = err;
    const line = typeof lines === "number" ? lines : 1;
    return { problem: { line, field: "", what: err.message } };
  }
}

const parsed = z.array(
  z.object({
    record: z.record(z.string(), z.string()),
    info: z.object({ lines: z.number() }),
  }),
);

/** The columns that both files have. */
export const orNull = z.string().transform((text) => (text === "" ? null : text));

const DAY = /^\d{4}-\d{2}-\d{2}$/;
export const isDay = (text: string): boolean => DAY.test(text) && !Number.isNaN(Date.parse(text));
