import { expect, test } from "vitest";
import { after, given, gatherIn, wordsIn } from "../../support/given.ts";
import { accepts, arrived, does, key, loses, planned, usingNow } from "../../support/steps.ts";

const asks = (question: "okay" | "needHelp" | "samePlace") =>
  does({ kind: "questionSent", question });

test("a session without one spoken word works from ring to goodbye", () => {
  const line = given(arrived(), key("4"), after(2), accepts("ana"));
  expect(gatherIn(line.hears())).not.toBeNull();
  line.when(asks("okay"));
  expect(wordsIn(line.hears())).toBe("Are you okay? 1 yes, 2 no.");
  line.when(key("1"));
  expect(line.session.question).toMatchObject({ question: "okay", answer: true });
  line.when(planned(), usingNow, after(60));
  expect(gatherIn(line.hears())?.ask).toBe("c1.1");
  line.when(key("5"), asks("samePlace"), key("2"));
  expect(line.session.question?.answer).toBe(false);
  expect(line.happened("checkInKept")).toHaveLength(2);
  expect(line.happened("checkInKept").every((e) => e.how === "key")).toBe(true);
  line.when(does({ kind: "saidGoodbye" }));
  expect(line.session.closed?.outcome).toBe("well");
});

test("the caller is held outside the conference, responder or not", () => {
  const line = given(arrived(), key("4"), accepts("ana"), usingNow, after(20));
  expect(line.hears().some((step) => step.step === "conference")).toBe(false);
});

test("silence is asked by the line at 0, 20 and 40 s, and help follows", () => {
  const line = given(arrived(), key("4"), accepts("ana"), planned(), usingNow, after(120));
  expect(line.happened("callerAsked").map((e) => e.ask)).toEqual([1, 2, 3]);
  expect(line.session.help.state).toBe("asked");
});

test("a responder can begin it, end it, and not ask without it", () => {
  const line = given(arrived(), accepts("ana"));
  expect(line.send(asks("okay")).refused).toBe("keysOnlyNeeded");
  line.when(does({ kind: "keysOnlySet", on: true }));
  expect(line.owed("moveLeg").length).toBeGreaterThan(0);
  line.when(does({ kind: "keysOnlySet", on: false }));
  expect(line.hears()).toMatchObject([{ step: "conference" }]);
});

test("an answer to an older question answers nothing", () => {
  const line = given(arrived(), key("4"), accepts("ana"), asks("okay"), asks("needHelp"));
  line.send({
    kind: "keyPressed",
    legId: "caller-1",
    role: "caller",
    party: null,
    ask: "q1",
    digits: "1",
  });
  expect(line.session.question?.answer).toBeNull();
});

test("a question whose responder has gone is not asked any more: who waits is told so", () => {
  const line = given(arrived(), key("4"), accepts("ana"), asks("okay"), loses("ana"));
  expect(gatherIn(line.hears())?.ask).toBe("menu");
  expect(wordsIn(line.hears())).not.toContain("Are you okay?");
});

test("9 is an emergency here too", () => {
  const line = given(arrived(), key("4"), accepts("ana"), planned(), key("9"));
  expect(line.owed("callDesk")).toHaveLength(1);
});
