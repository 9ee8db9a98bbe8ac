import { expect, test } from "vitest";
import { helpTimes } from "../../../src/domain/session/help-times.ts";
import { after, given } from "../../support/given.ts";
import {
  accompanied,
  deskAnswers,
  deskPresses,
  does,
  sendHelp,
  usingNow,
} from "../../support/steps.ts";

test("silence, escalated, desk rung, taken, there: each when it first came to that", () => {
  const line = given(
    ...accompanied,
    usingNow,
    after(120),
    deskAnswers("north"),
    after(30),
    deskPresses("north", "1"),
    after(300),
    does({ kind: "helpArrived", heardFrom: "crew" }),
  );
  const [times, ...more] = helpTimes(line.events);
  expect(more).toEqual([]);
  const began = line.happened("watchBegan")[0]?.at;
  const taken = line.happened("helpTaken")[0]?.at;
  expect(times).toEqual({
    reason: "stoppedAnswering",
    silentSince: began,
    escalatedAt: line.happened("helpAsked")[0]?.at,
    deskRungAt: line.happened("deskRung")[0]?.at,
    deskAnsweredAt: line.happened("deskAnswered")[0]?.at,
    takenAt: taken,
    thereAt: (taken ?? 0) + 300_000,
    stoodDownAt: null,
  });
});

test("two emergencies of one session are two", () => {
  const line = given(
    ...accompanied,
    sendHelp,
    does({ kind: "stoodDown", reason: "raisedByMistake" }),
    after(60),
    sendHelp,
  );
  const [first, again] = helpTimes(line.events);
  expect(first?.stoodDownAt).not.toBeNull();
  expect(again).toMatchObject({ stoodDownAt: null, takenAt: null });
  expect(again?.escalatedAt).toBeGreaterThan(first?.escalatedAt ?? 0);
});

test("a night in which nothing went wrong has none", () => {
  expect(helpTimes(given(...accompanied, usingNow).events)).toEqual([]);
});
