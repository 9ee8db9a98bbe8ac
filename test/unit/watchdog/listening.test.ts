import { expect, test } from "vitest";

import { listenForWatchdog } from "../../../src/worker/listening.ts";
import { keptLog } from "../../support/kept-log.ts";

test("a watchdog that falls silent is said to be, once, and once when it is back", async () => {
  const log = keptLog();
  let now = Date.UTC(2026, 10, 22, 3);
  let beatAt: number | null = null;
  const listen = listenForWatchdog(
    { read: async () => new Map(beatAt === null ? [] : [["watchdog", beatAt]]) },
    { clock: { now: () => now, until: () => Promise.resolve() }, log },
  );
  const lasts = async (seconds: number, beats: boolean) => {
    for (let passed = 0; passed < seconds; passed += 10) {
      now += 10_000;
      if (beats) beatAt = now;
      await listen();
    }
  };
  await lasts(20, false); // it starts after the line
  expect(log.errors).toEqual([]);
  await lasts(60, true);
  expect(log.errors).toEqual([]);
  await lasts(120, false);
  expect(log.errors).toHaveLength(1);
  expect(log.errors[0]).toMatch(/nobody would be paged/);
  await lasts(20, true);
  expect(log.lines.at(-1)).toMatch(/The watchdog is back/);
});
