import { expect, test } from "vitest";
import { after, given, type Scene } from "../../support/given.ts";
import {
  accepts,
  accompanied,
  alone,
  arrived,
  confirms,
  deskAnswers,
  deskEnds,
  deskPresses,
  does,
  key,
  loses,
  planned,
  sendHelp,
  speaks,
  usingNow,
  ends,
} from "../../support/steps.ts";

const out = [...accompanied, sendHelp];
const calls = (line: Scene) =>
  line.owed("callDesk").map((call) => [call.deskId, call.attempt, call.beside]);

test("busy, failed, no answer, voicemail or hung up: the next route at once", () => {
  for (const how of ["busy", "failed", "noAnswer", "machine"] as const) {
    const line = given(...out, after(3), deskEnds("north", how));
    expect(line.owed("callDesk")).toMatchObject([
      { deskId: "north" },
      { deskId: "south", dueAt: line.now },
    ]);
  }
  const hungUp = given(...out, deskAnswers("north"), after(4), deskEnds("north", "completed"));
  expect(calls(hungUp)).toEqual([
    ["north", 1, false],
    ["south", 2, false],
  ]);
});

test("after the last the first again, louder, the same reference, without any cap", () => {
  const line = given(...out);
  const { reference } = line.session.help;
  for (let n = 0; n < 40; n += 1) {
    line.when(deskEnds(n % 2 === 0 ? "north" : "south", "busy", `leg-${n}`));
    line.pass(6);
  }
  expect(line.owed("callDesk")).toHaveLength(41);
  expect(line.session.help).toMatchObject({ state: "asked", reference });
  expect(line.owed("page").filter((page) => page.because === "deskSlow").length).toBe(20);
  expect(line.owed("callDesk")[2]?.dueAt).toBe((line.happened("deskRung")[2]?.at ?? 0) + 5_000);
});

test("a desk that has heard it in full and not taken it: the next rings beside, and the first stays on", () => {
  const line = given(...out, deskAnswers("north"), after(104.9));
  expect(calls(line)).toHaveLength(1);
  line.pass(0.1);
  expect(calls(line)).toEqual([
    ["north", 1, false],
    ["south", 2, true],
  ]);
  expect(line.owed("page").map((page) => page.because)).toContain("deskSlow");
});

test("the one beside fails: the next route at once, though the first is still on the line", () => {
  const line = given(...out, deskAnswers("north"), after(105), deskEnds("south"));
  expect(calls(line)).toEqual([
    ["north", 1, false],
    ["south", 2, true],
    ["north", 3, true],
  ]);
});

test("a desk that says it picked up twice is not slow twice", () => {
  const line = given(...out, deskAnswers("north"), after(1), deskAnswers("north"), after(110));
  expect(calls(line)).toHaveLength(2);
});

test("should word of how a call ended never come, the next route rings beside after 45 s", () => {
  const line = given(...out, after(44.9));
  expect(calls(line)).toHaveLength(1);
  line.pass(0.1);
  expect(calls(line)).toEqual([
    ["north", 1, false],
    ["south", 2, true],
  ]);
});

test("the clock stops while our person speaks to the desk", () => {
  const line = given(...out, speaks("sol"), deskAnswers("north"), after(600));
  expect(calls(line)).toHaveLength(1);
});

test("our person's line goes: the desk hears the recording again, another is rung, the clock runs", () => {
  const line = given(...out, speaks("sol"), deskAnswers("north"), after(200));
  const since = line.since();
  line.when(ends("speaker", "speaker-sol", "completed", "sol"));
  expect(since.owed("moveLeg")).toMatchObject([{ legId: "desk-north" }]);
  expect(since.owed("callSpeaker")).toHaveLength(1);
  line.pass(60);
  expect(calls(line)).toHaveLength(2);
});

test("the session's own responder spoke to the desk and is lost: the same", () => {
  const line = given(...out, deskAnswers("north"), deskPresses("north", "3"));
  expect(line.session.help.speaker).toMatchObject({ staffId: "ana", state: "up" });
  const since = line.since();
  line.when(loses("ana"));
  expect(line.happened("speakerLost")).toMatchObject([{ staffId: "ana" }]);
  expect(since.owed("moveLeg").map((move) => move.legId)).toContain("desk-north");
  expect(since.owed("callSpeaker")).toHaveLength(1);
  line.pass(150);
  expect(calls(line).length).toBeGreaterThan(1);
});

test("taken is a person's key; ringing, answering and voicemail are not", () => {
  const line = given(...out, deskAnswers("north"));
  expect(line.session.help.state).toBe("asked");
  line.when(deskPresses("north", "1"));
  expect(line.session.help).toMatchObject({ state: "taken", takenBy: "north" });
  expect(line.owed("endRinging")).toMatchObject([{ role: "desk" }]);
  const since = line.since();
  line.pass(200);
  line.when(deskEnds("north", "completed"));
  expect(since.owed("callDesk")).toEqual([]);
});

test("a named person says so, too", () => {
  const line = given(...out, does({ kind: "deskTook", deskId: "south" }, "sol"));
  expect(line.happened("helpTaken")).toMatchObject([{ by: "sol", deskId: "south" }]);
});

