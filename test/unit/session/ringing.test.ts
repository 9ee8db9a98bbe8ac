import { expect, test } from "vitest";
import { everybody, ana, bea, luc, oce, sol, waiter } from "../../support/people.ts";
import { START, after, given, givenRoster, wordsIn } from "../../support/given.ts";
import {
  accepts,
  arrived,
  confirms,
  does,
  ends,
  key,
  loses,
  planned,
  usingNow,
} from "../../support/steps.ts";

test("one is rung at 0 s, two at 8, any language at 20, on-call at 45, supervisors at 60", () => {
  const line = given(arrived(), after(61));
  const first = new Map<string, number>();
  for (const { staffId, at } of line.happened("responderRung")) {
    if (!first.has(staffId)) first.set(staffId, (at - START) / 1_000);
  }
  expect(Object.fromEntries(first)).toEqual({ ana: 0, bea: 8, luc: 20, oce: 45, sol: 60 });
});

test("supervisors are told at 30 s", () => {
  const line = given(arrived(), after(29.9));
  expect(line.owed("page")).toEqual([]);
  line.pass(0.1);
  expect(line.owed("page")).toMatchObject([{ because: "callerWaiting" }]);
});

test("the ring goes round again for as long as nobody takes it", () => {
  const line = given(arrived(), after(600));
  const since = line.since();
  line.pass(21);
  expect(since.owed("ringResponder").length).toBeGreaterThan(0);
});

test("circles with nobody in them do not wait: the only one free is rung at once", () => {
  const line = givenRoster([sol], arrived());
  expect(line.owed("ringResponder")).toMatchObject([{ staffId: "sol", dueAt: line.now }]);
});

test("with nobody at all, supervisors are paged at once and the search goes on", () => {
  const line = givenRoster([], arrived());
  expect(line.owed("page").map((p) => p.because)).toEqual(["callerWaiting", "nobodyReachable"]);
  expect(line.alarms.some((alarm) => alarm.kind === "ringNext")).toBe(true);
});

test("the first to accept is with the caller; the others are told and free again", () => {
  const line = given(arrived(), after(9), accepts("bea", "phone"));
  expect(line.session.company.responder?.staffId).toBe("bea");
  expect(line.owed("endRings")).toMatchObject([{ except: "leg-bea", role: "responder" }]);
  expect([...line.held]).toEqual(["bea"]);
  line.when(accepts("ana"));
  expect(line.session.company.responder?.staffId).toBe("bea");
  expect(
    wordsIn(line.hears({ id: "leg-ana", role: "responder", party: "ana", via: "softphone" })),
  ).toContain("Someone else picked up");
});

test("whoever declines is free again, and with nobody else ringing the next circle is rung at once", () => {
  const line = given(arrived(), ends("responder", "leg-ana", "busy", "ana"));
  expect([...line.held]).toEqual(["bea"]);
});

test("a person already on a call is never rung", () => {
  const line = givenRoster([{ ...ana, free: false }, bea], arrived(), after(30));
  expect(line.happened("responderRung").some((e) => e.staffId === "ana")).toBe(false);
});

test("one who speaks only the other language waits for the caller's 1", () => {
  const line = given(arrived(), after(21), accepts("luc"));
  expect(line.session.company.state).toBe("none");
  expect(wordsIn(line.hears())).toContain("Someone who speaks French");
  line.when(key("1"));
  expect(line.session.company.responder?.staffId).toBe("luc");
});

test("without a 1 they join at 60 s if nobody else has come", () => {
  const line = given(arrived(), after(21), accepts("luc"), after(38.9));
  expect(line.session.company.state).toBe("none");
  line.pass(0.1);
  expect(line.session.company.responder?.staffId).toBe("luc");
});

test("an own-language responder who accepts meanwhile is preferred", () => {
  const line = given(arrived(), after(21), accepts("luc"), accepts("bea", "phone"));
  expect(line.session.company.responder?.staffId).toBe("bea");
  expect([...line.held]).toEqual(["bea"]);
});

