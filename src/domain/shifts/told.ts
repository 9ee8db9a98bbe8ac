import type { Instant } from "../session/people.ts";
import { hourAt, type Gap } from "./coverage.ts";
import type { Window } from "./shift.ts";

const HOUR_MS = 60 * 60_000;
/** Gaps are told of as soon as they are seen, two weeks ahead at most, and once more the day before. */
export const AHEAD_MS = 14 * 24 * HOUR_MS;
export const SOON_MS = 24 * HOUR_MS;

export type Notice = "ahead" | "soon";

/** What supervisors were told of before. */
export type Told = Window & { readonly notice: Notice; readonly language: Gap["language"] };

/** What they are to be told now, and what counts as told from now on. */
export type Telling = { readonly gaps: readonly Gap[]; readonly told: readonly Told[] };

/**
 * Each gap once for each notice. One that only grew because another hour came into sight is the same gap. What is two weeks
 * away waits for the day: nobody is woken for it.
 */
export function telling(
  gaps: readonly Gap[],
  told: readonly Told[],
  { now, timeZone }: { readonly now: Instant; readonly timeZone: string },
): Telling {
  const soon = within(gaps, now, now + SOON_MS);
  const later = isDay(now, timeZone) ? within(gaps, now + SOON_MS, now + AHEAD_MS) : [];
  const toldSoon = told.filter(({ notice }) => notice === "soon");
  const first = untold(soon, toldSoon, now + SOON_MS);
  const second = untold(later, told, now + AHEAD_MS);
  return {
    gaps: [...first.fresh, ...second.fresh],
    told: [
      ...first.seen.map((gap) => noted(gap, "soon")),
      ...second.seen.map((gap) => noted(gap, "ahead")),
    ],
  };
}

const noted = ({ language, from, to }: Gap, notice: Notice): Told => ({
  notice,
  language,
  from,
  to,
});

const isDay = (at: Instant, timeZone: string): boolean => {
  const hour = hourAt(at, timeZone);
  return hour >= 8 && hour < 20;
};

const within = (gaps: readonly Gap[], from: Instant, to: Instant): readonly Gap[] =>
  gaps
    .map((gap) => ({ ...gap, from: Math.max(gap.from, from), to: Math.min(gap.to, to) }))
    .filter((gap) => gap.to > gap.from);

/** `seen`: not noted yet. `fresh`: of those, what is more than the growth of something told. */
function untold(gaps: readonly Gap[], told: readonly Told[], horizon: Instant) {
  const seen = gaps.flatMap((gap) => rest(gap, told));
  const fresh = seen.filter((gap) => !(gap.to === horizon && continues(gap, told)));
  return { seen, fresh };
}

const continues = (gap: Gap, told: readonly Told[]): boolean =>
  told.some(({ language, to }) => language === gap.language && to === gap.from);

/** What of a gap was not told. */
function rest(gap: Gap, told: readonly Told[]): readonly Gap[] {
  return told
    .filter(({ language }) => language === gap.language)
    .reduce<readonly Gap[]>(
      (left, one) =>
        left.flatMap((part) => [
          ...within([part], part.from, Math.min(part.to, one.from)),
          ...within([part], Math.max(part.from, one.to), part.to),
        ]),
      [gap],
    );
}
