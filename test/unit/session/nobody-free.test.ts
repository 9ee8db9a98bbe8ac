import { expect, test } from "vitest";
import { after, givenRoster, gatherIn, wordsIn } from "../../support/given.ts";
import { ana } from "../../support/people.ts";
import { accepts, arrived, hangsUp, key, keyAt, picksUp } from "../../support/steps.ts";

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
