import { existsSync } from "node:fs";
import { expect, test } from "vitest";

import { mutants } from "../mutants/list.ts";
import { isKiller, testFile } from "../mutants/mutant.ts";
import { read } from "../support/source.ts";

const timesIn = (file: string, find: string): number => read(file).split(find).length - 1;

test("each mutant still finds the one place it breaks", () => {
  const rotten = mutants
    .map(({ name, file, find }) => ({ name, file, times: timesIn(file, find) }))
    .filter(({ times }) => times !== 1);
  expect(rotten).toEqual([]);
});

test("each has tests that are there to kill it, a promise, and a name of its own", () => {
  const killers = mutants.flatMap((mutant) => mutant.killers);
  expect(killers.filter((killer) => !isKiller(killer) || !existsSync(testFile(killer)))).toEqual(
    [],
  );
  expect(mutants.filter(({ find, replace }) => find === replace)).toEqual([]);
  expect(mutants.filter(({ promise }) => promise < 1 || promise > 12)).toEqual([]);
  expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
});
