/** How long something took, over all the times it happened. Null: it did not, or too seldom to be told so. */
export type Spread = {
  readonly times: number;
  readonly medianMs: number | null;
  /** 19 in 20 took no longer. */
  readonly p95Ms: number | null;
  readonly longestMs: number | null;
};

/** Of fewer the 95th percentile would be the longest under another name. */
const ENOUGH = 20;

/** Each of these is a time that was measured: the nearest rank, nothing in between. */
export function spreadOf(lastedMs: readonly number[]): Spread {
  const sorted = lastedMs.toSorted((a, b) => a - b);
  const rank = (part: number) => sorted[Math.ceil(sorted.length * part) - 1] ?? null;
  return {
    times: sorted.length,
    medianMs: rank(0.5),
    p95Ms: sorted.length < ENOUGH ? null : rank(0.95),
    longestMs: rank(1),
  };
}

/** Until somebody was there: each band goes from where the one before ends to its own end, which is in it. */
export const WAIT_BANDS = [
  { name: "to10s", toMs: 10_000 },
  { name: "to20s", toMs: 20_000 },
  { name: "to30s", toMs: 30_000 },
  { name: "to60s", toMs: 60_000 },
  { name: "to120s", toMs: 120_000 },
  { name: "over120s", toMs: Infinity },
] as const;
export type WaitBand = (typeof WAIT_BANDS)[number]["name"];

export const isWaitBand = (name: string): name is WaitBand =>
  WAIT_BANDS.some((band) => band.name === name);

export const bandOf = (waitMs: number): WaitBand =>
  WAIT_BANDS.find(({ toMs }) => waitMs <= toMs)?.name ?? "over120s";

export type InBand = { readonly band: WaitBand; readonly callers: number };

export const inBands = (waitsMs: readonly number[]): readonly InBand[] =>
  WAIT_BANDS.map(({ name }) => ({
    band: name,
    callers: waitsMs.filter((ms) => bandOf(ms) === name).length,
  }));
