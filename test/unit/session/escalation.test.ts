import { expect, test } from "vitest";
import { phaseOf } from "../../../src/domain/session/session.ts";
import { after, given, givenRoster, type Scene } from "../../support/given.ts";
import { sol } from "../../support/people.ts";
import {
  accepts,
  accompanied,
  alone,
  arrived,
  does,
  ends,
  hangsUp,
  key,
  loses,
  planned,
  sendHelp,
  speaks,
  trustedPresses,
  usingNow,
} from "../../support/steps.ts";

const pages = (line: Scene) => line.owed("page").map((page) => page.because);
const silent = (plan: ReturnType<typeof planned>) =>
  given(arrived(), accepts("ana"), plan, usingNow, after(120));

test("help is the desk, a person of ours to speak to it, and supervisors, together", () => {
  const line = silent(planned());
  expect(line.owed("callDesk")).toMatchObject([
    { deskId: "north", attempt: 1, beside: false, dueAt: line.now },
  ]);
  expect(line.owed("callSpeaker")).toMatchObject([{ staffId: "bea", dueAt: line.now }]);
  expect(pages(line)).toContain("helpSent");
  expect(phaseOf(line.session)).toBe("escalated");
});

test("the desk comes first among what is owed at that moment", () => {
  const line = given(...accompanied);
  const since = line.since();
  line.pass(119.9);
  const decision = line.send(sendHelp);
  expect(decision.duties.findIndex((duty) => duty.kind === "callDesk")).toBe(0);
  expect(since.happened("helpAsked")).toBe(true);
});

test("with a trusted person, they are rung beside the desk", () => {
  const line = silent(planned({ trustedPerson: true }));
  expect(line.owed("callTrusted")).toHaveLength(1);
  expect(line.owed("callDesk")).toHaveLength(1);
  expect(line.owed("text")).toMatchObject([{ to: "trusted", words: "trustedText" }]);
});

test("trusted only: they are rung every minute, a supervisor at once, and no desk", () => {
  const line = silent(planned({ help: "trusted", trustedPerson: true }));
  expect(pages(line)).toContain("helpSent");
  line.pass(121);
  expect(line.owed("callTrusted").map((call) => call.attempt)).toEqual([1, 2, 3]);
  expect(line.owed("callDesk")).toEqual([]);
});

test("nobody: a supervisor and a person of ours, and no desk", () => {
  const line = silent(planned({ help: "nobody" }));
  expect(pages(line)).toContain("noPlace");
  line.pass(600);
  expect([line.owed("callDesk"), line.owed("callTrusted")]).toEqual([[], []]);
});

test("no place: the same, and the trusted person too where there is one", () => {
  const line = silent(planned({ desks: [], trustedPerson: true }));
  expect(line.owed("callTrusted")).toHaveLength(1);
  expect(pages(line)).toContain("noPlace");
  expect(line.owed("callSpeaker")).toHaveLength(1);
});

test("nobody chosen: a desk only once a person decides so, by name", () => {
  const line = silent(planned({ help: "nobody" }));
  line.when(does({ kind: "helpSent", reason: "stoppedAnswering" }, "sol"));
  expect(line.owed("callDesk")).toMatchObject([{ deskId: "north" }]);
  expect(line.happened("deskOrdered")).toMatchObject([{ by: "sol" }]);
  expect(line.send(sendHelp).refused).toBe("helpAskedAlready");
});

test("9 while waiting is an emergency: everybody is rung, supervisors told, the caller's line stays", () => {
  const line = given(arrived(), key("9"));
  expect(phaseOf(line.session)).toBe("escalated");
  expect(
    new Set(line.owed("ringResponder").map((r) => r.staffId)).size +
      line.owed("callSpeaker").length,
  ).toBeGreaterThanOrEqual(4);
  expect(pages(line)).toContain("emergency");
  line.when(planned());
  expect(line.owed("callDesk")).toHaveLength(1);
});

