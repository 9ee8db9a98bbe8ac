import type { Instant } from "../session/people.ts";
import type { DeskEntry, Territory, Where } from "./desk.ts";
import { openAt } from "./hours.ts";

/** Whether a desk answers for a place: everything its territory names must fit. */
export function covers(territory: Territory, where: Where): boolean {
  return (
    territory.province === where.province &&
    named(territory.regions, where.region) &&
    named(territory.municipalities, where.municipality) &&
    within(territory.postalPrefixes, where.postalCode)
  );
}

/**
 * The desks for a place in the order they are rung: those that answer at this hour first, each as its order says, the
 * narrower territory before the wider. One that is closed by its hours is still rung, last.
 */
export function desksFor(
  entries: readonly DeskEntry[],
  where: Where,
  at: Instant,
): readonly DeskEntry[] {
  const closed = ({ hours, timeZone }: DeskEntry) => (openAt(hours, timeZone, at) ? 0 : 1);
  return entries
    .filter(({ territory }) => covers(territory, where))
    .toSorted(
      (a, b) =>
        closed(a) - closed(b) ||
        a.order - b.order ||
        narrowness(b.territory) - narrowness(a.territory) ||
        (a.id < b.id ? -1 : 1),
    );
}

/** Two ways to write the same name are one: case, accents, hyphens and "St." make no other town. */
export function plainName(name: string): string {
  return name
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .replaceAll(/\b(sainte|ste)\b/g, "ste")
    .replaceAll(/\b(saint|st)\b/g, "st")
    .trim();
}

export const plainPostalCode = (code: string): string => code.replaceAll(/\s/g, "").toUpperCase();

function named(names: readonly string[], name: string | null): boolean {
  if (names.length === 0) return true;
  return name !== null && names.some((one) => plainName(one) === plainName(name));
}

function within(prefixes: readonly string[], code: string | null): boolean {
  if (prefixes.length === 0) return true;
  return code !== null && prefixes.some((prefix) => plainPostalCode(code).startsWith(prefix));
}

function narrowness({ regions, municipalities, postalPrefixes }: Territory): number {
  if (postalPrefixes.length > 0) return 3;
  if (municipalities.length > 0) return 2;
  return regions.length > 0 ? 1 : 0;
}
