import { expect, test } from "vitest";
import { after, givenRoster, gatherIn, wordsIn } from "../../support/given.ts";
import { ana, sol } from "../../support/people.ts";
import { accepts, arrived, ends, hangsUp, key, keyAt, picksUp } from "../../support/steps.ts";

const busy = { ...ana, free: false };

test("from 20 s the line offers to check on them while ringing goes on", () => {
  const line = givenRoster([busy], arrived(), after(20));
  expect(wordsIn(line.hears({}, { turn: 2 }))).toContain("press 7 and I'll check on you");
  expect(line.session.company.search).not.toBeNull();
});

test("from 60 s: stay with me, call me back, or stay on", () => {
  const line = givenRoster([busy], arrived(), after(60));
  expect(gatherIn(line.hears())?.ask).toBe("nobody");
  expect(wordsIn(line.hears({}, { turn: 3 }))).toContain("Press 2 and we call you by 3:16 AM");
});

test("1 begins a watch by the line, and people go on being rung", () => {
  const line = givenRoster([busy], arrived(), after(60), key("1"));
  expect(line.session.watch).not.toBeNull();
  expect(line.alarms.some((alarm) => alarm.kind === "ringNext")).toBe(true);
  line.pass(60);
  expect(gatherIn(line.hears())?.ask).toBe("c1.1");
});

test("a responder who frees joins an open watch", () => {
  const line = givenRoster([ana], arrived(), after(2), key("7"), after(30), accepts("ana"));
  expect(line.session.company.state).toBe("with");
  expect(line.session.watch?.checkIn).toBe(1);
});

test("2 promises a call within 15 min; somebody who frees calls them", () => {
  const line = givenRoster([ana], arrived(), after(60), key("2"));
  expect(wordsIn(line.hears())).toContain("Okay, we call you by 3:16 AM");
  line.when(hangsUp);
  expect(line.session.closed).toBeNull();
  line.when(after(100), accepts("ana"));
  expect(line.owed("callCaller")).toHaveLength(1);
  line.when(picksUp());
  expect(line.session.caller).toMatchObject({ on: "line", legId: "back-1", callBackBy: null });
});

test("a promise that is late pages", () => {
  const line = givenRoster([busy], arrived(), after(60), key("2"), hangsUp, after(900));
  expect(line.owed("page").map((page) => page.because)).toContain("callBackLate");
});

test("without a number nobody can be called back, and the caller is told so", () => {
  const line = givenRoster([busy], arrived({ numberKnown: false }), after(60), key("2"));
  expect(line.session.caller.on).toBe("line");
  const heard = line.hears({}, { turn: 4, pressed: { ask: "nobody", digits: "2" } });
  expect(wordsIn(heard)).toContain("I can't see your number");
});

test("a late 2, once the watch has begun or somebody is there, sends nobody away", () => {
  const watched = givenRoster([busy], arrived(), after(60), key("1"));
  watched.when(keyAt("nobody", "2")(watched));
  expect(watched.session.caller.on).toBe("line");
  const joined = givenRoster([ana], arrived(), after(60), accepts("ana"));
  joined.when(keyAt("nobody", "2")(joined));
  expect(joined.session.caller.on).toBe("line");
});

test("the honest words are said at the first turn after 60 s, whichever that is, and not twice in a row", () => {
  for (const turn of [3, 4, 5, 6, 7]) {
    const line = givenRoster([busy], arrived(), after(60));
    const said = (seconds: number) =>
      wordsIn(line.when(after(seconds)).hears({}, { turn })).includes("nobody can pick up");
    expect(said(11)).toBe(true);
    expect(said(17)).toBe(false);
  }
});

test("they are said again, to whoever stays on", () => {
  const line = givenRoster([busy], arrived(), after(60));
  let heard = 0;
  for (let turn = 5; line.seconds < 300; turn += 1) {
    const nobody = wordsIn(line.hears({}, { turn })).includes("nobody can pick up");
    heard += nobody ? 1 : 0;
    // The words themselves last longer than a turn without them.
    line.pass(nobody ? 20 : 12);
  }
  expect(heard).toBe(7);
});

test("who says that they are using while they wait is watched at once", () => {
  const line = givenRoster([busy], arrived(), after(7), key("7"));
  expect(line.session.watch?.began).toBe(line.now);
  const late = givenRoster([busy], arrived(), after(75), key("1"));
  expect(late.session.watch?.began).toBe(late.now);
});

const asked = [arrived(), after(60), key("2"), hangsUp] as const;
const theyLetItRing = (how: "noAnswer" | "machine" = "noAnswer", legId = "back-1") =>
  ends("caller", legId, how);

test("a promised call they do not pick up frees their responder, who hears why; it is made again within the time promised", () => {
  const line = givenRoster([ana], ...asked, accepts("ana"), after(20), theyLetItRing());
  expect([...line.held]).toEqual([]);
  const leg = { id: "leg-ana", role: "responder", party: "ana", via: "softphone" } as const;
  expect(wordsIn(line.hears(leg))).toContain("They did not pick up");
  line.when(ends("responder", "leg-ana", "completed", "ana"));
  const since = line.since();
  line.pass(270);
  expect(since.owed("ringResponder")).toEqual([]);
  line.pass(60);
  expect(since.owed("ringResponder").map(({ staffId }) => staffId)).toContain("ana");
  line.when(accepts("ana"));
  expect(since.owed("callCaller")).toHaveLength(1);
  line.when(picksUp("back-2"));
  expect(line.session.caller).toMatchObject({ on: "line", legId: "back-2" });
  expect(line.session.company.state).toBe("with");
});

