import { expect, test } from "vitest";

import { brisk, standard, type Numbers } from "../../../src/domain/session/policy.ts";
import {
  BOUNDS,
  changesBetween,
  faultsIn,
  NUMBER_NAMES,
} from "../../../src/domain/session/protocol-bounds.ts";

const faultsWith = (changed: Partial<Numbers>) =>
  faultsIn({ ...standard.numbers, ...changed }).map(({ name, because }) => `${name} ${because}`);

test("the defaults could be published, and the rehearsals' could not", () => {
  expect(faultsIn(standard.numbers)).toEqual([]);
  expect(faultsIn(brisk.numbers).length).toBeGreaterThan(0);
});

test("every number has bounds, and its default is inside them", () => {
  expect([...NUMBER_NAMES].toSorted()).toEqual(Object.keys(standard.numbers).toSorted());
});

test.each(NUMBER_NAMES)("%s: at its bounds is inside, beyond is not", (name) => {
  const { from, to } = BOUNDS[name];
  const outside = (value: number) => faultsWith({ [name]: value }).includes(`${name} bounds`);
  expect([from, to].map(outside)).toEqual([false, false]);
  expect([from - 1, to + 1, Number.NaN].map(outside)).toEqual([true, true, true]);
});

test("the last ask leaves ten seconds to answer, as it says", () => {
  expect(faultsWith({ askThirdMs: 50_000 })).toEqual([]);
  expect(faultsWith({ askThirdMs: 51_000 })).toEqual(["graceMs order"]);
  expect(faultsWith({ aloneThirdMs: 51_000 })).toEqual(["graceMs order"]);
  expect(faultsWith({ quietThirdMs: 31_000 })).toEqual(["quietMs order"]);
});

test("a softer step never comes after a harder one", () => {
  expect(faultsWith({ announceMs: 30_000 })).toEqual(["askSecondMs order"]);
  expect(faultsWith({ chimeMs: 20_000 })).toEqual(["announceMs order"]);
});

test("what changed is named with what it was and is", () => {
  const next = { ...standard.numbers, graceMs: 50_000 };
  expect(changesBetween(standard.numbers, next)).toEqual([
    { name: "graceMs", from: 60_000, to: 50_000 },
  ]);
});