test("2 reads it again, 3 asks for a person: the responder present speaks", () => {
  const line = given(...out, deskAnswers("north"), deskPresses("north", "2"));
  expect(line.session.help.state).toBe("asked");
  line.when(deskPresses("north", "3"));
  expect(line.owed("moveLeg").map((move) => move.legId)).toContain("desk-north");
});

test("3 with nobody there rings somebody", () => {
  const line = given(
    ...alone,
    after(120),
    deskAnswers("north"),
    ends("speaker", "speaker-ana", "busy", "ana"),
  );
  const since = line.since();
  line.when(deskPresses("north", "3"));
  expect(since.owed("ringSpeaker")[0]?.dueAt).toBe(line.now);
});

test("the caller answers after sending: desk, supervisors and responder are told, and help stays out", () => {
  const line = given(
    ...alone,
    after(120),
    deskAnswers("north"),
    deskPresses("north", "1"),
    after(20),
  );
  const since = line.since();
  line.when(key("5"));
  expect(line.session.help.state).toBe("taken");
  expect(since.owed("page")).toMatchObject([{ because: "answeredAfterSending" }]);
  expect(since.owed("callDesk")).toMatchObject([{ deskId: "north", errand: "answering" }]);
  line.when(key("5"), key("5"));
  expect(line.happened("answeredAfterSending")).toHaveLength(1);
});

test("a desk that was only busy is not the one to tell", () => {
  const line = given(
    ...alone,
    after(120),
    deskAnswers("north"),
    deskEnds("north", "completed"),
    deskEnds("south"),
  );
  line.when(key("5"));
  expect(line.owed("callDesk").filter((call) => call.errand === "answering")).toMatchObject([
    { deskId: "north" },
  ]);
});

test("who pressed 9 themselves was answering all along: no desk is told they are well", () => {
  const line = given(
    ...alone,
    after(10),
    key("9"),
    deskAnswers("north"),
    deskPresses("north", "1"),
    key("5"),
    after(30),
  );
  expect(line.owed("callDesk").filter((call) => call.errand === "answering")).toEqual([]);
});

test("a desk being told is rung until somebody there answers for it", () => {
  const line = given(
    ...alone,
    after(120),
    deskAnswers("north"),
    deskPresses("north", "1"),
    key("5"),
  );
  line.when(deskEnds("north", "busy", "told-1"), after(5));
  expect(line.owed("callDesk").filter((call) => call.errand === "answering")).toHaveLength(2);
  line.when(
    deskAnswers("north", "told-2"),
    deskPresses("north", "1", "answering", "told-2"),
    deskEnds("north", "completed", "told-2"),
    after(60),
  );
  expect(line.owed("callDesk").filter((call) => call.errand === "answering")).toHaveLength(2);
  expect(line.session.help.state).toBe("taken");
});

test("the desk cancels, knowing the caller is well: somebody watches again, at 45 s", () => {
  const line = given(
    ...alone,
    after(120),
    deskAnswers("north"),
    deskPresses("north", "1"),
    key("5"),
  );
  line.when(deskAnswers("north", "told-1"), deskPresses("north", "2", "answering", "told-1"));
  expect(line.session.help).toMatchObject({ state: "stoodDown", deskStill: false });
  expect(line.happened("helpStoodDown")).toMatchObject([{ by: "desk:north" }]);
  line.when(deskEnds("north", "completed", "told-1"), after(60));
  expect(line.owed("callDesk").filter((call) => call.errand === "answering")).toHaveLength(1);
  line.pass(45);
  expect(line.session.help.state).toBe("asked");
});

test("events of a desk out of order never bring a call that ended back to life", () => {
  const line = given(...out, deskEnds("north", "noAnswer"), deskAnswers("north"));
  expect(line.session.help.desks[0]?.state).toBe("ended");
});

test("help asked for without a place rings no desk, and one desk alone is rung again and again", () => {
  const line = given(arrived(), accepts("ana"), planned({ desks: ["north"] }), usingNow, sendHelp);
  line.when(deskEnds("north", "busy", "a"), after(5), deskEnds("north", "busy", "b"), after(5));
  expect(calls(line).map(([, attempt]) => attempt)).toEqual([1, 2, 3]);
});

test("a place taken back and given again, while help is wanted, is rung again", () => {
  const line = given(...out, after(3), planned({ desks: [] }), after(60));
  expect(line.owed("page").map((page) => page.because)).toContain("noPlace");
  const since = line.since();
  line.when(planned({ desks: ["south"] }));
  expect(since.owed("callDesk")).toMatchObject([{ deskId: "south", dueAt: line.now }]);
});

test("a responder's word after sending is told and not obeyed", () => {
  const line = given(...out, deskAnswers("north"), deskPresses("north", "1"), confirms());
  expect(line.session.help.state).toBe("taken");
  expect(line.happened("checkInKept")).toEqual([]);
  expect(line.happened("answeredAfterSending")).toHaveLength(1);
  expect(line.session.watch?.deadline).toMatchObject({ kind: "open", helpAt: null });
});
