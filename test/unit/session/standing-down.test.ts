import { expect, test } from "vitest";
import { after, given, type Scene } from "../../support/given.ts";
import {
  accepts,
  accompanied,
  alone,
  arrived,
  deskAnswers,
  deskEnds,
  deskIsMachine,
  deskPresses,
  does,
  ends,
  hangsUp,
  key,
  planned,
  sendHelp,
  speaks,
  usingNow,
} from "../../support/steps.ts";

const off = does({ kind: "stoodDown", reason: "callerTalking" });
const taken = [...accompanied, sendHelp, deskAnswers("north"), deskPresses("north", "1")];
const helpIn = (line: Scene) => ((line.session.watch?.deadline.helpAt ?? 0) - line.now) / 1_000;

test("only a person, by name and with a reason; the watch goes on at 45 s and the desk is told", () => {
  const line = given(...taken, after(30), off);
  expect(line.happened("helpStoodDown")).toMatchObject([{ by: "ana", reason: "callerTalking" }]);
  expect(helpIn(line)).toBe(105);
  expect(line.owed("callDesk").at(-1)).toMatchObject({ deskId: "north", errand: "answering" });
});

test("no key of the caller's calls it off", () => {
  for (const digits of "0123456789") {
    const line = given(...alone, after(120), key(digits), after(1), key(digits));
    expect(line.session.help.state).toBe("asked");
    expect(line.session.closed).toBeNull();
  }
});

test("the desk that took it is told, not the last that was rung", () => {
  const line = given(
    ...accompanied,
    sendHelp,
    deskAnswers("north"),
    after(105),
    deskPresses("north", "1"),
    deskEnds("south", "canceled"),
    off,
  );
  expect(line.owed("callDesk").at(-1)).toMatchObject({ deskId: "north", errand: "answering" });
});

test("still sending, says the desk: arrival is owed again, and the open line speaks", () => {
  const line = given(
    ...taken,
    off,
    deskAnswers("north", "told"),
    deskPresses("north", "1", "answering", "told"),
  );
  expect(line.session.help.state).toBe("taken");
  expect(line.session.help.arrivalDueAt).toBe(line.now + 480_000);
  const since = line.since();
  line.pass(65);
  expect(since.happened("openLineAsked")).toBe(true);
});

test("cancelled, says the desk: it is written down, and nobody is rung again", () => {
  const line = given(
    ...taken,
    off,
    deskAnswers("north", "told"),
    deskPresses("north", "2", "answering", "told"),
    deskEnds("north", "completed", "told"),
  );
  expect(line.session.help.deskStill).toBe(false);
  const since = line.since();
  line.pass(40);
  expect(since.owed("callDesk")).toEqual([]);
});

test("silence after it brings help again", () => {
  const line = given(...taken, off, after(105));
  expect(line.session.help.state).toBe("asked");
  expect(line.happened("helpAsked")).toHaveLength(2);
});

test("called off while the line is lost: the reach deadline stands, and they go on being called", () => {
  const line = given(...accompanied, after(10), hangsUp, after(300), off);
  expect(line.session.watch?.deadline.kind).toBe("reach");
  expect(helpIn(line)).toBe(90);
  const since = line.since();
  line.pass(60);
  expect(since.owed("callCaller").length).toBeGreaterThan(0);
  expect(line.session.caller.lost?.extended).toBe(false);
});

test("without a watch there is nothing to resume, and the session stays open", () => {
  const line = given(arrived(), accepts("ana"), planned(), sendHelp, off, after(600));
  expect(line.session.watch).toBeNull();
  expect(line.session.closed).toBeNull();
});

test("help that is out is called off before a session can be closed", () => {
  const line = given(...taken);
  expect(line.send(does({ kind: "closed", outcome: "well" })).refused).toBe("helpAskedAlready");
  expect(line.send(does({ kind: "saidGoodbye" })).refused).toBe("helpAskedAlready");
});

