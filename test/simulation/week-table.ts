import type { Week } from "./week.ts";

const seconds = (ms: number | undefined): string => `${((ms ?? 0) / 1_000).toFixed(0)} s`;
const LAST_LINES = 60;

/** A week as a person reads it. */
export function weekTable(week: Week): string {
  const { seed, callers, events, fates, waits, shares, gaps, standby, cover, allDeaf } = week;
  const at = (share: number) => seconds(waits[Math.floor(waits.length * share)]);
  const mean = [...shares.values()].reduce((sum, one) => sum + one, 0) / shares.size;
  const talked = [...shares]
    .toSorted(([, a], [, b]) => a - b)
    .map(([staffId, share]) => {
      const apart = 100 * (share / mean - 1);
      return `  ${staffId.padEnd(10)} ${(60 * share).toFixed(1)} min/h, ${apart >= 0 ? "+" : ""}${apart.toFixed(0)} %`;
    });
  const broken =
    week.broken.length === 0
      ? ["No promise was broken"]
      : [...week.timeline().slice(-LAST_LINES), ...week.broken.map((one) => `BROKEN ${one}`)];
  return [
    `Week ${seed}: ${callers} calls, ${events} events`,
    `Came: ${Object.entries(fates)
      .map(([fate, count]) => `${fate} ${count}`)
      .join(", ")}`,
    `Waited for a person: half ${at(0.5)}, 95 % ${at(0.95)}, 99 % ${at(0.99)}, longest ${seconds(waits.at(-1))}`,
    `Gaps: ${gaps.scheduled} known before, all told before; ${gaps.sudden} sudden, told ${seconds(gaps.worstMs)} late at worst`,
    `Asked to stand by: ${standby.asked}, ${seconds(standby.worstMs)} late at worst; rung to cover: ${cover.rung}, ${seconds(cover.worstMs)} late at worst`,
    `Looks at which everybody of a circle seemed deaf, and was rung: ${allDeaf}`,
    "Talk for each hour on the line, and how far from the mean:",
    ...talked,
    ...broken,
  ].join("\n");
}
