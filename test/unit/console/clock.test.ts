import { expect, test } from "vitest";

import { lineClock } from "../../../src/console/time/clock.ts";

test("it is the line's time, whatever this machine's ticks are", () => {
  let tick = 500;
  const clock = lineClock(() => tick);
  clock.hear({ askedAt: 400, heardAt: 500, now: 1_000_050 });
  expect(clock.now()).toBe(1_000_100);
  tick = 1_500;
  expect(clock.now()).toBe(1_001_100);
});

test("a slow answer that agrees changes nothing; one that cannot be true before puts it right", () => {
  let tick = 0;
  const clock = lineClock(() => tick);
  clock.hear({ askedAt: 0, heardAt: 10, now: 1_000_005 });
  clock.hear({ askedAt: 20, heardAt: 3_020, now: 1_000_100 });
  expect(clock.now()).toBe(1_000_000);
  // The machine slept for a minute, and its ticks with it.
  tick = 4_000;
  clock.hear({ askedAt: 4_000, heardAt: 4_010, now: 1_064_005 });
  expect(clock.now()).toBe(1_063_995);
});
