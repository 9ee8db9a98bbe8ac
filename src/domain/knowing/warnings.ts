import { differing } from "../differing.ts";
import type { Language } from "../language.ts";
import type { Province } from "../provinces.ts";
import type { Instant } from "../session/people.ts";
import { SUBSTANCES, type Substance } from "../session/plan.ts";

const DAY_MS = 24 * 3_600_000;

/**
 * A warning that names no end is over after four weeks. What is sold changes from week to week, and a list that only grows is read by
 * nobody: whoever knows that it still holds brings it again, with a new day.
 */
export const WITHOUT_END_MS = 28 * DAY_MS;

export const WARNED_OF = SUBSTANCES.filter((one) => one !== "unknown");
type WarnedOf = (typeof WARNED_OF)[number];

/** In one language, or both. */
export type Said = Readonly<Record<Language, string | null>>;

/** What somebody found in what is sold somewhere: a drug alert, as people call it. */
export type Warning = {
  /** Its source's name for it: the same one brought again is the same warning. */
  readonly id: string;
  readonly substances: readonly WarnedOf[];
  /** What it is sold as, and looks like. */
  readonly soldAs: string | null;
  /** Null: everywhere. */
  readonly province: Province | null;
  readonly municipality: string | null;
  readonly found: Said;
  readonly advice: Said;
  readonly source: string;
  readonly sourceUrl: string | null;
  readonly from: Instant;
  /** As the source says; null: it names no end. */
  readonly until: Instant | null;
};

/** Somebody of ours ended one before its time. */
export type StandingWarning = Warning & {
  readonly importedBy: string;
  readonly importedAt: Instant;
  readonly ended: { readonly by: string; readonly at: Instant } | null;
};

type Lasting = {
  readonly from: Instant;
  readonly until: Instant | null;
  readonly ended: StandingWarning["ended"];
};

export const endOf = ({ from, until, ended }: Lasting): Instant =>
  Math.min(until ?? from + WITHOUT_END_MS, ended?.at ?? Infinity);

export const standsAt = (one: Lasting, now: Instant): boolean =>
  one.from <= now && now < endOf(one);

/** What a session says of itself: nothing of where somebody is but the province. */
export type Concerned = {
  readonly substances: readonly Substance[];
  readonly province: Province | null;
};

/**
 * Whether a warning matters to somebody: of what they take, or of anything while that is not known; in their province, or everywhere. Which
 * town they are in is sealed, so a town's own warning is for its whole province, and names the town.
 */
export function matters(one: Warning, { substances, province }: Concerned): boolean {
  const isHere = one.province === null || one.province === province;
  const known = substances.filter((substance) => substance !== "unknown");
  const isKnown = known.length > 0 && known.length === substances.length;
  return isHere && (!isKnown || known.some((substance) => one.substances.includes(substance)));
}

export type WarningChange = {
  readonly id: string;
  readonly change: "added" | "changed" | "same";
  readonly fields: readonly string[];
};

/** What a file would change. What is not in it stays: it is from other people. One that was ended and is brought again stands again. */
export function changesOf(
  known: readonly StandingWarning[],
  brought: readonly Warning[],
): readonly WarningChange[] {
  const before = new Map(known.map((one) => [one.id, one]));
  return brought.map((one) => changeOf(before.get(one.id), one));
}

function changeOf(before: StandingWarning | undefined, one: Warning): WarningChange {
  if (before === undefined) return { id: one.id, change: "added", fields: [] };
  const fields = differing(before, one);
  const all = before.ended === null ? fields : [...fields, "ended"];
  return { id: one.id, change: all.length === 0 ? "same" : "changed", fields: all };
}
