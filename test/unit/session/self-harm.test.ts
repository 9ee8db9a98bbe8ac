import { expect, test } from "vitest";
import { waiterOf } from "../../../src/domain/session/queue.ts";
import { after, given, givenRoster, type Step } from "../../support/given.ts";
import {
  accepts,
  arrived,
  CALLER,
  does,
  ends,
  key,
  planned,
  says,
  usingNow,
} from "../../support/steps.ts";

const worry = does({ kind: "concernMarked", concern: "selfHarm" });
const talks: readonly Step[] = [arrived(), accepts("ana"), planned(), worry];
const paged = (scene: ReturnType<typeof given>): readonly string[] =>
  scene.owed("page").map(({ because }) => because);

test("a supervisor is called in as soon as it is marked", () => {
  expect(paged(given(...talks))).toEqual(["selfHarm"]);
});

test("a caller who talks is never sent anybody by itself: not for an hour, nor after their line drops", () => {
  const talking = given(...talks, after(3_600));
  expect(talking.happened("helpAsked")).toEqual([]);
  const dropped = given(...talks, ends("caller", CALLER), after(3_600));
  expect(dropped.happened("helpAsked")).toEqual([]);
  expect(dropped.owed("callDesk")).toEqual([]);
});

test("their drop is recent: rung back every 25 s, and a supervisor is told at once", () => {
  const scene = given(...talks, ends("caller", CALLER), after(31));
  expect(scene.owed("callCaller").map(({ attempt }) => attempt)).toEqual([1, 2]);
  expect(paged(scene)).toEqual(["selfHarm", "lineLost"]);
});

test("not reached, and their responder gone: nothing is closed, a person decides, and can still send help", () => {
  const scene = given(
    ...talks,
    ends("caller", CALLER),
    ends("responder", "leg-ana", "completed", "ana"),
    after(600),
  );
  expect(scene.session.closed).toBeNull();
  expect(paged(scene).filter((because) => because === "selfHarm")).toHaveLength(2);
  expect(scene.happened("helpAsked")).toEqual([]);
  scene.when(does({ kind: "helpSent", reason: "selfHarm" }, "sol"));
  expect(scene.session.help.reason).toBe("selfHarm");
  expect(scene.owed("callDesk")).toHaveLength(1);
});

test("tries that ran out while their responder was there close nothing when the responder goes", () => {
  const scene = given(
    ...talks,
    ends("caller", CALLER),
    after(300),
    ends("responder", "leg-ana", "completed", "ana"),
  );
  expect(scene.session.closed).toBeNull();
});

test("nobody with them, and no number given: their drop is told of, and closes nothing", () => {
  const left = does({ kind: "callLeft" });
  const scene = given(arrived(), accepts("ana"), worry, left, ends("caller", CALLER));
  expect(scene.session.closed).toBeNull();
  expect(paged(scene)).toContain("lineLost");
  expect(scene.pass(60).owed("callCaller")).toEqual([]);
});

test.each([
  ["their number given", [planned()]],
  ["no number given", []],
] as const)(
  "%s: people are told of them every half hour, and in half a day it is closed and erased",
  (_, plan) => {
    const left = does({ kind: "callLeft" });
    const steps = [arrived(), accepts("ana"), ...plan, worry, left, ends("caller", CALLER)];
    const scene = givenRoster([], ...steps, after(600));
    const since = scene.since();
    scene.pass(3_600);
    const told = since.owed("page").filter(({ because }) => because === "selfHarm");
    expect(told).toHaveLength(2);
    expect(scene.session.closed).toBeNull();
    scene.pass(12 * 3_600);
    expect(scene.session.closed?.outcome).toBe("unknown");
    expect(scene.owed("erasePlan")).toHaveLength(1);
  },
);

test("the same drop without the worry is closed when nobody is reached", () => {
  const scene = given(
    arrived(),
    accepts("ana"),
    planned(),
    ends("caller", CALLER),
    ends("responder", "leg-ana", "completed", "ana"),
    after(600),
  );
  expect(scene.session.closed).not.toBeNull();
});

test("their words of distress page, and send nobody; silence in a watch still does, and the brief says why", () => {
  const said = given(arrived(), worry, key("7"), after(61), says("help"), after(15));
  expect(said.happened("helpAsked")).toEqual([]);
  expect(paged(said).filter((because) => because === "selfHarm")).toHaveLength(2);
  const silent = given(...talks, usingNow, after(130));
  expect(silent.session.help).toMatchObject({ state: "asked", reason: "selfHarm" });
});

test("while nobody is with them they are ahead of whoever only talks", () => {
  const left = given(...talks, does({ kind: "callLeft" }));
  const talk = given(arrived(), does({ kind: "kindSet", sessionKind: "talk" }));
  expect(waiterOf(left.session)?.urgency).toBeLessThan(waiterOf(talk.session)?.urgency ?? 0);
});
