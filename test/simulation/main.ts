import { fork } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";

import { add, nothingMet, table } from "./tally.ts";
import type { Verdict } from "./verdict.ts";
import { weekTable } from "./week-table.ts";
import { simulateWeek } from "./week.ts";
import type { Judged } from "./worker.ts";

/**
 * Nights on the line, as many as wanted: `npm run sim -- --seeds 20000 --from 0`. A seed is the same night whenever it is run.
 * Ends with a table of what was met, and with 1 where a promise was broken. A week of 2,000 callers: `-- --week --seed 1`.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "1000" },
    from: { type: "string", default: "0" },
    week: { type: "boolean", default: false },
    seed: { type: "string", default: "1" },
    workers: { type: "string", default: String(availableParallelism()) },
  },
});
const FROM = Number(values.from);
const SEEDS = Number(values.seeds);
const WORKERS = Math.max(1, Math.min(SEEDS, Number(values.workers)));
const SHOW_EVERY_MS = 5_000;
/** Enough to see what is wrong. */
const FAILURES_MOST = 20;
const EVENTS = new URL("../../src/domain/session/events.ts", import.meta.url);

const say = (text: string): void => void process.stdout.write(`${text}\n`);

const began = performance.now();
const took = (): string => `${((performance.now() - began) / 1_000).toFixed(0)} s`;
const tally = nothingMet();
const verdicts: Verdict[] = [];
let next = FROM;

const seedOrNone = (): number | null => {
  const isOver = next >= FROM + SEEDS || verdicts.length >= FAILURES_MOST;
  return isOver ? null : next++;
};

function heard({ tally: more, verdict }: Judged): void {
  add(tally, more);
  if (verdict === null) return;
  verdicts.push(verdict);
  say(`\n${verdict.text}\n`);
}

function worker(): Promise<void> {
  const child = fork(new URL("./worker.ts", import.meta.url));
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let isOver = false;
  const give = (): void => {
    const seed = seedOrNone();
    isOver = seed === null;
    if (seed === null) child.disconnect();
    else child.send(seed);
  };
  child.on("message", (one: Judged) => {
    heard(one);
    give();
  });
  child.on("exit", (code) =>
    isOver ? resolve() : reject(new Error(`A worker ended with ${code}`)),
  );
  give();
  return promise;
}

if (values.week) {
  const week = await simulateWeek(Number(values.seed));
  say(`${weekTable(week)}\n${took()}`);
  process.exit(week.broken.length > 0 ? 1 : 0);
}

const showing = setInterval(() => {
  say(`${tally.seeds} of ${SEEDS} seeds in ${took()}, ${verdicts.length} failed`);
}, SHOW_EVERY_MS);
await Promise.all(Array.from({ length: WORKERS }, worker));
clearInterval(showing);

say(`\n${table(tally, readFileSync(EVENTS, "utf8"))}`);
say(`${took()}; ${verdicts.length} failed${verdicts.length > 0 ? ":" : ""}`);
for (const { seed, broken } of verdicts) say(`  seed ${seed}: ${broken}`);
process.exitCode = verdicts.length > 0 ? 1 : 0;
