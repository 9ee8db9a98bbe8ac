import { stringify } from "csv-stringify/sync";
import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import { z } from "zod";

import type { DeskWithNumber } from "../../domain/desks/changes.ts";
import { DESK_KINDS, RECORDINGS, WHO_COMES } from "../../domain/desks/desk.ts";
import { plainPostalCode } from "../../domain/desks/directory.ts";
import { readHours } from "../../domain/desks/hours.ts";
import { isEmergencyNumber } from "../../domain/emergency-numbers.ts";
import { languages } from "../../domain/language.ts";
import { PROVINCES } from "../../domain/provinces.ts";
import { isTimeZone } from "../../domain/time-zones.ts";
import { isDay, orNull, readRows, type Read, type RowProblem } from "./rows.ts";

/** A desk, and the line of the file that says so. */
export type DeskRow = { readonly line: number; readonly desk: DeskWithNumber };

export type DeskFile = {
  readonly desks: readonly DeskRow[];
  readonly problems: readonly RowProblem[];
};

/** In North America with its area code. */
const WHOLE = /^\+(1\d{10}|[2-9]\d{6,14})$/;

/** A file is exported too, and opened in a spreadsheet: nothing in it is to be worked out there. */
const plain = z
  .string()
  .regex(/^(?![=@]|[+-](?!\d))/, "begins like a formula: begin with a letter or a digit");

const list = plain.transform((text) =>
  text
    .split(";")
    .map((one) => one.trim())
    .filter((one) => one !== ""),
);
const day = z
  .string()
  .refine((text) => text === "" || isDay(text), { message: "a day like 2026-11-22, or nothing" })
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
  name: plain.min(1, "a name").max(120),
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
  recording_agreed_by: plain.pipe(orNull),
  recording_agreed_on: day,
  last_verified: day,
  rehearsal: z.enum(["yes", "no"]).transform((word) => word === "yes"),
});

const COLUMNS = Object.keys(row.shape);

/** Reads a directory of desks. Every bad row is named with its line and field; a file with any is for nobody to take over. */
export function readDeskCsv(text: string): DeskFile {
  const { good, problems } = readRows(text, row);
  return {
    desks: good.map((one) => ({ line: one.line, desk: deskOf(one.row) })),
    problems: [...problems, ...good.flatMap(agreement)],
  };
}

/** The same file back: what is exported can be changed and imported again. */
export function writeDeskCsv(desks: readonly DeskWithNumber[]): string {
  return stringify(desks.map(columnsOf), { header: true, columns: COLUMNS });
}

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
function agreement({ line, row: read }: Read<Row>): readonly RowProblem[] {
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
