import type { z } from "zod";
import type { planRead, planWish } from "../../../http/contract-plan.ts";
import type { Province } from "../../../domain/provinces.ts";

export type PlanWish = z.output<typeof planWish>;
type Kept = NonNullable<z.infer<typeof planRead>["plan"]>;

/** The plan as it stands in the form: what a field holds, before it is a plan. */
export type Draft = {
  readonly callerName: string;
  readonly address: string;
  readonly unit: string;
  readonly floor: string;
  readonly room: string;
  readonly municipality: string;
  readonly province: Province | "none";
  readonly areaOnly: boolean;
  readonly wayIn: string;
  readonly callerNumber: string;
  readonly help: PlanWish["help"];
  readonly naloxone: PlanWish["naloxone"];
  readonly people: string;
  readonly othersThere: string;
  readonly trustedName: string;
  readonly trustedNumber: string;
  readonly trustedFirst: boolean;
  readonly mayText: boolean;
  readonly numberGiven: boolean;
};

const BLANK: Kept = {
  callerName: null,
  place: "none",
  address: null,
  unit: null,
  floor: null,
  room: null,
  vehicle: null,
  municipality: null,
  region: null,
  province: null,
  postalCode: null,
  coordinates: null,
  wayIn: null,
  othersThere: null,
  callerNumber: null,
  naloxone: "unknown",
  people: null,
  trusted: null,
  help: "ambulance",
  trustedFirst: false,
  mayText: false,
  numberGiven: false,
  spoken: false,
  mayFollowUp: false,
};

export function draftOf(kept: Kept | null): Draft {
  const plan = kept ?? BLANK;
  const { help, naloxone, trustedFirst, mayText, numberGiven } = plan;
  return {
    callerName: text(plan.callerName),
    address: text(plan.address),
    unit: text(plan.unit),
    floor: text(plan.floor),
    room: text(plan.room),
    municipality: text(plan.municipality),
    province: plan.province ?? "none",
    areaOnly: plan.place === "area",
    wayIn: text(plan.wayIn),
    callerNumber: text(plan.callerNumber),
    othersThere: text(plan.othersThere),
    people: text(plan.people),
    trustedName: text(plan.trusted?.name),
    trustedNumber: text(plan.trusted?.number),
    help,
    naloxone,
    trustedFirst,
    mayText,
    numberGiven,
  };
}

const text = (value: string | number | null | undefined): string => String(value ?? "");

/** What is sent. A number that is not whole yet is not sent; what the form does not show stays as it was. */
export function planOf(draft: Draft, kept: Kept | null): PlanWish {
  const { deskReference: _, ...before } = kept ?? BLANK;
  return {
    ...before,
    callerName: words(draft.callerName),
    address: words(draft.address),
    unit: words(draft.unit),
    floor: words(draft.floor),
    room: words(draft.room),
    municipality: words(draft.municipality),
    province: draft.province === "none" ? null : draft.province,
    place: placeOf(draft, before.spoken),
    wayIn: words(draft.wayIn),
    callerNumber: wholeNumber(draft.callerNumber),
    help: draft.help,
    naloxone: draft.naloxone,
    people: peopleIn(draft.people),
    othersThere: words(draft.othersThere),
    trusted: trustedIn(draft),
    trustedFirst: draft.trustedFirst && trustedIn(draft) !== null,
    mayText: draft.mayText,
    numberGiven: draft.numberGiven,
  };
}

/** Never a place without something to go by, nor a place known and not said. */
function placeOf({ address, municipality, areaOnly }: Draft, spoken: boolean): PlanWish["place"] {
  const named = words(address) !== null;
  if (spoken || named) return areaOnly ? "area" : "exact";
  return words(municipality) === null ? "none" : "area";
}

const words = (text: string): string | null => (text.trim() === "" ? null : text.trim());

function trustedIn({ trustedName, trustedNumber }: Draft): PlanWish["trusted"] {
  const name = words(trustedName);
  const number = wholeNumber(trustedNumber);
  return name === null || number === null ? null : { name, number };
}

function peopleIn(text: string): number | null {
  const people = Number(text);
  return Number.isInteger(people) && people >= 1 && people <= 99 ? people : null;
}

/** As people say it: `555 555 0131` and `1 555 555 0131` are North American. Null: not whole. */
export function wholeNumber(text: string): string | null {
  const typed = text.replaceAll(/[\s().-]/g, "");
  if (/^\+[1-9]\d{6,14}$/.test(typed)) return typed;
  if (/^[2-9]\d{9}$/.test(typed)) return `+1${typed}`;
  return /^1[2-9]\d{9}$/.test(typed) ? `+${typed}` : null;
}