test("a second one of the other language does not walk in without the caller's 1", () => {
  const eve = { ...luc, staffId: "eve", idleSince: 3 };
  const line = givenRoster(
    [...everybody, eve],
    arrived(),
    after(21),
    accepts("luc"),
    accepts("eve"),
  );
  expect(line.session.company.state).toBe("none");
});

test("once the watch has begun, whoever accepts joins, whatever they speak", () => {
  const line = given(arrived(), key("7"), after(21), accepts("luc"));
  expect(line.session.company.responder?.staffId).toBe("luc");
});

test("who is rung to relieve a responder is with the caller, and the first is let go", () => {
  const line = given(
    arrived(),
    accepts("ana"),
    usingNow,
    does({ kind: "coverAsked" }),
    after(1),
    accepts("bea", "phone"),
  );
  expect(line.session.company.responder?.staffId).toBe("bea");
  expect([...line.held]).toEqual(["bea"]);
  expect(line.happened("responderLeft")).toMatchObject([{ staffId: "ana" }]);
});

test("a responder who leaves the call by their own key is not rung for it again", () => {
  const line = givenRoster(
    [ana, oce],
    arrived(),
    accepts("ana"),
    planned(),
    usingNow,
    confirms(),
    does({ kind: "callLeft" }),
  );
  const since = line.since();
  line.pass(120);
  expect(since.owed("ringResponder").map((r) => r.staffId)).not.toContain("ana");
  expect(line.session.watch).not.toBeNull();
});

test("a responder who lost their line is rung first of all", () => {
  const line = given(arrived(), after(8), accepts("bea", "phone"), usingNow);
  const since = line.since();
  line.when(loses("bea"));
  expect(since.owed("ringResponder")[0]?.staffId).toBe("bea");
});

test("somebody who once spoke to a desk can still be rung for the caller", () => {
  const line = givenRoster(
    [sol],
    arrived(),
    key("9"),
    after(1),
    ends("speaker", "speaker-sol", "noAnswer", "sol"),
  );
  expect(
    line.happened("speakerRung").length + line.happened("responderRung").length,
  ).toBeGreaterThan(0);
  const since = line.since();
  line.pass(120);
  expect(since.owed("ringResponder").length).toBeGreaterThan(0);
});

test("circles with nobody in them are passed over in one decision, and their supervisors are told all the same", () => {
  const line = givenRoster([], arrived());
  expect(line.happened("ringStepped").map(({ step }) => step)).toEqual([6]);
  expect(line.happened("supervisorsTold")).toHaveLength(1);
  const onCall = givenRoster([ana, oce], arrived(), ends("responder", "leg-ana", "busy", "ana"));
  expect(onCall.happened("ringStepped").map(({ step }) => step)).toEqual([0, 5]);
  expect(onCall.owed("page").map(({ because }) => because)).toEqual(["callerWaiting"]);
  expect(onCall.owed("ringResponder").map(({ staffId }) => staffId)).toEqual(["ana", "oce"]);
});

test("whose ring gave way is rung for again as soon as somebody is free, not at the next circle", () => {
  const line = givenRoster([ana], arrived(), after(31));
  const urgent = waiter({ urgency: 0 });
  const busyAna = { ...ana, free: false };
  line.when({ kind: "queueMoved", roster: [busyAna], waiting: [urgent] });
  expect(line.happened("ringYielded")).toHaveLength(1);
  const since = line.since();
  const theirs = { ...urgent, ringing: [{ staffId: "ana", until: line.now + 20_000 }] };
  line.send({
    kind: "queueMoved",
    roster: [busyAna, { ...oce, circle: "line" }],
    waiting: [theirs],
  });
  expect(since.owed("ringNext")).toMatchObject([{ dueAt: line.now }]);
});
