import { expect, test } from "vitest";
import { waiterOf } from "../../../src/domain/session/queue.ts";
import { START, given, type Step } from "../../support/given.ts";
import { ana, bea, oce, sol } from "../../support/people.ts";
import { sharedShift, type Member, type SharedShift } from "../../support/shared-shift.ts";
import { accepts, arrived, key, loses, usingNow } from "../../support/steps.ts";

const never = (person: typeof ana): Member => ({ ...person, answersMs: null });
const picksUp = (person: typeof ana, seconds = 2): Member => ({
  ...person,
  answersMs: seconds * 1_000,
});

function calls(shared: SharedShift, id: string, wish: "talk" | "use" | "emergency" | null = null) {
  shared.give(id, arrived({ legId: `caller-${id}` }));
  if (wish !== null) shared.give(id, { kind: "kindSet", by: "line", sessionKind: wish });
}

const rungFor = (shared: SharedShift, id: string): readonly string[] =>
  (shared.sessions.get(id)?.company.ringing ?? [])
    .filter(({ until }) => until > shared.now)
    .map(({ staffId }) => staffId);

const withWhom = (shared: SharedShift, id: string): string | undefined =>
  shared.sessions.get(id)?.company.responder?.staffId;

const leaves = (shared: SharedShift, id: string) =>
  shared.give(id, { kind: "closed", by: "ana", outcome: "notAUseCall" });

const isBusy = (shared: SharedShift, staffId: string) => shared.becomes(staffId, { free: false });

test("a talk that rings the only free person lets them go for an emergency", () => {
  const shared = sharedShift([never(ana)]);
  calls(shared, "talk", "talk");
  shared.pass(5);
  expect(rungFor(shared, "talk")).toEqual(["ana"]);
  calls(shared, "emergency", "emergency");
  shared.pass(3);
  expect(rungFor(shared, "talk")).toEqual([]);
  expect(rungFor(shared, "emergency")).toEqual(["ana"]);
});

test("somebody about to use, who has waited longer, is not interrupted for another about to use", () => {
  const shared = sharedShift([never(ana)]);
  calls(shared, "first");
  shared.pass(5);
  calls(shared, "second");
  shared.pass(5);
  expect(rungFor(shared, "first")).toEqual(["ana"]);
  expect(shared.events.some(({ kind }) => kind === "ringYielded")).toBe(false);
});

test("a caller who rings everybody leaves one for whoever comes after", () => {
  const shared = sharedShift([ana, bea, oce, sol].map((one) => never({ ...one, circle: "line" })));
  calls(shared, "first");
  shared.pass(1);
  calls(shared, "second");
  shared.pass(16);
  expect(rungFor(shared, "second").length).toBeGreaterThan(0);
  const all = [...rungFor(shared, "first"), ...rungFor(shared, "second")];
  expect(new Set(all).size).toBe(all.length);
});

test("three become free together, and two wait: the first does not take all three", () => {
  const shared = sharedShift([ana, bea, oce].map((one) => ({ ...never(one), free: false })));
  calls(shared, "first");
  calls(shared, "second");
  shared.pass(70);
  for (const { staffId } of [ana, bea, oce]) shared.becomes(staffId, { free: true });
  shared.pass(1.5);
  expect(rungFor(shared, "first")).toHaveLength(2);
  expect(rungFor(shared, "second")).toHaveLength(1);
});

test("who has let a caller's ring go by is not that caller's share: the next to become free is", () => {
  const shared = sharedShift([never(ana), { ...never(bea), free: false }]);
  calls(shared, "use", "use");
  calls(shared, "talk", "talk");
  shared.pass(22);
  expect(shared.events.some(({ kind }) => kind === "ringMissed")).toBe(true);
  isBusy(shared, "ana");
  shared.pass(2);
  shared.becomes("ana", { free: true });
  shared.becomes("bea", { free: true });
  shared.pass(1.5);
  expect(rungFor(shared, "use")).toContain("bea");
});

test("in an emergency everybody who is free is rung, at once", () => {
  const shared = sharedShift([never(ana), never(bea), never(oce)]);
  calls(shared, "talk", "talk");
  shared.pass(1);
  shared.give("nine", arrived({ legId: "caller-nine" }));
  shared.give("nine", {
    kind: "keyPressed",
    legId: "caller-nine",
    role: "caller",
    party: null,
    ask: "menu",
    digits: "9",
  });
  // One of them for the desk; the talk keeps the one it rang.
  expect(shared.held.get("ana")).toBe("talk");
  expect([...shared.held].filter(([, id]) => id === "nine").map(([staff]) => staff)).toHaveLength(
    2,
  );
});