test("9 rings the desk whatever had been agreed: the caller has decided", () => {
  const line = given(arrived(), planned({ help: "nobody" }), key("9"));
  expect(line.owed("callDesk")).toHaveLength(1);
  const first = given(arrived(), planned({ trustedPerson: true, trustedFirst: true }), key("9"));
  expect(first.owed("callDesk")).toMatchObject([{ dueAt: first.now }]);
});

test("an emergency alone in a watch needs only the place", () => {
  const line = given(...alone, after(20), key("9"));
  expect(line.owed("callDesk")).toHaveLength(1);
  expect(line.session.help.reason).toBe("askedForHelp");
});

test("the reason is true: silence, a lost line, their own words, self-harm", () => {
  expect(silent(planned()).session.help.reason).toBe("stoppedAnswering");
  expect(given(...accompanied, after(10), hangsUp, after(90)).session.help.reason).toBe("lineLost");
  const marked = given(
    ...accompanied,
    does({ kind: "concernMarked", concern: "selfHarm" }),
    after(120),
  );
  expect(marked.session.help.reason).toBe("selfHarm");
});

test("the open line speaks every 30 s to whoever is there", () => {
  const line = given(...alone, after(120));
  const since = line.since();
  line.pass(95);
  expect(line.happened("openLineAsked").map((e) => e.turn)).toEqual([1, 2, 3]);
  expect(line.session.watch?.deadline.helpAt).toBeNull();
  expect(since.happened("checkInMissed")).toBe(false);
});

test("a watch begun while help is out is not escalated a second time", () => {
  const line = given(arrived(), accepts("ana"), planned(), sendHelp, usingNow, after(600));
  expect(line.happened("helpAsked")).toHaveLength(1);
});

test("a person of ours keeps being looked for while nobody is free, at one pace", () => {
  const line = givenRoster([], arrived(), planned(), key("7"), after(120));
  line.pass(600);
  const alarms = line.alarms.filter((alarm) => alarm.kind === "ringSpeaker");
  expect(alarms).toHaveLength(1);
});

test("the one person there is, having missed it, is rung again", () => {
  const line = givenRoster([sol], arrived(), accepts("ana"), planned(), usingNow, loses("ana"));
  line.when(ends("responder", "leg-sol", "noAnswer", "sol"), sendHelp);
  const first = line.owed("callSpeaker").length;
  line.when(ends("speaker", "speaker-sol", "noAnswer", "sol"));
  line.when(ends("responder", "leg-sol", "noAnswer", "sol"));
  line.pass(60);
  expect(first + line.owed("callSpeaker").length).toBeGreaterThan(first + 1);
});

test("an emergency after a stand-down is a whole one: first desk, trusted person, a speaker", () => {
  const plan = planned({ trustedPerson: true });
  const line = given(
    arrived(),
    accepts("ana"),
    plan,
    usingNow,
    sendHelp,
    speaks("sol"),
    after(5),
    does({ kind: "stoodDown", reason: "callerTalking" }),
    { kind: "legEnded", legId: "speaker-sol", role: "speaker", party: "sol", how: "completed" },
    after(30),
  );
  const since = line.since();
  line.when(sendHelp);
  expect(since.owed("callDesk")).toMatchObject([{ deskId: "north" }]);
  expect(since.owed("callTrusted")).toHaveLength(1);
  expect(since.owed("callSpeaker")).toHaveLength(1);
});

test("trusted only, rung before for a drowsy caller, is rung again when help is due", () => {
  const line = given(
    arrived(),
    accepts("ana"),
    planned({ help: "trusted", trustedPerson: true }),
    usingNow,
    does({ kind: "trustedCalled" }),
  );
  line.when({
    kind: "legEnded",
    legId: "trusted-1",
    role: "trusted",
    party: null,
    how: "noAnswer",
  });
  const since = line.since();
  line.pass(120);
  expect(line.session.help.state).toBe("asked");
  expect(since.owed("callTrusted")).toHaveLength(1);
  line.when(trustedPresses("1"));
  line.pass(300);
  expect(since.owed("callTrusted")).toHaveLength(1);
});
