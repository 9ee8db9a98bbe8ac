import { expect, test } from "vitest";
import { FORGOTTEN_AFTER_MS, waitAfter } from "../../src/domain/tries.ts";

test("a slip of the fingers costs nothing; after that each try waits twice as long", () => {
  expect([1, 4, 5, 6, 7].map((n) => waitAfter("device", n))).toEqual([0, 0, 1_000, 2_000, 4_000]);
  expect(waitAfter("address", 9)).toBe(0);
  expect(waitAfter("address", 10)).toBe(1_000);
});

test("no stranger keeps an account shut for longer than a minute", () => {
  const longest = Math.max(...Array.from({ length: 1_000 }, (_, n) => waitAfter("account", n)));
  expect(longest).toBe(60_000);
  expect(waitAfter("device", 1_000)).toBeLessThan(FORGOTTEN_AFTER_MS);
});
