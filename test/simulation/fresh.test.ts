import { randomInt } from "node:crypto";
import { expect, test } from "vitest";

import { nightOf } from "./nights.ts";

/** Other nights each time: `npm run sim -- --from <first> --seeds 1` replays one. */
const FIRST = randomInt(1_000_000_000);
const SEEDS = Array.from({ length: 336 }, (_, index) => FIRST + index);

process.stdout.write(`Fresh nights from seed ${FIRST}\n`);

test.each(SEEDS)("seed %i: the line keeps its promises through a fresh night", async (seed) => {
  expect((await nightOf(seed)).broken).toEqual([]);
});