test("after three tries a supervisor decides, and nobody is rung for it any more; a machine is never told anything", () => {
  const line = givenRoster([ana], ...asked);
  for (const legId of ["back-1", "back-2", "back-3"]) {
    line.when(accepts("ana"), after(5), theyLetItRing("machine", legId), after(400));
  }
  expect(line.happened("callBackUnanswered").map(({ tries }) => tries)).toEqual([1, 2, 3]);
  expect(line.owed("page").map(({ because }) => because)).toContain("callBackLate");
  expect(line.happened("callBackLate")).toHaveLength(1);
  const since = line.since();
  line.pass(3_600);
  expect(since.owed("ringResponder")).toEqual([]);
  expect(line.session.closed).toBeNull();
  line.when({ kind: "callerCalled", by: "sol" });
  expect(since.owed("ringResponder")).toHaveLength(1);
});

test("a responder who does not pick up is followed by the next, for who asked to be called as for anybody", () => {
  const line = givenRoster([ana, sol], ...asked);
  const since = line.since();
  line.when(ends("responder", "leg-ana", "noAnswer", "ana"), after(30));
  expect(since.owed("ringResponder").map(({ staffId }) => staffId)).toContain("sol");
});

test("who left before use and did not ask is never called", () => {
  const line = givenRoster([busy], arrived(), after(70), hangsUp, after(3_600));
  expect(line.session.closed?.outcome).toBe("left");
  expect(line.owed("callCaller")).toEqual([]);
});

test("who picks up a call of ours that rang on, their responder let go, is looked after like anybody on the line", () => {
  const line = givenRoster([ana, sol], ...asked, accepts("ana"), after(3));
  line.when(ends("responder", "leg-ana", "completed", "ana"), after(6), accepts("sol"), after(1));
  expect(line.owed("callCaller")).toHaveLength(2);
  line.when(ends("caller", "back-2", "busy"), after(1), picksUp("back-1"));
  expect(line.session.caller).toMatchObject({ on: "line", legId: "back-1" });
  expect(line.session.company.search?.since).toBe(line.now);
  const since = line.since();
  line.pass(60);
  expect(since.owed("ringResponder").map(({ staffId }) => staffId)).toContain("sol");
  line.when(accepts("sol"));
  expect(line.session.company.state).toBe("with");
});

test("after three tries supervisors are reminded every half hour; 12 h after the promise the line closes it, and erases it", () => {
  const line = givenRoster([ana], ...asked);
  for (const legId of ["back-1", "back-2", "back-3"]) {
    line.when(after(300), accepts("ana"), after(5), theyLetItRing("noAnswer", legId));
  }
  const { callBackBy: by } = line.session.caller;
  const left = ((by ?? 0) + 12 * 3_600_000 - line.now) / 1_000;
  const since = line.since();
  line.pass(3 * 3_600);
  const pages = since.owed("page").map(({ because }) => because);
  expect(pages).toEqual(Array.from({ length: 6 }, () => "callBackLate"));
  line.pass(left - 3 * 3_600 - 1);
  expect(line.session.closed).toBeNull();
  expect(line.owed("erasePlan")).toEqual([]);
  line.pass(1);
  expect(line.session.closed).toMatchObject({ at: line.now, outcome: "left" });
  expect(line.owed("erasePlan")).toHaveLength(1);
  const afterwards = line.since();
  line.pass(24 * 3_600);
  expect(afterwards.owed("page")).toEqual([]);
});

test("who is being called as the 12 h are over is not cut off", () => {
  const line = givenRoster([busy], ...asked, after(15 * 60 + 12 * 3_600 - 10), accepts("ana"));
  line.when(after(20), picksUp());
  expect(line.session.closed).toBeNull();
  expect(line.session).toMatchObject({ caller: { on: "line" }, company: { state: "with" } });
});

test("after the last try their responder hears that a supervisor decides, in both languages", () => {
  const line = givenRoster([ana], ...asked);
  const leg = { id: "leg-ana", role: "responder", party: "ana", via: "softphone" } as const;
  for (const legId of ["back-1", "back-2"]) {
    line.when(accepts("ana"), after(5), theyLetItRing("noAnswer", legId));
    expect(wordsIn(line.hears(leg))).toContain("We try again later");
    line.when(after(400));
  }
  line.when(accepts("ana"), after(5), theyLetItRing("noAnswer", "back-3"));
  expect(wordsIn(line.hears(leg))).toMatch(/did not pick up.*supervisor decides/);
  expect(wordsIn(line.hears({ ...leg, language: "fr" }))).toMatch(/pas répondu.*supervision/);
  expect(wordsIn(line.hears(leg))).not.toContain("try again");
});
