import { expect, test } from "vitest";
import { after, given, type Scene } from "../../support/given.ts";
import {
  accompanied,
  alone,
  deskAnswers,
  deskEnds,
  does,
  ends,
  sendHelp,
  speaks,
} from "../../support/steps.ts";

const out = [...accompanied, sendHelp];
const joins = (by: string) => does({ kind: "deskJoined", via: "softphone" }, by);
const goneSpeaker = (staffId: string) =>
  ends("speaker", `speaker-${staffId}`, "completed", staffId);
const rungToJoin = (line: Scene) => line.happened("joinRung").map(({ staffId }) => staffId);

test("around again: a supervisor is rung on the phone by the second round, whoever else is up", () => {
  const line = given(...out, speaks("bea"), deskEnds("north"), deskEnds("south"));
  expect(rungToJoin(line)).toEqual(["sol"]);
  expect(line.owed("callSpeaker").at(-1)).toMatchObject({ staffId: "sol", dueAt: line.now });
  expect(line.owed("page").map(({ because }) => because)).toContain("deskSlow");
  expect(line.session.help.speaker).toMatchObject({ staffId: "bea", state: "up" });
});

test("who asks to join is rung, and put with the desk beside whoever speaks to it", () => {
  const line = given(...out, speaks("bea"), deskAnswers("north"), joins("sol"));
  expect(line.owed("callSpeaker").at(-1)).toMatchObject({ staffId: "sol" });
  line.when(speaks("sol"));
  expect(line.session.help).toMatchObject({
    speaker: { staffId: "sol", state: "up" },
    besides: [{ staffId: "bea" }],
  });
  for (const id of ["speaker-sol", "speaker-bea"]) {
    const party = id.slice("speaker-".length);
    expect(line.hears({ id, role: "speaker", party })).toMatchObject([{ step: "conference" }]);
  }
  expect([...line.held]).toEqual(expect.arrayContaining(["bea", "sol"]));
});

test("either leaves, and the other still speaks to the desk", () => {
  const first = given(...out, speaks("bea"), joins("sol"), speaks("sol"), goneSpeaker("sol"));
  expect(first.session.help.speaker).toMatchObject({ staffId: "bea", state: "up" });
  expect(first.held.has("sol")).toBe(false);
  const second = given(...out, speaks("bea"), joins("sol"), speaks("sol"), goneSpeaker("bea"));
  expect(second.session.help).toMatchObject({ speaker: { staffId: "sol" }, besides: [] });
  expect(second.held.has("bea")).toBe(false);
});

test("a ring to join that nobody takes leaves whoever spoke where they are", () => {
  const line = given(...out, speaks("bea"), joins("sol"), goneSpeaker("sol"));
  expect(line.session.help).toMatchObject({ joining: null, speaker: { staffId: "bea" } });
  expect(line.held.has("sol")).toBe(false);
});

test("the session's own responder needs no ring: the desk is brought to them", () => {
  const line = given(...alone, after(120), deskAnswers("north"));
  expect(line.send(joins("zoe")).refused).toBeUndefined();
  const own = given(...out, deskAnswers("north"));
  const since = own.since();
  own.when(joins("ana"));
  expect(own.session.help.speaker).toMatchObject({ staffId: "ana", state: "up" });
  expect(since.owed("callSpeaker")).toEqual([]);
  expect(since.owed("moveLeg").map(({ legId }) => legId)).toContain("desk-north");
});

test("without help asked for there is no desk to join", () => {
  expect(given(...accompanied).send(joins("sol")).refused).toBe("helpNotAsked");
});

test("call the caller again: at once, when the line is lost and there is a number", () => {
  const again = does({ kind: "callerCalled" });
  expect(given(...accompanied).send(again).refused).toBe("lineNotLost");
  const line = given(...accompanied, ends("caller", "caller-1"), after(2));
  const since = line.since();
  line.when(again);
  expect(since.owed("callCaller")).toMatchObject([{ dueAt: line.now }]);
  expect(line.happened("callBackOrdered")).toMatchObject([{ by: "ana" }]);
});