test("whoever frees is rung at once for the most urgent, not at the next round", () => {
  const shared = sharedShift([picksUp(ana)]);
  calls(shared, "first");
  shared.pass(3);
  expect(withWhom(shared, "first")).toBe("ana");
  calls(shared, "talk", "talk");
  shared.pass(30);
  calls(shared, "use", "use");
  shared.pass(61);
  leaves(shared, "first");
  shared.pass(2);
  expect(rungFor(shared, "use")).toEqual(["ana"]);
  expect(rungFor(shared, "talk")).toEqual([]);
  shared.pass(5);
  expect(withWhom(shared, "use")).toBe("ana");
});

test("a lost responder's caller comes before all others, an emergency included", () => {
  const shared = sharedShift([picksUp(ana), never({ ...bea, free: false })]);
  calls(shared, "lost");
  shared.pass(3);
  shared.give("lost", { kind: "watchStarted", by: "ana" });
  calls(shared, "emergency", "emergency");
  shared.pass(5);
  isBusy(shared, "ana");
  shared.give("lost", loses("ana"));
  shared.pass(30);
  shared.becomes("bea", { free: true });
  shared.pass(2);
  expect(rungFor(shared, "lost")).toEqual(["bea"]);
});

test("with nobody free a session waits to be told, and looks for itself every two and a half minutes", () => {
  const shared = sharedShift([{ ...never(ana), free: false }]);
  calls(shared, "first");
  shared.pass(1_200);
  const rounds = shared.events.filter(({ kind, at }) => kind === "ringStepped" && at > START);
  expect(rounds).toHaveLength(7);
});

test("with everybody on a break, whoever comes back is rung within two seconds", () => {
  const shared = sharedShift([{ ...never(ana), free: false }]);
  calls(shared, "first");
  shared.pass(90);
  shared.becomes("ana", { free: true });
  shared.pass(2);
  expect(rungFor(shared, "first")).toEqual(["ana"]);
});

test("a rehearsal yields to a real call", () => {
  const shared = sharedShift([never(ana)]);
  shared.give("rehearsal", arrived({ legId: "caller-rehearsal", rehearsal: true }));
  shared.pass(5);
  calls(shared, "real", "talk");
  shared.pass(3);
  expect(rungFor(shared, "real")).toEqual(["ana"]);
});

test("who asked to be relieved waits until nobody is alone", () => {
  const shared = sharedShift([picksUp(ana), never({ ...bea, free: false })]);
  calls(shared, "covered");
  shared.pass(3);
  shared.give("covered", { kind: "coverAsked", by: "ana" });
  calls(shared, "talk", "talk");
  shared.pass(30);
  shared.becomes("bea", { free: true });
  shared.pass(2);
  expect(rungFor(shared, "talk")).toEqual(["bea"]);
});

test("a French caller and an English shift: a person within 60 s, whether they say yes or nothing", () => {
  const says = sharedShift([picksUp(ana)]);
  says.give("fr", arrived({ legId: "caller-fr", language: "fr" }));
  says.pass(4);
  expect(says.sessions.get("fr")?.company.offered?.staffId).toBe("ana");
  says.give("fr", {
    kind: "keyPressed",
    legId: "caller-fr",
    role: "caller",
    party: null,
    ask: "otherLanguage",
    digits: "1",
  });
  expect(withWhom(says, "fr")).toBe("ana");

  const silent = sharedShift([picksUp(ana)]);
  silent.give("fr", arrived({ legId: "caller-fr", language: "fr" }));
  silent.pass(60);
  expect(withWhom(silent, "fr")).toBe("ana");
});

test("who waits for a caller's word in the other language is let go for somebody who is using", () => {
  const shared = sharedShift([picksUp(ana)]);
  shared.give("fr", arrived({ legId: "caller-fr", language: "fr" }));
  shared.pass(4);
  calls(shared, "using");
  shared.give("using", {
    kind: "keyPressed",
    legId: "caller-using",
    role: "caller",
    party: null,
    ask: "menu",
    digits: "7",
  });
  shared.pass(6);
  expect(withWhom(shared, "using")).toBe("ana");
});

test("the urgency of a session is what its caller is in the middle of", () => {
  const urgencyOf = (...steps: readonly Step[]) =>
    waiterOf(given(arrived(), ...steps).session)?.urgency;
  const talk = { kind: "kindSet", by: "line", sessionKind: "talk" } as const;
  const said = [urgencyOf(), urgencyOf(talk), urgencyOf(key("7")), urgencyOf(key("9"))];
  expect(said).toEqual([3, 4, 2, 1]);
  expect(urgencyOf(accepts("ana"), usingNow, loses("ana"))).toBe(0);
  expect(urgencyOf(accepts("ana"))).toBeUndefined();
});
