import { expect, test } from "vitest";

import { simulate, type Simulated } from "./run.ts";

const COUNT = Number(process.env["SIM_SEEDS"] ?? 150);
const FIRST = Number(process.env["SIM_FROM"] ?? 0);
/** The end of a timeline; the whole of it is `simulate(seed)`. */
const LINES = 60;
const SEEDS = Array.from({ length: COUNT }, (_, index) => FIRST + index);

test.each(SEEDS)("seed %i: the line keeps its promises through a bad night", async (seed) => {
  const { broken, timeline, cast } = await simulate(seed);
  if (broken.length > 0) process.stdout.write(`${night({ seed, cast, timeline })}\n`);
  expect(broken).toEqual([]);
});

/** What there is to read when a promise was broken. */
const night = ({ seed, cast, timeline }: Pick<Simulated, "seed" | "cast" | "timeline">): string =>
  `seed ${seed} with ${JSON.stringify(cast.faults)}\n${timeline().slice(-LINES).join("\n")}`;

test("the same seed is the same night", async () => {
  const [once, again] = [await simulate(7), await simulate(7)];
  expect(once.timeline()).toEqual(again.timeline());
});
