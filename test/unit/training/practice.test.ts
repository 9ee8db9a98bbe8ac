import { expect, test } from "vitest";

import { nextWords, seenIn, type Progress } from "../../../src/domain/training/practice.ts";
import { after, given, type Scene, type Step } from "../../support/given.ts";
import { accepts, arrived, does, planned, sendHelp, usingNow } from "../../support/steps.ts";

const TURN_SECONDS = 2;

/** What our caller says while this happens, asked every two seconds as the carrier does. */
function said(...steps: readonly (readonly [seconds: number, ...done: Step[]])[]): string[] {
  const words: string[] = [];
  let progress: Progress = { said: 0, at: 0 };
  const line: Scene = given(arrived({ rehearsal: true }));
  const turn = () => {
    const next = nextWords(progress, seenIn(line.events), line.now);
    if (next === null) return;
    words.push(next.line);
    progress = { said: next.said, at: line.now };
  };
  for (const [seconds, ...done] of steps) {
    line.when(...done);
    for (let passed = 0; passed < seconds; passed += TURN_SECONDS) {
      turn();
      line.when(after(TURN_SECONDS));
    }
  }
  return words;
}

const readsBack = does({ kind: "placeReadBack", parts: ["address"], whole: true });

test("nothing is said until somebody is there; then who, where, yes, using, fine, and silence", () => {
  const words = said(
    [10],
    [6, accepts("ana")],
    [4, planned()],
    [10, readsBack],
    [20, usingNow],
    [60],
  );
  expect(words).toEqual([
    "practiceHello",
    "practicePlace",
    "practiceYes",
    "practiceUsing",
    "practiceFine",
  ]);
});

test("who was not heard says where they are again; who is not read back to uses all the same", () => {
  expect(said([30, accepts("ana")])).toEqual(["practiceHello", "practicePlace", "practicePlace"]);
  expect(said([10, accepts("ana")], [20, planned()])).toEqual([
    "practiceHello",
    "practicePlace",
    "practiceUsing",
  ]);
});

test("once help was asked for, they say that this was it, a moment later and once", () => {
  const words = said([6, accepts("ana"), planned()], [10, usingNow], [60, sendHelp]);
  expect(words.slice(-2)).toEqual(["practiceFine", "practiceSent"]);
});
