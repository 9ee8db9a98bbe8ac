import { spreadOf, type Spread } from "../measures/spread.ts";
import { fitToShow, LEAST_SHOWN, sum, type Count, type OneWay } from "../sharing/one-way.ts";
import type { Noticed } from "./noticed.ts";
import { QUALITY, type CallQuality, type Part } from "./quality.ts";
import { CAUSES } from "./review.ts";

/** Debriefs of emergencies, and what became of them. */
export const DEBRIEF_ENDS = ["owed", "waived", "late", "inTime"] as const;

/** Times people stopped being rung, for a while: a break they took, a rest after an emergency. */
export const PAUSES = ["staffRested", "breakTaken"] as const;

export const SILENCE_STAGES = ["silentToNoticed", "noticedToAsked", "askedToTaken"] as const;
export type SilenceStage = (typeof SILENCE_STAGES)[number];

/** A part as it may be seen. Null: hidden, which is not none. */
export type Shown = OneWay & { readonly total: number | null };

/** How long a step took; of fewer than ten nothing is told, and never the longest, which is one call's. */
export type StageShown = Pick<Spread, "times" | "medianMs" | "p95Ms"> | null;

/** All that is told of a month. */
export type QualityOfMonth = {
  readonly parts: Readonly<Record<Part, Shown>>;
  readonly debriefs: Shown;
  readonly pauses: Shown;
  readonly causes: Shown;
  readonly stages: Readonly<Record<SilenceStage, StageShown>>;
};

/** What is counted of a month besides its calls: how often each word of a list was so. */
export type Counted = {
  readonly debriefs: ReadonlyMap<string, number>;
  readonly pauses: ReadonlyMap<string, number>;
  readonly causes: ReadonlyMap<string, number>;
};

/** By the rule that the public page goes by: under ten is hidden, with enough beside it; under ten in all, all of it is. */
export function shownOf(counts: readonly Count[]): Shown {
  const total = sum(counts.map(([, number]) => number));
  if (total >= LEAST_SHOWN) return { total, ...fitToShow(counts) };
  const hidden = counts.map(([category]) => [category, null] as const);
  return { total: null, counts: Object.fromEntries(hidden), rest: null };
}

export function qualityOfMonth(calls: readonly CallQuality[], counted: Counted): QualityOfMonth {
  const inPart = (part: Part): Shown =>
    shownOf(
      QUALITY[part].map((category) => [
        category,
        calls.filter(({ is }) => is[part] === category).length,
      ]),
    );
  const list = (categories: readonly string[], times: ReadonlyMap<string, number>): Shown =>
    shownOf(categories.map((category) => [category, times.get(category) ?? 0]));
  return {
    parts: {
      plan: inPart("plan"),
      readBack: inPart("readBack"),
      checkIns: inPart("checkIns"),
      noticed: inPart("noticed"),
      language: inPart("language"),
      cover: inPart("cover"),
    },
    debriefs: list(DEBRIEF_ENDS, counted.debriefs),
    pauses: list(PAUSES, counted.pauses),
    causes: list(CAUSES.toReversed(), counted.causes),
    stages: {
      silentToNoticed: stageOf(calls, ({ silentToNoticedMs }) => silentToNoticedMs),
      noticedToAsked: stageOf(calls, ({ noticedToAskedMs }) => noticedToAskedMs),
      askedToTaken: stageOf(calls, ({ askedToTakenMs }) => askedToTakenMs),
    },
  };
}

function stageOf(
  calls: readonly CallQuality[],
  of: (noticed: Noticed) => number | null,
): StageShown {
  const lasted = calls.flatMap(({ noticed }) => (noticed === null ? [] : (of(noticed) ?? [])));
  const { times, medianMs, p95Ms } = spreadOf(lasted);
  return times < LEAST_SHOWN ? null : { times, medianMs, p95Ms };
}
