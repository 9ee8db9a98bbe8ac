import { expect, test } from "vitest";
import { after, given, givenRoster, gatherIn, wordsIn, type Scene } from "../../support/given.ts";
import { ana } from "../../support/people.ts";
import {
  accepts,
  accompanied,
  arrived,
  confirms,
  does,
  hangsUp,
  key,
  keyOnRedial,
  loses,
  planned,
  ringsAgain,
  usingNow,
} from "../../support/steps.ts";

const helpAt = (line: Scene) => line.session.watch?.deadline.helpAt;
const lost = [...accompanied, after(60), confirms(), after(20), loses("ana")];

test("the caller is spoken to at once, others are rung, and no deadline moves", () => {
  const line = given(...accompanied, after(60), confirms(), after(20));
  const before = helpAt(line);
  const since = line.since();
  line.when(loses("ana"));
  expect(since.owed("moveLeg")).toMatchObject([{ legId: "caller-1", dueAt: line.now }]);
  expect(since.owed("ringResponder")).toMatchObject([{ staffId: "ana" }]);
  expect(since.owed("page")).toMatchObject([{ because: "responderLost" }]);
  expect(helpAt(line)).toBe(before);
  expect(wordsIn(line.hears())).toContain("The person with you lost their line. It's not you.");
});

test("a key to those words is an answer, and then 45 s until somebody is there", () => {
  const line = given(...lost);
  expect(gatherIn(line.hears())?.ask).toBe("c2.1");
  line.when(key("5"));
  expect((line.session.watch?.deadline.dueAt ?? 0) - line.now).toBe(45_000);
});

test("silence brings help at the deadline that stood, with nobody there", () => {
  const line = givenRoster([], ...lost);
  line.pass(159.9);
  expect(line.session.help.state).toBe("none");
  line.pass(0.1);
  expect(line.session.help.state).toBe("asked");
});

test("the next responder takes over the watch as it stands", () => {
  const line = given(...lost, after(5), accepts("bea", "phone"));
  expect(line.session.watch?.checkIn).toBe(2);
  expect(line.owed("bringTogether").at(-1)).toMatchObject({ legId: "caller-1" });
  expect(line.hears()).toMatchObject([{ step: "conference" }]);
});

test("lost in the middle of a check-in, the line asks the caller itself from there on", () => {
  const line = given(...accompanied, after(75), loses("ana"));
  expect(gatherIn(line.hears())?.ask).toBe("c1.1");
  line.pass(5);
  expect(gatherIn(line.hears())?.ask).toBe("c1.2");
});

test("an end of some other leg of theirs loses nobody", () => {
  const line = given(...accompanied, {
    kind: "legEnded",
    legId: "leg-ana-old",
    role: "responder",
    party: "ana",
    how: "canceled",
  });
  expect(line.session.company.state).toBe("with");
});

test("lost twice is lost once", () => {
  const line = given(...lost, loses("ana"));
  expect(line.happened("responderLost")).toHaveLength(1);
});

test("both lines gone: the caller is called back and help has its deadline", () => {
  const line = given(...lost, after(1), hangsUp, after(90));
  expect(line.owed("callCaller").length).toBeGreaterThan(1);
  expect(line.session.help).toMatchObject({ state: "asked", reason: "lineLost" });
});

test("who leaves by their own key hands the caller to others or to the line", () => {
  const line = givenRoster(
    [ana],
    arrived(),
    accepts("ana"),
    planned(),
    usingNow,
    after(10),
    does({ kind: "callLeft" }),
  );
  expect(line.session.closed).toBeNull();
  expect([...line.held]).toEqual([]);
  line.pass(50);
  expect(gatherIn(line.hears())?.ask).toBe("c1.1");
});

test("before use, leaving ends the call, and says what the line is for", () => {
  const line = given(arrived(), accepts("ana"), does({ kind: "callLeft" }));
  expect(line.session.closed?.outcome).toBe("misuse");
  expect(wordsIn(line.hears())).toBe(
    "This call ends here. When you're going to use, you can call.",
  );
});

test("somebody who rang again without a number is not left alone in an empty conference", () => {
  const line = given(
    ...accompanied,
    after(10),
    hangsUp,
    ringsAgain(false),
    keyOnRedial("1"),
    loses("ana"),
  );
  expect(line.session.redial?.state).toBe("declined");
  expect(line.owed("moveLeg").map((move) => move.legId)).toContain("again-1");
});
