import { expect, test } from "vitest";
import { after, given, type Scene } from "../../support/given.ts";
import {
  accompanied,
  deskAnswers,
  deskEnds,
  deskIsMachine,
  deskPresses,
  planned,
  sendHelp,
  speaks,
} from "../../support/steps.ts";

const out = [...accompanied, sendHelp];
const desksPlan = {
  callerName: null,
  people: 1,
  naloxone: "unknown",
  timeZone: null,
  place: {
    place: "12 Birch Street",
    municipality: "Halden",
    wayIn: null,
    othersMayNotKnow: false,
    areaOnly: false,
    language: "en",
  },
} as const;
const rung = (line: Scene) =>
  line.owed("callDesk").map((call) => [call.deskId, call.attempt, call.beside]);

test("a machine at a desk: the next route rings beside it at once", () => {
  const line = given(...out, deskAnswers("north"), after(4));
  const since = line.since();
  line.when(deskIsMachine("north"));
  expect(since.owed("callDesk")).toMatchObject([
    { deskId: "south", attempt: 2, beside: true, dueAt: line.now },
  ]);
  expect(line.owed("hangUp")).toEqual([]);
});

test("even while a person of ours is up, with whom nothing else would move the next route on", () => {
  const line = given(...out, speaks("sol"), deskAnswers("north"), after(300));
  expect(rung(line)).toEqual([["north", 1, false]]);
  line.when(deskIsMachine("north"));
  expect(rung(line)).toEqual([
    ["north", 1, false],
    ["south", 2, true],
  ]);
});

test("told of before it is told that the call was picked up, and told of twice", () => {
  const line = given(...out, deskIsMachine("north"), deskAnswers("north"), deskIsMachine("north"));
  expect(line.session.help.desks[0]).toMatchObject({ state: "answered", machine: true });
  expect(rung(line)).toHaveLength(2);
});

test("a person taken for a machine still takes it", () => {
  const line = given(
    ...out,
    deskAnswers("north"),
    deskIsMachine("north"),
    deskPresses("north", "1"),
  );
  expect(line.session.help).toMatchObject({ state: "taken", takenBy: "north" });
  expect(line.owed("endRinging")).toMatchObject([{ role: "desk" }]);
});

test("a machine is brought out of the conversation and hears the brief: no voicemail keeps their voices", () => {
  const line = given(...out, speaks("sol"), deskAnswers("north"));
  const atDesk = { id: "desk-north", role: "desk", party: "north" } as const;
  const heard = () => line.hears(atDesk, { plan: desksPlan }).map(({ step }) => step);
  expect(heard()).toEqual(["conference"]);
  const since = line.since();
  line.when(deskIsMachine("north"));
  expect(since.owed("moveLeg")).toMatchObject([{ legId: "desk-north" }]);
  expect(heard()).toEqual(["gather"]);
  line.when(deskPresses("north", "3"));
  expect(heard()).toEqual(["conference"]);
});

test("a machine that is cut off while the next is rung rings nobody further", () => {
  const line = given(...out, deskAnswers("north"), deskIsMachine("north"));
  line.when(deskEnds("north", "completed"));
  expect(rung(line)).toHaveLength(2);
  line.when(deskEnds("south"));
  expect(rung(line)).toHaveLength(3);
});

test("one desk alone is rung again after a moment, beside its own machine", () => {
  const line = given(...accompanied, planned({ desks: ["north"] }), sendHelp, deskAnswers("north"));
  const since = line.since();
  line.when(deskIsMachine("north"));
  expect(since.owed("callDesk")).toMatchObject([
    { deskId: "north", attempt: 2, beside: true, dueAt: line.now + 5_000 },
  ]);
});

test("a machine is not whom we tell that it is over, when somebody else has heard of it", () => {
  const line = given(...out, deskAnswers("north"), deskAnswers("north"), deskIsMachine("north"));
  line.when(deskAnswers("south"), deskEnds("south", "completed"));
  const since = line.since();
  line.when({ kind: "arrivalTroubled", by: "ana", what: "wrongHouse" });
  expect(since.owed("callDesk")[0]).toMatchObject({ deskId: "south" });
});

const atNorth = { id: "desk-north", role: "desk", party: "north" } as const;

test("whoever pressed a key stays with our person, whatever the carrier says afterwards", () => {
  for (const digits of "1234") {
    const line = given(...out, deskAnswers("north"), deskPresses("north", digits), speaks("sol"));
    const since = line.since();
    line.when(deskIsMachine("north"));
    expect(line.hears(atNorth, { plan: desksPlan }).map(({ step }) => step)).toEqual([
      "conference",
    ]);
    expect([...since.owed("moveLeg"), ...since.owed("callDesk")]).toEqual([]);
  }
});

test("any key after the carrier's word says that it is a person", () => {
  for (const digits of "234") {
    const line = given(...out, deskAnswers("north"), deskIsMachine("north"), speaks("sol"));
    line.when(deskPresses("north", digits));
    expect(line.hears(atNorth, { plan: desksPlan }).map(({ step }) => step)).toEqual([
      "conference",
    ]);
    expect(line.happened("deskKeyed")).toMatchObject([{ deskId: "north", legId: "desk-north" }]);
  }
});

test("a desk of which our person says that it took it is a person's", () => {
  const line = given(...out, speaks("sol"), deskAnswers("north"));
  line.when({ kind: "deskTook", by: "sol", deskId: "north" });
  const since = line.since();
  line.when(deskIsMachine("north"));
  expect(since.owed("moveLeg")).toEqual([]);
});
