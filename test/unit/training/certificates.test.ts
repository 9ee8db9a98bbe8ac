import { expect, test } from "vitest";

import {
  endingSoon,
  heldState,
  isDay,
  longest,
} from "../../../src/domain/training/certificates.ts";
import { tellTrainingAt } from "../../../src/domain/training/duties.ts";
import { doesWork, workFor } from "../../../src/domain/training/work.ts";
import { trainingText } from "../../../src/domain/words/training.ts";

const DAY = 24 * 3_600_000;
const now = Date.UTC(2026, 10, 22, 17, 0);
const held = (what: string, until: number) => ({ staffId: "robin", what, until });

test("it holds to its last moment, and people are told two weeks before that at the latest", () => {
  expect(heldState(now + 1, now)).toBe("soon");
  expect(heldState(now, now)).toBe("lapsed");
  expect(heldState(now + 31 * DAY, now)).toBe("holds");
  expect(endingSoon([held("a", now + 15 * DAY)], now)).toHaveLength(1);
  expect(endingSoon([held("a", now + 15 * DAY + 1)], now)).toEqual([]);
  // A look every hour, by day: between two of them lie thirteen hours at most.
  expect(15 * DAY - 13 * 3_600_000).toBeGreaterThan(14 * DAY);
});

test("whoever renewed early is told nothing, and has lapsed in nothing", () => {
  const renewed = [held("a", now + DAY), held("a", now + 400 * DAY), held("b", now + 3 * DAY)];
  expect(longest(renewed)).toHaveLength(2);
  expect(endingSoon(renewed, now)).toEqual([held("b", now + 3 * DAY)]);
});

test("what has ended is told nobody any more", () => {
  expect(endingSoon([held("a", now), held("b", now - DAY)], now)).toEqual([]);
});

test("nobody is told at night", () => {
  expect(isDay(Date.UTC(2026, 10, 22, 12, 59), "America/Toronto")).toBe(false);
  expect(isDay(Date.UTC(2026, 10, 22, 13, 0), "America/Toronto")).toBe(true);
  expect(isDay(Date.UTC(2026, 10, 23, 0, 59), "America/Toronto")).toBe(true);
  expect(isDay(Date.UTC(2026, 10, 23, 1, 0), "America/Toronto")).toBe(false);
});

test("each is told once of one end: the same word twice is one duty, renewed it is another", () => {
  const told = { to: "dana", staffId: "robin", what: "a", until: now + DAY };
  const named = (owing: object) => ("name" in owing ? owing.name : null);
  expect(named(tellTrainingAt(told, now))).toBe(named(tellTrainingAt(told, now + 1)));
  const renewed = { ...told, until: now + 400 * DAY };
  expect(named(tellTrainingAt(told, now))).not.toBe(named(tellTrainingAt(renewed, now)));
});

test("whoever has no roles in the work does all of it, whoever has some does those", () => {
  expect(doesWork([], "intervention")).toBe(true);
  expect(doesWork(["education", "referral"], "referral")).toBe(true);
  expect(doesWork(["education"], "intervention")).toBe(false);
  expect(workFor("exportResearch")).toBe("research");
  expect(workFor("traineeIntroduced")).toBe("education");
  // Nothing that somebody's life may hang on asks for a role in the work.
  for (const act of ["helpSent", "confirmed", "answerCalls", "planRecorded", "stoodDown"] as const)
    expect(workFor(act)).toBeNull();
});

test("what people are texted names the person to others, and says you to themselves", () => {
  const values = { line: "The line", what: "suicide path", day: "December 6, 2026" };
  expect(trainingText("endsOther", "en", { ...values, name: "Robin" })).toMatch(
    /Robin's suicide path holds until December 6, 2026/,
  );
  expect(trainingText("endsOwn", "fr", values)).toMatch(/votre attestation \(suicide path\)/);
});
