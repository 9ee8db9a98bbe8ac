import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

import { nightOf } from "./nights.ts";
import { eventKinds } from "./tally.ts";

/** Nights are tried in turn until all has been met, so far and no further. */
const WITHIN = 600;

/** What no caller or person of ours does in the simulation, or not within a night of minutes. */
const NEVER_HERE: ReadonlySet<string> = new Set([
  "restrictionLifted",
  "listenerRung",
  "listenerJoined",
  "listenerLeft",
  "traineeIntroduced",
  "callBackAgreed",
  "transferAgreed",
  "thirdRung",
  "thirdJoined",
  "thirdEnded",
  "transferLeft",
  "thirdLost",
  "placeOpened",
  "helpReasonSet",
  "profileOpened",
  "samePlaceAsked",
  "samePlace",
  "keptErased",
  "callBackLate",
  "callBackSought",
  "plannedTimeOver",
  "arrivalAsked",
  "dutyWaived",
  "followUpEnded",
  "erasureHeld",
  "numberForgotten",
]);
const EVENTS = new URL("../../src/domain/session/events.ts", import.meta.url);

test("every kind of event that a night can have is met, and the promises are kept around it", async () => {
  const all = eventKinds(readFileSync(EVENTS, "utf8"));
  const met = new Set<string>();
  const unmet = () => all.filter((kind) => !met.has(kind) && !NEVER_HERE.has(kind));
  for (let seed = 0; unmet().length > 0 && seed < WITHIN; seed += 1) {
    const { broken, kinds } = await nightOf(seed);
    for (const kind of kinds) met.add(kind);
    expect(broken).toEqual([]);
  }
  expect(unmet()).toEqual([]);
}, 600_000);
