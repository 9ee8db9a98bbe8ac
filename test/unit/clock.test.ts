import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { postgresClock } from "../../src/adapters/clock.ts";

const NOON = Date.UTC(2026, 10, 22, 12);

/** A Postgres `aheadMs` of noon plus the time passed; its answer takes `answerMs`. */
function bench() {
  const world = { passedMs: 0, aheadMs: 0, answerMs: 1, down: false };
  const steps: number[] = [];
  const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
  const clock = postgresClock({
    monotonic: () => 77_000 + world.passedMs,
    ask: async () => {
      if (world.down) throw new Error("Connection refused");
      world.passedMs += 1;
      const told = NOON + world.aheadMs + world.passedMs;
      world.passedMs += world.answerMs;
      return told;
    },
    onStep: (stepMs) => steps.push(stepMs),
    log,
  });
  const fiveSeconds = async () => {
    world.passedMs += 5_000;
    await vi.advanceTimersByTimeAsync(5_000);
  };
  const error = () => clock.now() - (NOON + world.aheadMs + world.passedMs);
  return { world, steps, log, clock, fiveSeconds, error };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("tells Postgres's time, whatever this machine believes", async () => {
  vi.setSystemTime(0);
  const { clock, error, steps } = bench();
  await clock.start();
  expect(error()).toBe(0);
  expect(steps).toEqual([]); // the first measure is no step
  clock.stop();
});

test("this machine's clock being set does not move it", async () => {
  const { clock, error, world } = bench();
  await clock.start();
  vi.setSystemTime(NOON + 3_600_000);
  world.passedMs += 1_000;
  expect(error()).toBe(0);
  clock.stop();
});

test("follows a slow drift without a word", async () => {
  const { clock, error, world, steps, fiveSeconds } = bench();
  await clock.start();
  world.aheadMs += 200;
  await fiveSeconds();
  expect(error()).toBe(0);
  expect(steps).toEqual([]);
  clock.stop();
});

test.each([400, -60_000])("follows a step of %i ms and says so once", async (stepMs) => {
  const { clock, error, world, steps, fiveSeconds } = bench();
  await clock.start();
  world.aheadMs += stepMs;
  await fiveSeconds();
  await fiveSeconds();
  expect(error()).toBe(0);
  expect(steps).toEqual([stepMs]);
  clock.stop();
});

test("a slow answer is neither taken for a step nor believed over a quick one", async () => {
  const { clock, error, world, steps, fiveSeconds } = bench();
  await clock.start();
  world.answerMs = 4_000;
  await fiveSeconds();
  expect(error()).toBe(0);
  expect(steps).toEqual([]);
  clock.stop();
});

test("runs on while Postgres is away, warns once, and agrees with it afterwards", async () => {
  const { clock, error, world, log, fiveSeconds } = bench();
  await clock.start();
  world.down = true;
  await fiveSeconds();
  await fiveSeconds();
  expect(error()).toBe(0);
  expect(log.warn).toHaveBeenCalledTimes(1);
  world.down = false;
  world.aheadMs += 100;
  await fiveSeconds();
  expect(error()).toBe(0);
  clock.stop();
});

test("a process does not start without Postgres's time", async () => {
  const { clock, world } = bench();
  world.down = true;
  await expect(clock.start()).rejects.toThrow("Connection refused");
});
