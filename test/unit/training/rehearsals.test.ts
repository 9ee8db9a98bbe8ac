import { expect, test } from "vitest";

import { marksOf, rehearsalDueAt } from "../../../src/domain/training/rehearsals.ts";
import { ana, bea } from "../../support/people.ts";
import { after, given, givenRoster, START, type Step } from "../../support/given.ts";
import {
  accepts,
  arrived,
  confirms,
  does,
  loses,
  planned,
  sendHelp,
  usingNow,
} from "../../support/steps.ts";

const rehearsal = arrived({ rehearsal: true });
const readsBack = does({ kind: "placeReadBack", parts: ["address"], whole: true });
const quiet = does({ kind: "goneQuietMarked" });
const seconds = (count: number) => count * 1_000;

/** The caller uses half a minute in, and answers for the last time at a minute and a half. */
const practised: readonly Step[] = [
  rehearsal,
  after(4),
  accepts("ana"),
  after(8),
  planned(),
  after(6),
  readsBack,
  after(12),
  usingNow,
  after(60),
  confirms("well"),
];

const marked = (...steps: readonly Step[]) => marksOf(given(...practised, ...steps).events);

test("a rehearsal call is marked by its own events: reading back, noticing, sending help", () => {
  expect(marked(after(25), quiet, after(12), sendHelp)).toEqual([
    {
      staffId: "ana",
      at: START + seconds(4),
      readBackMs: seconds(14),
      noticedMs: seconds(25),
      helpMs: seconds(37),
    },
  ]);
});

test("help that the line sent by itself was noticed by nobody, and still took its time", () => {
  const [one] = marked(after(400));
  expect(one?.noticedMs).toBeNull();
  expect(one?.helpMs).toBeGreaterThan(seconds(100));
});

test("a place nobody read back has no time", () => {
  const [one] = marksOf(given(rehearsal, accepts("ana"), usingNow, after(20), sendHelp).events);
  expect(one).toMatchObject({ readBackMs: null, noticedMs: seconds(20), helpMs: seconds(20) });
});

test("a rehearsal in which nobody fell silent practised none of this", () => {
  expect(marked(does({ kind: "saidGoodbye" }))).toEqual([]);
});

test("of whoever was with the caller when they fell silent, and of nobody else", () => {
  const line = givenRoster(
    [ana, bea],
    rehearsal,
    accepts("ana"),
    usingNow,
    after(10),
    loses("ana"),
    after(12),
    accepts("bea", "phone"),
    after(30),
    does({ kind: "helpSent", reason: "stoppedAnswering" }, "bea"),
  );
  expect(marksOf(line.events).map(({ staffId }) => staffId)).toEqual(["bea"]);
});

test("a real call is never marked, whatever happened in it", () => {
  const real = [arrived(), ...practised.slice(1), after(25), quiet, sendHelp];
  expect(marksOf(given(...real).events)).toEqual([]);
});

test("a month after the last one the next is due", () => {
  expect(rehearsalDueAt(START)).toBe(START + 31 * 24 * 3_600_000);
});
