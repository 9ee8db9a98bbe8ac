import { expect, test } from "vitest";

import type { Trouble } from "../../../src/domain/words/troubles.ts";
import {
  lookedAgain,
  told,
  unanswered,
  TAKEN_MS,
  type Looked,
  type Standing,
} from "../../../src/engine/vigil.ts";

const began = Date.UTC(2026, 10, 22, 3);
const minutes = (count: number) => count * 60_000;

/** A watchdog that looks every 2 s, and what it would say to people. */
function vigil() {
  let standing: Standing = new Map();
  let now = began;
  const said: string[] = [];
  const look = (troubles: readonly Trouble[], more: Partial<Looked> = {}) => {
    const looked = { troubles, blind: false, taken: null, now, ...more };
    const { tell, over, ...next } = lookedAgain(standing, looked);
    standing = told(next.standing, { tell, reached: true, now });
    said.push(...tell, ...over.map((trouble) => `${trouble} is over`));
  };
  return {
    said,
    now: () => now,
    standing: () => standing,
    /** Nobody could be reached. */
    notReached: (tell: readonly Trouble[]) => {
      standing = told(standing, { tell, reached: false, now });
    },
    lasts: (ms: number, troubles: readonly Trouble[], more: Partial<Looked> = {}) => {
      for (const until = now + ms; now < until; now += 2_000) look(troubles, more);
    },
  };
}

test("said at once, and once", () => {
  const { said, lasts } = vigil();
  lasts(minutes(4), ["sweepSilent"]);
  expect(said).toEqual(["sweepSilent"]);
});

test("said again every five minutes while it lasts, and when it is over", () => {
  const { said, lasts } = vigil();
  lasts(minutes(11), ["sweepSilent"]);
  lasts(minutes(1), []);
  expect(said).toEqual(["sweepSilent", "sweepSilent", "sweepSilent", "sweepSilent is over"]);
});

test("what comes and goes is one trouble", () => {
  const { said, lasts } = vigil();
  for (let times = 0; times < 5; times += 1) {
    lasts(4_000, ["dutyOverdue"]);
    lasts(6_000, []);
  }
  expect(said).toEqual(["dutyOverdue"]);
});

test("with the database gone nothing else is called over", () => {
  const { said, lasts } = vigil();
  lasts(10_000, ["queueSilent"]);
  lasts(minutes(1), ["databaseAway"], { blind: true });
  lasts(minutes(1), ["queueSilent"]);
  expect(said).toEqual(["queueSilent", "databaseAway", "databaseAway is over"]);
});

test("a moment with nobody on shift is no page, a minute is", () => {
  const { said, lasts } = vigil();
  lasts(40_000, ["nobodyOnShift"]);
  lasts(minutes(2), []);
  lasts(minutes(1), ["nobodyOnShift"]);
  expect(said).toEqual([]);
  lasts(minutes(1), ["nobodyOnShift"]);
  expect(said).toEqual(["nobodyOnShift"]);
});

test("whoever has it hears no more of it until then, and again afterwards", () => {
  const { said, lasts, now } = vigil();
  lasts(minutes(2), ["nobodyOnShift"]);
  const taken = { at: now(), until: now() + TAKEN_MS };
  lasts(TAKEN_MS, ["nobodyOnShift"], { taken });
  expect(said).toEqual(["nobodyOnShift"]);
  lasts(minutes(1), ["nobodyOnShift"], { taken });
  expect(said).toEqual(["nobodyOnShift", "nobodyOnShift"]);
});

test("what goes wrong later is said, whoever has the other", () => {
  const { said, lasts, now } = vigil();
  lasts(minutes(1), ["queueSilent"]);
  const taken = { at: now(), until: now() + TAKEN_MS };
  lasts(minutes(20), ["queueSilent", "sweepSilent"], { taken });
  expect(said.filter((one) => one === "queueSilent")).toHaveLength(1);
  expect(said.filter((one) => one === "sweepSilent")).toHaveLength(4);
});

test("where nobody could be reached it is tried again within seconds", () => {
  const { said, lasts, notReached } = vigil();
  lasts(2_000, ["carrierFailing"]);
  notReached(["carrierFailing"]);
  lasts(14_000, ["carrierFailing"]);
  expect(said).toEqual(["carrierFailing", "carrierFailing"]);
});

test("outside hears of what people are rung for, until somebody has it", () => {
  const { lasts, standing, now } = vigil();
  lasts(2_000, ["databaseAway", "queueSilent"]);
  expect(unanswered(standing(), { taken: null, now: now() })).toEqual(["databaseAway"]);
  const taken = { at: now(), until: now() + TAKEN_MS };
  expect(unanswered(standing(), { taken, now: now() })).toEqual([]);
});
