import { CsvError, parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import { z } from "zod";

import type { DeskWithNumber } from "../domain/desks/changes.ts";
import { DESK_KINDS, RECORDINGS, WHO_COMES } from "../domain/desks/desk.ts";
import { plainPostalCode } from "../domain/desks/directory.ts";
import { readHours } from "../domain/desks/hours.ts";
import { isEmergencyNumber } from "../domain/emergency-numbers.ts";
import { languages } from "../domain/language.ts";
import { PROVINCES } from "../domain/provinces.ts";
import { isTimeZone } from "../domain/time-zones.ts";

export type DeskProblem = {
  /** The line of the file, counted from 1; the header is 1. */
  readonly line: number;
  readonly field: string;
  readonly what: string;
};

/** A desk, and the line of the file that says so. */
export type DeskRow = { readonly line: number; readonly desk: DeskWithNumber };

export type DeskFile = {
  readonly desks: readonly DeskRow[];
  readonly problems: readonly DeskProblem[];
};

/** In North America with its area code. */
const WHOLE = /^\+(1\d{10}|[2-9]\d{6,14})$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const list = z.string().transform((text) =>
  text
    .split(";")
    .map((one) => one.trim())
    .filter((one) => one !== ""),
);
const orNull = z.string().transform((text) => (text === "" ? null : text));
const day = z
  .string()
  .refine((text) => text === "" || (DAY.test(text) && !Number.isNaN(Date.parse(text))), {
    message: "a day like 2026-11-22, or nothing",
  })
  .transform((text) => (text === "" ? null : Date.parse(text)));

const number = z.string().transform((text, context) => {
  const parsed = parsePhoneNumberFromString(text, "CA");
  const whole = parsed !== undefined && WHOLE.test(parsed.number);
  if (whole && !isEmergencyNumber(parsed.number)) return parsed.number;
  const message = "a whole telephone number, with its area code; never 911 or another short number";
  context.addIssue({ code: "custom", message });
  return z.NEVER;
});

const timeZone = z.string().refine(isTimeZone, { message: "a time zone like America/Toronto" });

const row = z.object({
  id: z.string().regex(/^[a-z0-9_-]{1,60}$/, "small letters, digits, _ and -, at most 60"),
  name: z.string().min(1, "a name").max(120),
  kind: z.enum(DESK_KINDS),
  province: z.enum(PROVINCES),
  regions: list,
  municipalities: list,
  postal_prefixes: list.transform((prefixes) => prefixes.map(plainPostalCode)),
  order: z
    .string()
    .regex(/^[1-9]\d{0,2}$/, "a whole number from 1; 1 is rung first")
    .transform(Number),
  number,
  languages: list.pipe(z.array(z.enum(languages)).min(1, "at least one of en, fr")),
  who_comes: z.enum(WHO_COMES),
  hours: orNull.refine((hours) => hours === null || readHours(hours) !== null, {
    message: 'like "Mon-Fri 08:00-16:00; Sat 09:00-12:00", or nothing for day and night',
  }),
  time_zone: timeZone,
  recording: z.enum(RECORDINGS),
  recording_agreed_by: orNull,
  recording_agreed_on: day,
  last_verified: day,
  rehearsal: z.enum(["yes", "no"]).transform((word) => word === "yes"),
});

const COLUMNS = Object.keys(row.shape);

/** Reads a directory of desks. Every bad row is named with its line and field; a file with any is for nobody to take over. */
export function readDeskCsv(text: string): DeskFile {
  const table = records(text);
  if ("problem" in table) return { desks: [], problems: [table.problem] };
  const missing = COLUMNS.filter((column) => !table.header.includes(column));
  if (missing.length > 0) {
    return {
      desks: [],
      problems: missing.map((field) => ({ line: 1, field, what: "this column is missing" })),
    };
  }
  const read = table.rows.map(({ line, record }) => ({ line, result: row.safeParse(record) }));
  const problems = read.flatMap(({ line, result }) =>
    result.success
      ? agreement(result.data, line)
      : result.error.issues.map((issue) => ({
          line,
          field: String(issue.path[0] ?? ""),
          what: issue.message,
        })),
  );
  const good = read.flatMap(({ line, result }) =>
    result.success ? [{ line, desk: deskOf(result.data) }] : [],
  );
  return { desks: good, problems: [...problems, ...twice(good)] };
}

/** The same file back: what is exported can be changed and imported again. */
export function writeDeskCsv(desks: readonly DeskWithNumber[]): string {
  return stringify(desks.map(columnsOf), { header: true, columns: COLUMNS });
}

type Records =
  | { readonly problem: DeskProblem }
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

type Row = z.output<typeof row>;

function deskOf(read: Row): DeskWithNumber {
  return {
    id: read.id,
    name: read.name,
    kind: read.kind,
    territory: {
      province: read.province,
      regions: read.regions,
      municipalities: read.municipalities,
      postalPrefixes: read.postal_prefixes,
    },
    order: read.order,
    number: read.number,
    languages: read.languages,
    whoComes: read.who_comes,
    hours: read.hours,
    timeZone: read.time_zone,
    recording: read.recording,
    recordingAgreedBy: read.recording_agreed_by,
    recordingAgreedAt: read.recording_agreed_on,
    verifiedAt: read.last_verified,
    rehearsal: read.rehearsal,
  };
}

function columnsOf(desk: DeskWithNumber): Record<string, string> {
  const { territory } = desk;
  return {
    id: desk.id,
    name: desk.name,
    kind: desk.kind,
    province: territory.province,
    regions: territory.regions.join("; "),
    municipalities: territory.municipalities.join("; "),
    postal_prefixes: territory.postalPrefixes.join("; "),
    order: String(desk.order),
    number: desk.number,
    languages: desk.languages.join("; "),
    who_comes: desk.whoComes,
    hours: desk.hours ?? "",
    time_zone: desk.timeZone,
    recording: desk.recording,
    recording_agreed_by: desk.recordingAgreedBy ?? "",
    recording_agreed_on: dayOf(desk.recordingAgreedAt),
    last_verified: dayOf(desk.verifiedAt),
    rehearsal: desk.rehearsal ? "yes" : "no",
  };
}

const dayOf = (at: number | null): string =>
  at === null ? "" : new Date(at).toISOString().slice(0, 10);

/** An agreement that nobody gave is none (LAW: automatic diallers to emergency lines). */
function agreement(read: Row, line: number): readonly DeskProblem[] {
  const { recording, recording_agreed_by: by, recording_agreed_on: on } = read;
  if (recording !== "agreed") return [];
  return [
    ...(by === null
      ? [{ line, field: "recording_agreed_by", what: "who agreed to hear a recording" }]
      : []),
    ...(on === null
      ? [{ line, field: "recording_agreed_on", what: "the day they agreed to it" }]
      : []),
  ];
}

function twice(rows: DeskFile["desks"]): readonly DeskProblem[] {
  const first = new Map<string, number>();
  return rows.flatMap(({ line, desk: { id } }) => {
    const earlier = first.get(id);
    if (earlier === undefined) {
      first.set(id, line);
      return [];
    }
    return [{ line, field: "id", what: `line ${earlier} has this id already` }];
  });
}
