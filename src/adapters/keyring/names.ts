import { Temporal } from "temporal-polyfill";
import { keyClassNamed, keyClassOf } from "../../domain/retention.ts";
import type { Instant } from "../../domain/session/people.ts";

/** A key's name says its table, what it seals, and which master key first wrapped it: "data.2026-11-22.1f0c9a7e". */
export type KeyName = {
  readonly table: string;
  /** A day, a month, a hold's id, or "ever". */
  readonly period: string;
  readonly mark: string;
};

const NAME = /^(?<table>[a-z]+)\.(?<period>[\w-]+)\.(?<mark>[0-9a-f]{8})$/;

export function parseName(name: string): KeyName | null {
  const groups = NAME.exec(name)?.groups;
  if (groups === undefined) return null;
  const { table = "", period = "", mark = "" } = groups;
  return { table, period, mark };
}

export const nameOf = ({ table, period, mark }: KeyName): string => `${table}.${period}.${mark}`;

/** Which key seals this row at that moment, but for its mark. */
export function sealingKey(
  row: string,
  at: Instant,
  timeZone: string,
): { table: string; period: string } {
  const table = keyClassOf(row);
  return { table, period: periodAt(table, row, { at, timeZone }) };
}

type Moment = { readonly at: Instant; readonly timeZone: string };

function periodAt(table: string, row: string, { at, timeZone }: Moment): string {
  const day = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();
  switch (keyClassNamed(table)?.seals) {
    case "day":
      return day.toString();
    case "month":
      return day.toPlainYearMonth().toString();
    case "hold":
      return row.slice(row.indexOf(":") + 1);
    case "ever":
    case undefined:
      return "ever";
  }
}

/** When it is to be destroyed; null where that is not a matter of time alone, or the name is none of ours. */
export function destroyedAt(name: string, timeZone: string): Instant | null {
  const parsed = parseName(name);
  const keyClass = parsed === null ? null : keyClassNamed(parsed.table);
  if (parsed === null || keyClass === null || !("destroyedAfterDays" in keyClass)) return null;
  const after = dayAfter(parsed.period);
  if (after === null) return null;
  return after.add({ days: keyClass.destroyedAfterDays }).toZonedDateTime({ timeZone })
    .epochMilliseconds;
}

/** The first day that is no longer of this day or month. */
function dayAfter(period: string): Temporal.PlainDate | null {
  try {
    if (/^\d{4}-\d\d$/.test(period)) {
      return Temporal.PlainYearMonth.from(period).add({ months: 1 }).toPlainDate({ day: 1 });
    }
    return Temporal.PlainDate.from(period).add({ days: 1 });
  } catch {
    return null; // no day and no month: it is not ours
  }
}