test("closed straight after, the desk still gets told", () => {
  const line = given(...taken, off, does({ kind: "closed", outcome: "calledOff" }));
  line.when(deskEnds("north", "busy", "told-1"), after(6));
  expect(line.owed("callDesk").filter((call) => call.errand === "answering")).toHaveLength(2);
  line.when(deskAnswers("north", "told-2"), deskPresses("north", "2", "answering", "told-2"));
  expect(line.session.help.deskStill).toBe(false);
});

test("a watch in automatic mode stays watched by the line", () => {
  const line = given(
    ...alone,
    after(120),
    does({ kind: "stoodDown", reason: "raisedByMistake" }, "sol"),
    usingNow,
  );
  expect(line.session.watch).not.toBeNull();
  expect(line.session.company.search).not.toBeNull();
});

const told = (line: Scene) =>
  line
    .owed("callDesk")
    .filter(({ errand }) => errand === "answering")
    .map(({ deskId }) => deskId);

/** North heard of it and hung up; south took it. */
const twoKnow = [
  ...accompanied,
  sendHelp,
  deskAnswers("north"),
  after(5),
  deskEnds("north", "completed"),
  deskAnswers("south"),
  deskPresses("south", "1"),
];

test("every desk that picked up is told, whoever took it first", () => {
  const line = given(...twoKnow, off);
  expect(told(line)).toEqual(["south", "north"]);
  expect(line.owed("callDesk").slice(-2)).toMatchObject([{ beside: false }, { beside: true }]);
});

test("a desk that was only busy was told of nothing, and is left alone", () => {
  expect(told(given(...taken.slice(0, -2), deskEnds("north"), deskAnswers("south"), off))).toEqual([
    "south",
  ]);
});

test("another desk says it sends nobody: that ends nothing for whoever has it", () => {
  const line = given(
    ...twoKnow,
    off,
    deskAnswers("north", "told-north"),
    deskPresses("north", "2", "answering", "told-north"),
    deskEnds("north", "completed", "told-north"),
    after(40),
  );
  expect(line.happened("deskNotSending")).toMatchObject([{ deskId: "north" }]);
  expect(line.session.help).toMatchObject({ state: "stoodDown", deskStill: null });
  expect(told(line)).toEqual(["south", "north"]);
});

test("another desk that is still sending is believed: arrival is owed", () => {
  const line = given(
    ...twoKnow,
    off,
    deskAnswers("north", "told-north"),
    deskPresses("north", "1", "answering", "told-north"),
  );
  expect(line.session.help).toMatchObject({ state: "taken", deskStill: true });
});

test("one that is not reached is rung again, and the other is not", () => {
  const line = given(...twoKnow, off, deskAnswers("south", "told-south"));
  line.when(
    deskPresses("south", "2", "answering", "told-south"),
    deskEnds("north", "busy", "told-north"),
    after(6),
  );
  expect(told(line)).toEqual(["south", "north", "north"]);
});

test("the desk itself calls it off: the others are told of that too", () => {
  const line = given(...alone, after(120), deskAnswers("north"), deskEnds("north", "completed"));
  line.when(deskAnswers("south"), deskPresses("south", "1"), key("5"));
  expect(told(line)).toEqual(["south"]);
  line.when(deskAnswers("south", "told"), deskPresses("south", "2", "answering", "told"));
  expect(told(line)).toEqual(["south", "north"]);
});

test("a desk that listens to the recording hears at once that it is called off", () => {
  const line = given(...accompanied, sendHelp, deskAnswers("north"));
  const since = line.since();
  line.when(off);
  expect(since.owed("moveLeg").map(({ legId }) => legId)).toContain("desk-north");
});

test("a trusted person who was on their way is rung, not only texted", () => {
  const going = { kind: "keyPressed", legId: "trusted-1", role: "trusted" } as const;
  const line = given(
    arrived(),
    accepts("ana"),
    planned({ trustedPerson: true }),
    usingNow,
    sendHelp,
    { ...going, party: null, ask: "trusted", digits: "1" },
  );
  const since = line.since();
  line.when(off);
  expect(since.owed("callTrusted")).toMatchObject([{ dueAt: line.now }]);
  expect(since.owed("text")).toMatchObject([{ words: "trustedOver" }]);
  expect(since.owed("endRinging").map(({ role }) => role)).toEqual(["desk"]);
});

