import { expect, test } from "vitest";
import { needsCover, toCover, toStandBy, type Present } from "../../src/domain/standby.ts";

const noon = Date.UTC(2026, 10, 22, 17);

const person = (staffId: string, given: Partial<Present> = {}): Present => ({
  staffId,
  circle: "line",
  free: true,
  state: "here",
  standbyAskedAt: null,
  ...given,
});

const busy = { free: false } as const;
const resting = { free: false, state: "resting" } as const;
const onCall = (staffId: string, given: Partial<Present> = {}) =>
  person(staffId, { circle: "on-call", ...given });

test("with somebody of the line free, nobody is asked to stand by; the last one busy, those on call are", () => {
  const free = [person("jo", busy), person("robin"), onCall("oce")];
  expect(toStandBy(free, noon)).toEqual([]);
  const none = [person("jo", busy), person("robin", busy), onCall("oce")];
  expect(toStandBy(none, noon)).toEqual(["oce"]);
});

test("somebody whose device hears no ring does not count as free, though they may be the last", () => {
  expect(toStandBy([person("jo", { deaf: true }), onCall("oce")], noon)).toEqual(["oce"]);
});

test("each is asked once in half an hour, the first layer that is there, and nobody who is away", () => {
  const people = [
    person("jo", busy),
    onCall("oce", { layer: 1, standbyAskedAt: noon - 29 * 60_000 }),
    onCall("ivy", { layer: 1, state: "break" }),
    onCall("max", { layer: 2 }),
  ];
  expect(toStandBy(people, noon)).toEqual([]);
  expect(toStandBy(people, noon + 60_000)).toEqual(["oce"]);
  const alone = people.filter(({ staffId }) => staffId !== "oce");
  expect(toStandBy(alone, noon)).toEqual(["max"]);
});

test("a line nobody is scheduled on asks nobody to stand by: its gap was told ahead", () => {
  expect(toStandBy([onCall("oce")], noon)).toEqual([]);
  expect(needsCover([onCall("oce")])).toBe(false);
});

test("who rests needs cover where nobody else of the line can be rung", () => {
  expect(needsCover([person("jo", resting), onCall("oce")])).toBe(true);
  expect(needsCover([person("jo", resting), person("robin", busy)])).toBe(true);
  expect(needsCover([person("jo", resting), person("robin")])).toBe(false);
  expect(needsCover([person("jo", { free: false, state: "break" }), onCall("oce")])).toBe(false);
});

test("those on call are rung by layer, then who supervises, another first in each round", () => {
  const people = [
    person("sol", { circle: "supervising" }),
    onCall("max", { layer: 2 }),
    onCall("oce", { layer: 1 }),
    onCall("ivy", busy),
  ];
  expect(toCover(people, 0)).toEqual(["oce", "max", "sol"]);
  expect(toCover(people, 1)).toEqual(["max", "sol", "oce"]);
  expect(toCover(people, 3)).toEqual(["oce", "max", "sol"]);
  expect(toCover([], 2)).toEqual([]);
});
