import { Temporal } from "temporal-polyfill";
import type { Opening } from "../../domain/services/listing.ts";
import type { Instant } from "../../domain/session/people.ts";
import { isTimeZone } from "../../domain/time-zones.ts";
import type { Path } from "./lines.ts";
import type { OpeningRead } from "./shape.ts";

export type Fault = { readonly path: Path; readonly what: string };

/** A time zone by name, and by how far its clocks are from UTC in summer and in winter. */
export type Zone = { readonly name: string; readonly offsets: readonly string[] };

/** Where nobody knows which zone it is: what can be told of hours without one is told all the same. */
const isIn = (zone: Zone | null, offset: string): boolean =>
  zone === null || zone.offsets.includes(offset);

const HALF_A_YEAR_MS = 182 * 24 * 3_600_000;

/** Null: nobody knows one of that name. */
export type Zones = (name: string | null) => Zone | null;

/** As they are this year. Each is looked up once: that is slow, and a file is thousands of services in a few zones. */
export function zonesAt(at: Instant): Zones {
  const known = new Map<string, Zone | null>();
  return (name) => {
    if (name === null) return null;
    const zone = known.get(name);
    if (zone !== undefined) return zone;
    const found = isTimeZone(name) ? zoneOf(name, at) : null;
    known.set(name, found);
    return found;
  };
}

const zoneOf = (name: string, at: Instant): Zone => ({
  name,
  offsets: [at, at + HALF_A_YEAR_MS].map(
    (one) => Temporal.Instant.fromEpochMilliseconds(one).toZonedDateTimeISO(name).offset,
  ),
});

export function openingOf(read: OpeningRead): Opening {
  return {
    id: read.id,
    freq: read.freq,
    interval: read.interval ?? 1,
    count: read.count,
    wkst: read.wkst,
    byday: read.byday,
    bymonthday: read.bymonthday,
    byweekno: read.byweekno,
    byyearday: read.byyearday,
    dtstart: read.dtstart,
    until: read.until,
    validFrom: read.valid_from,
    validTo: read.valid_to,
    opens: minutesOf(read.opens_at),
    closes: minutesOf(read.closes_at),
    description: read.description,
  };
}

/** The same, as HSDS writes it: clock times, with the zone told by a term of ours, as an offset alone knows nothing of summer. */
export function writtenOpening(opening: Opening) {
  return {
    id: opening.id,
    freq: opening.freq,
    interval: opening.interval,
    count: opening.count,
    wkst: opening.wkst,
    byday: opening.byday,
    bymonthday: opening.bymonthday,
    byweekno: opening.byweekno,
    byyearday: opening.byyearday,
    dtstart: opening.dtstart,
    until: opening.until,
    valid_from: opening.validFrom,
    valid_to: opening.validTo,
    opens_at: clockOf(opening.opens),
    closes_at: clockOf(opening.closes),
    description: opening.description,
  };
}

/** What the fields say together that cannot be. */
export function openingFaults(read: OpeningRead, zone: Zone | null, path: Path): readonly Fault[] {
  const at = (field: keyof OpeningRead, what: string | null): readonly Fault[] =>
    what === null ? [] : [{ path: [...path, field], what }];
  const { opens_at: opens, closes_at: closes } = read;
  const times = [
    ...at("opens_at", timeFault(opens, closes, zone)),
    ...at("closes_at", timeFault(closes, opens, zone)),
  ];
  return [
    ...times,
    ...at("timezone", offsetFault(read.timezone, zone)),
    ...(opens === null ? [] : repeatFaults(read).flatMap(([field, what]) => at(field, what))),
  ];
}

const CLOCK = /^(\d{2}):(\d{2})[^Z+-]*(.*)$/;
const DAY_MINUTES = 24 * 60;

function minutesOf(time: string | null): number | null {
  const [, hours, minutes] = CLOCK.exec(time ?? "") ?? [];
  return hours === undefined ? null : (Number(hours) * 60 + Number(minutes)) % DAY_MINUTES;
}

function clockOf(minutes: number | null): string | null {
  if (minutes === null) return null;
  const two = (part: number) => String(part).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:00`;
}

function timeFault(time: string | null, other: string | null, zone: Zone | null): string | null {
  if (time === null) return other === null ? null : "is missing, and the other time is there";
  const [, hours = "", minutes = "", offset = ""] = CLOCK.exec(time) ?? [];
  if (Number(hours) * 60 + Number(minutes) > DAY_MINUTES) return "is later than 24:00";
  const plain = offset === "Z" ? "+00:00" : offset;
  if (plain === "" || isIn(zone, plain)) return null;
  return `is not by the clocks of ${zone?.name}: write the time people see there`;
}

function offsetFault(hours: number | null, zone: Zone | null): string | null {
  if (hours === null || zone === null) return null;
  const known = zone.offsets.map((offset) => {
    const [, sign, whole, minutes] = /^([+-])(\d{2}):(\d{2})$/.exec(offset) ?? [];
    return (sign === "-" ? -1 : 1) * (Number(whole) + Number(minutes) / 60);
  });
  return known.includes(hours) ? null : `is no offset of ${zone.name}`;
}

type FieldFault = readonly [keyof OpeningRead, string];

function repeatFaults(read: OpeningRead): readonly FieldFault[] {
  return read.freq === null ? onceFaults(read) : againFaults(read);
}

function onceFaults({ byday, bymonthday, dtstart }: OpeningRead): readonly FieldFault[] {
  if (byday !== null || bymonthday !== null) return [["freq", "WEEKLY or MONTHLY is missing"]];
  return dtstart === null ? [["freq", "is missing, and so is dtstart for one day alone"]] : [];
}

function againFaults(read: OpeningRead): readonly FieldFault[] {
  const { freq, byday, bymonthday, dtstart, interval, count } = read;
  const isNumbered = freq === "WEEKLY" && byday !== null && /\d/.test(byday);
  if (isNumbered) return [["byday", "numbers go with MONTHLY alone"]];
  if (dtstart !== null) return [];
  const isNamed = byday !== null || (freq === "MONTHLY" && bymonthday !== null);
  if (!isNamed) return [["byday", "is missing, and there is no dtstart to go by"]];
  const isCounted = count !== null || (interval !== null && interval > 1);
  return isCounted ? [["dtstart", "is missing: interval and count are counted from it"]] : [];
}
