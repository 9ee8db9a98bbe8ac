import { expect, test } from "vitest";

import type { Line } from "../../src/engine/ports.ts";
import { simulate } from "./run.ts";
import { shrink } from "./shrink.ts";
import { SPOILED } from "./spoiled.ts";

/** A night with a fault that lasts, and one without any. */
const UNTOLD = 11;
const QUIET = 7;

test("the same seed is the same night", async () => {
  const [once, again] = [await simulate(7), await simulate(7)];
  expect(once.timeline()).toEqual(again.timeline());
});

test("a night with some of its faults is another, and is the same each time", async () => {
  const only = (await simulate(7)).faults.slice(0, 1).map(({ id }) => id);
  const [once, again] = [await simulate(7, { only }), await simulate(7, { only })];
  expect(once.timeline()).toEqual(again.timeline());
  expect(once.faults.map(({ id }) => id)).toEqual(only);
});

test.each(Object.entries(SPOILED))(
  "a line that %s is found out",
  async (_, { promise, spoil, seed }) => {
    const { broken } = await simulate(seed, { spoil });
    expect(broken[0]).toContain(promise);
  },
);

test("a watchdog that tells nobody is found out", async () => {
  const { broken } = await simulate(UNTOLD, { tells: () => [] });
  expect(broken[0]).toMatch(/vigil.*not told of within 15 s/);
});

test("a watchdog that rings people for nothing is found out", async () => {
  const cry = { trouble: "dutyOverdue", at: 0, crowded: false } as const;
  const { broken } = await simulate(QUIET, { tells: (told) => [...told, cry] });
  expect(broken[0]).toMatch(/vigil.*nothing is wrong/);
});

/** Breaks only once a fault has struck. */
const afterAnError = (line: Line): Line => {
  let failed = false;
  const log = {
    ...line.log,
    warn: (...said: Parameters<Line["log"]["warn"]>) => {
      failed ||= "err" in said[0];
      line.log.warn(...said);
    },
  };
  const commit: Line["store"]["commit"] = async (given) =>
    line.store.commit(failed ? { ...given, duties: [] } : given);
  return { ...line, log, store: { ...line.store, commit } };
};

test("of a failing night only the faults that matter are shown", async () => {
  const night = await firstBroken(afterAnError);
  const smallest = await shrink(night, { spoil: afterAnError });
  expect(smallest.broken.length).toBeGreaterThan(0);
  expect(smallest.faults.length).toBeLessThan(night.faults.length);
});

async function firstBroken(spoil: (line: Line) => Line) {
  for (let seed = 0; seed < 100; seed += 1) {
    const night = await simulate(seed, { spoil });
    if (night.broken.length > 0 && night.faults.length > 4) return night;
  }
  throw new Error("None of a hundred nights was broken");
}
