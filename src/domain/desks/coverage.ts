import { PROVINCES, type Province } from "../provinces.ts";
import type { Instant } from "../session/people.ts";
import type { DeskEntry, Territory } from "./desk.ts";
import { plainName } from "./directory.ts";

const VERIFIED_FOR_MS = 180 * 24 * 3_600_000;

/** What a supervisor should know of one province before somebody calls from there. */
export type ProvinceCoverage = {
  readonly province: Province;
  readonly desks: number;
  /** `all`: no desk at all. `rest`: only named places are covered. `nights`: none that is always open covers the whole of it. */
  readonly hole: "all" | "rest" | "nights" | null;
  /** Two desks that claim the same place with the same order: nobody decided which is first. */
  readonly overlaps: readonly (readonly [string, string])[];
  /** Not verified in the last 180 days. */
  readonly stale: readonly string[];
};

/** Every province and territory, those without any desk included. */
export function coverage(entries: readonly DeskEntry[], at: Instant): readonly ProvinceCoverage[] {
  return PROVINCES.map((province) => {
    const here = entries.filter(({ territory }) => territory.province === province);
    return {
      province,
      desks: here.length,
      hole: holeOf(here),
      overlaps: overlapsOf(here),
      stale: here.filter((desk) => isStale(desk, at)).map(({ id }) => id),
    };
  });
}

function holeOf(here: readonly DeskEntry[]): ProvinceCoverage["hole"] {
  if (here.length === 0) return "all";
  const whole = here.filter(({ territory }) => isWhole(territory));
  if (whole.length === 0) return "rest";
  return whole.some(({ hours }) => hours === null) ? null : "nights";
}

const isWhole = ({ regions, municipalities, postalPrefixes }: Territory): boolean =>
  regions.length + municipalities.length + postalPrefixes.length === 0;

const isStale = ({ verifiedAt }: DeskEntry, at: Instant): boolean =>
  verifiedAt === null || at - verifiedAt > VERIFIED_FOR_MS;

function overlapsOf(here: readonly DeskEntry[]): readonly (readonly [string, string])[] {
  return here.flatMap((one, index) =>
    here
      .slice(index + 1)
      .filter((other) => one.order === other.order && isSameGround(one.territory, other.territory))
      .map((other) => [one.id, other.id] as const),
  );
}

/** As wide as each other, and a place could lie in both; a narrower territory goes before a wider one by rule. */
function isSameGround(a: Territory, b: Territory): boolean {
  return (
    share(a.regions, b.regions, plainName) &&
    share(a.municipalities, b.municipalities, plainName) &&
    share(a.postalPrefixes, b.postalPrefixes, (prefix) => prefix)
  );
}

function share(
  ours: readonly string[],
  theirs: readonly string[],
  plain: (name: string) => string,
): boolean {
  if (ours.length === 0 || theirs.length === 0) return ours.length === theirs.length;
  const known = new Set(ours.map(plain));
  return theirs.some((name) => known.has(plain(name)));
}
