import { expect, test } from "vitest";
import { outcomeOf, rulesOf } from "../../../src/domain/session/kinds.ts";
import { SESSION_KINDS, type SessionKind } from "../../../src/domain/session/plan.ts";
import { after, given, type Step } from "../../support/given.ts";
import { accepts, arrived, CALLER, does, ends, planned, usingNow } from "../../support/steps.ts";

const isA = (sessionKind: SessionKind): Step => does({ kind: "kindSet", sessionKind });
const withAna: readonly Step[] = [arrived(), accepts("ana")];
const bye = does({ kind: "saidGoodbye" });

test("every kind says what is different about it", () => {
  const plansFirst = SESSION_KINDS.filter((kind) => rulesOf(kind).plansFirst);
  expect(plansFirst).toEqual(["use", "emergency", "other"]);
  expect(rulesOf(null).plansFirst).toBe(true);
});

test.each([
  ["use", "well"],
  ["talk", "notAUseCall"],
  ["mentalHealth", "notAUseCall"],
  ["information", "notAUseCall"],
  ["family", "notAUseCall"],
  ["test", "notAUseCall"],
  ["misuse", "misuse"],
] as const)("a goodbye in a %s call ends as %s", (kind, outcome) => {
  expect(given(...withAna, isA(kind), bye).session.closed?.outcome).toBe(outcome);
});

test("a kind said in the middle loses nothing, and who used with us was a use call", () => {
  const scene = given(...withAna, planned(), usingNow, isA("talk"));
  expect(scene.session.watch).not.toBeNull();
  expect(scene.session.plan.place).toBe("exact");
  expect(outcomeOf(scene.session)).toBe("well");
});

test.each([
  ["talk", 1],
  ["family", 1],
  ["test", 0],
  ["misuse", 0],
] as const)("a drop before use in a %s call is rung back %i times at 5 s", (kind, calls) => {
  const scene = given(...withAna, planned(), isA(kind), ends("caller", CALLER), after(6));
  expect(scene.owed("callCaller")).toHaveLength(calls);
});

test("whoever abused the line and is worried about is called back all the same", () => {
  const worry = does({ kind: "concernMarked", concern: "selfHarm" });
  const steps = [...withAna, planned(), isA("misuse"), worry, ends("caller", CALLER), after(6)];
  expect(given(...steps).owed("callCaller")).toHaveLength(1);
});
