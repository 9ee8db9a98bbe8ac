import type { Language } from "./language.ts";
import type { Province } from "./provinces.ts";

/**
 * Where somebody is, so that a stranger can find them. The names in brackets are NENA's civic fields (PIDF-LO, RFC 4119 and
 * 5139), for the day a desk takes places as data. Free text may be in any script.
 */
export type PlaceDetails = {
  /** A civic address, or what a stranger would look for: a shelter, a park, a crossing, a car (HNO, RD, LMK). */
  readonly address: string | null;
  /** (UNIT) */
  readonly unit: string | null;
  /** (FLR) */
  readonly floor: string | null;
  /** (ROOM) */
  readonly room: string | null;
  /** Its colour, make, plate, where it is parked. */
  readonly vehicle: string | null;
  /** How to get in: which door, a code, who opens. */
  readonly wayIn: string | null;
  /** (A3) */
  readonly municipality: string | null;
  /** A part of a province that goes by a name of its own, such as Nunavik (A2). */
  readonly region: string | null;
  /** Two letters, as Canada Post writes them (A1). */
  readonly province: Province | null;
  /** (PC) */
  readonly postalCode: string | null;
  /** Degrees, WGS 84. */
  readonly coordinates: { readonly latitude: number; readonly longitude: number } | null;
};

export const nowhere: PlaceDetails = {
  address: null,
  unit: null,
  floor: null,
  room: null,
  vehicle: null,
  wayIn: null,
  municipality: null,
  region: null,
  province: null,
  postalCode: null,
  coordinates: null,
};

const names = {
  en: { unit: "unit", floor: "floor", room: "room" },
  fr: { unit: "appartement", floor: "étage", room: "chambre" },
} as const;

/** The place as one would tell a stranger, without the town: "12 Elm Street, unit 4, floor 2, room 7". Null: no place is known. */
export function placeInWords(place: PlaceDetails, language: Language): string | null {
  const { address, unit, floor, room, vehicle } = place;
  const name = names[language];
  const parts = [
    address,
    labelled(name.unit, unit),
    labelled(name.floor, floor),
    labelled(name.room, room),
    vehicle,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(", ");
}

/** "unit 4", but "apt 4" stays as somebody wrote it. */
function labelled(name: string, value: string | null): string | null {
  if (value === null) return null;
  return /\p{L}{2,}/u.test(value) ? value : `${name} ${value}`;
}

/** What a stranger would still have to ask, most needed first. */
export type PlacePart = "address" | "municipality" | "province" | "wayIn";

const NEEDED: readonly PlacePart[] = ["address", "municipality", "province", "wayIn"];

/** The place alone, out of whatever holds it. */
export function placeOf(holder: PlaceDetails): PlaceDetails {
  const { address, unit, floor, room, vehicle, wayIn } = holder;
  const { municipality, region, province, postalCode, coordinates } = holder;
  const inside = { unit, floor, room, vehicle, wayIn };
  return { address, ...inside, municipality, region, province, postalCode, coordinates };
}

/** What is not known yet; coordinates stand for an address. Nothing missing is ever in the way of the watch. */
export function missingFrom(place: PlaceDetails): readonly PlacePart[] {
  return NEEDED.filter(
    (part) => place[part] === null && !(part === "address" && isFoundOtherwise(place)),
  );
}

/** Whether somebody looking for the one would come to the other. */
export const isSamePlace = (one: PlaceDetails, other: PlaceDetails): boolean =>
  PLACE_PARTS.every((part) => JSON.stringify(one[part]) === JSON.stringify(other[part]));

const PLACE_PARTS = Object.keys(nowhere).filter((key): key is keyof PlaceDetails => key in nowhere);

const isFoundOtherwise = ({ vehicle, coordinates }: PlaceDetails): boolean =>
  vehicle !== null || coordinates !== null;
