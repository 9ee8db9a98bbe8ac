import { expect, test } from "vitest";

import { nightOf } from "./nights.ts";

/** The same nights every time; others are in fresh.test.ts, and any number in `npm run sim`. */
const SEEDS = Array.from({ length: 4 }, (_, seed) => seed);

test.each(SEEDS)("seed %i: the line keeps its promises through a bad night", async (seed) => {
  expect((await nightOf(seed)).broken).toEqual([]);
});