test("a voicemail is told of nothing: its desk is rung again, one call after the other", () => {
  const line = given(
    ...twoKnow,
    off,
    deskAnswers("north", "told-1"),
    deskIsMachine("north", "told-1"),
  );
  line.pass(40);
  expect(told(line)).toEqual(["south", "north"]);
  line.when(deskEnds("north", "completed", "told-1"), after(4.9));
  expect(told(line)).toEqual(["south", "north"]);
  line.when(after(0.1), deskAnswers("north", "told-2"), deskEnds("north", "completed", "told-2"));
  line.pass(30);
  expect(told(line).filter((deskId) => deskId === "north")).toHaveLength(2);
});

test("a person taken for a machine who presses a key has heard of it", () => {
  const line = given(
    ...twoKnow,
    off,
    deskAnswers("north", "told-1"),
    deskIsMachine("north", "told-1"),
  );
  line.when(deskPresses("north", "4", "answering", "told-1"));
  line.when(deskEnds("north", "completed", "told-1"), after(30));
  expect(told(line)).toEqual(["south", "north"]);
});

test("the carrier says so when the voicemail is over, and the session closed: it is rung again all the same", () => {
  const line = given(...twoKnow, off, deskAnswers("south", "told-south"));
  line.when(deskPresses("south", "2", "answering", "told-south"));
  line.when(does({ kind: "closed", outcome: "calledOff" }), deskAnswers("north", "told-1"));
  line.when(deskEnds("north", "completed", "told-1"), deskIsMachine("north", "told-1"), after(5));
  expect(told(line)).toEqual(["south", "north", "north"]);
});

test("a call that was overtaken before it was placed tells nobody: called off again, the desk is rung at once", () => {
  const line = given(...taken, deskEnds("north", "completed"), off);
  line.when(does({ kind: "deskTold", stillSending: true }));
  line.when(off);
  expect(told(line)).toEqual(["north", "north"]);
});

test("should word of a call that tells a desk never come, it is rung again after 45 s", () => {
  const line = given(...taken, off, after(44.9));
  expect(told(line)).toEqual(["north"]);
  expect(told(line.pass(0.1))).toEqual(["north", "north"]);
});

test("whoever of ours is with a caller who has nobody else stays as their responder; nobody is rung", () => {
  const line = given(...alone, after(120), speaks("sol"));
  expect(line.session.help.speaker).toMatchObject({ staffId: "sol", state: "up" });
  expect(line.session.company.state).toBe("none");
  const since = line.since();
  line.when(does({ kind: "stoodDown", reason: "callerTalking" }, "sol"));
  expect(line.session.company.responder).toMatchObject({ staffId: "sol", legId: "speaker-sol" });
  expect([...line.held]).toEqual(["sol"]);
  line.pass(5);
  expect(since.owed("ringResponder")).toEqual([]);
  const leg = { id: "speaker-sol", role: "speaker", party: "sol", via: "softphone" } as const;
  expect(line.hears(leg)[0]).toMatchObject({ step: "conference" });
});

test("should their line go, they are a lost responder like any other", () => {
  const line = given(...alone, after(120), speaks("sol"));
  line.when(does({ kind: "stoodDown", reason: "callerTalking" }, "sol"));
  line.when(ends("speaker", "speaker-sol", "completed", "sol"));
  expect(line.session.company.state).toBe("lost");
  expect(line.happened("responderLost")).toMatchObject([{ staffId: "sol" }]);
  expect([...line.held]).not.toContain("sol");
});

test("help called off from afar for a caller who has nobody: somebody is rung for them", () => {
  const line = given(...alone, after(120));
  const since = line.since();
  line.when(does({ kind: "stoodDown", reason: "callerTalking" }, "sol"));
  line.pass(60);
  expect(since.owed("ringResponder").length).toBeGreaterThan(0);
});
