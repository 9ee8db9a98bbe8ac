import { expect, test } from "vitest";
import { isWaitedForRoom, waiterOf } from "../../../src/domain/session/queue.ts";
import { after, given, givenRoster, wordsIn, type Step } from "../../support/given.ts";
import { waiter } from "../../support/people.ts";
import { ana, luc } from "../../support/people.ts";
import { accepts, arrived, CALLER, does, ends, usingNow } from "../../support/steps.ts";

const talk: readonly Step[] = [
  arrived(),
  accepts("ana"),
  does({ kind: "kindSet", sessionKind: "talk" }),
];
const offered = does({ kind: "callBackOffered" });
const transfer = does({
  kind: "transferAsked",
  to: { kind: "line", lineId: "crisis" },
  reach: { via: "phone", language: "en", takesBy: "key" },
  consented: true,
});

test("a caller who makes room hears when they are called, and their responder is free for somebody else", () => {
  const scene = given(...talk, offered);
  expect(wordsIn(scene.hears())).toMatch(/we call you by/);
  const ana = { id: "leg-ana", role: "responder", party: "ana", via: "softphone" } as const;
  expect(wordsIn(scene.hears(ana))).toContain("looked after");
  expect(waiterOf(scene.session)).not.toBeNull();
  scene.when(ends("caller", CALLER));
  expect(scene.session.closed).toBeNull();
});

test("by a supervisor's wish it is their responder who is free, and not the supervisor", () => {
  const scene = givenRoster([], ...talk);
  expect(scene.held).toContain("ana");
  scene.when(does({ kind: "callBackOffered" }, "sol"));
  expect(scene.held).not.toContain("ana");
  expect(scene.happened("callBackAgreed")).toMatchObject([{ staffId: "ana" }]);
});

test("who came to relieve them, and waits for the caller's word on their language, is free too", () => {
  const cover = does({ kind: "coverAsked" });
  const scene = givenRoster([ana, luc], ...talk, cover, after(21), accepts("luc"));
  expect(scene.session.company.offered?.staffId).toBe("luc");
  scene.when(offered);
  expect(scene.session.company.offered).toBeNull();
  expect(scene.held).not.toContain("luc");
});

test("they are called by whoever is free next, and supervisors are told if nobody was in time", () => {
  const scene = given(...talk, offered, ends("caller", CALLER), accepts("bea", "phone"));
  expect(scene.owed("callCaller")).toHaveLength(1);
  const late = given(...talk, offered, ends("caller", CALLER), after(3_600));
  expect(late.happened("callBackLate")).toHaveLength(1);
});

test.each([
  ["they are watched over", [usingNow], "watchOpen"],
  ["a worry is marked", [does({ kind: "concernMarked", concern: "child" })], "worrying"],
  ["help is out", [does({ kind: "helpSent", reason: "injury" })], "helpAskedAlready"],
  ["somebody is rung for them", [transfer], "transferAlready"],
  ["their line is lost", [usingNow, ends("caller", CALLER)], "lineLost"],
] as const)("it is no wish while %s", (_, steps, refused) => {
  expect(given(...talk, ...steps).send(offered).refused).toBe(refused);
});

test("nor without a number to call", () => {
  const scene = given(arrived({ numberKnown: false }), accepts("ana"));
  expect(scene.send(offered).refused).toBe("noNumber");
});

const own = { id: "own", rehearsal: false };

test("room is wanted by who is about to use and has nobody ringing, on this side of the rehearsal wall", () => {
  expect(isWaitedForRoom([waiter({})], own, 100)).toBe(true);
  expect(isWaitedForRoom([waiter({ urgency: 4 })], own, 100)).toBe(false);
  expect(isWaitedForRoom([waiter({ sessionId: "own" })], own, 100)).toBe(false);
  const rung = waiter({ ringing: [{ staffId: "ana", until: 200 }] });
  expect(isWaitedForRoom([rung], own, 100)).toBe(false);
  expect(isWaitedForRoom([waiter({ urgency: 13 })], own, 100)).toBe(false);
  expect(isWaitedForRoom([waiter({ urgency: 13 })], { ...own, rehearsal: true }, 100)).toBe(true);
});
