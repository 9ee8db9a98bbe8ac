import { expect, test } from "vitest";
import { restrictionOf } from "../../../src/domain/session/restricted.ts";
import { phaseOf } from "../../../src/domain/session/session.ts";
import { after, gatherIn, given, givenRoster, wordsIn, type Step } from "../../support/given.ts";
import { ana, bea, oce, sol } from "../../support/people.ts";
import {
  accepts,
  arrived,
  hangsUp,
  key,
  keyOnCallBack,
  picksUp,
  planned,
  says,
} from "../../support/steps.ts";

const monitored = arrived({ restriction: "watchOnly" });
const blocked = arrived({ restriction: "blocked" });
const both = [monitored, blocked];

const rungFor = (...steps: readonly Step[]) =>
  given(...steps)
    .owed("ringResponder")
    .map(({ staffId }) => staffId);

test("nobody is rung for a talk, for however long they wait, and nobody can take a ring that never was", () => {
  for (const arrival of both) {
    const line = given(arrival, after(80), accepts("ana"));
    expect(line.owed("ringResponder")).toEqual([]);
    expect(line.owed("page")).toEqual([]);
    expect(line.session.company.state).toBe("none");
    expect(phaseOf(line.session)).toBe("waiting");
  }
});

test("they are told what there is, and hear of 9 and 7 again and again", () => {
  const line = given(monitored);
  expect(wordsIn(line.hears())).toContain("not a person");
  for (let turn = 0; turn < 9; turn += 1) {
    const heard = line.hears({}, { turn });
    expect(gatherIn(heard)?.ask).toBe("menu");
    expect(wordsIn(heard)).toMatch(/7/);
    expect(wordsIn(heard)).toMatch(/9/);
    line.pass(12);
  }
});

test("9 brings everybody, as for anybody; from then on nothing is restricted", () => {
  for (const arrival of both) {
    const line = given(arrival, planned(), key("9"), after(1));
    expect(line.owed("ringResponder").length).toBeGreaterThan(2);
    expect(line.owed("callDesk")).toMatchObject([{ deskId: "north" }]);
    expect(restrictionOf(line.session)).toBeNull();
    line.when(accepts("ana"));
    expect(line.session.company.state).toBe("with");
  }
});

test("7 begins the watch, the place is asked for, and silence brings help and people", () => {
  for (const arrival of both) {
    const line = given(arrival, key("7"));
    expect(phaseOf(line.session)).toBe("watching");
    expect(line.happened("placeAsked")).toHaveLength(1);
    expect(line.owed("ringResponder")).toEqual([]);
    line.when(planned(), after(119));
    expect(line.session.help.state).toBe("none");
    line.pass(1);
    expect(line.session.help.state).toBe("asked");
    expect(line.owed("callDesk")).not.toEqual([]);
    expect(line.owed("ringResponder")).not.toEqual([]);
    expect(line.owed("ringSpeaker")).not.toEqual([]);
  }
});

test("while they answer, the line watches over them alone, and never hangs up", () => {
  for (const arrival of both) {
    const line = given(arrival, planned(), key("7"));
    for (let minute = 0; minute < 5; minute += 1) {
      line.when(after(60), key("5"));
      expect(wordsIn(line.hears())).not.toContain("answers your phone");
      expect(line.hears().some(({ step }) => step === "hangUp")).toBe(false);
    }
    expect(line.owed("ringResponder")).toEqual([]);
    expect(line.session.help.state).toBe("none");
  }
});

test("words of distress at a check-in bring help and people", () => {
  const line = given(monitored, planned(), key("7"), after(60), says("help"), after(11));
  expect(line.session.help.state).toBe("asked");
  expect(line.owed("ringResponder")).not.toEqual([]);
});

test("a dropped line is looked for like anybody's", () => {
  const line = given(monitored, planned(), key("7"), after(10), hangsUp, after(6));
  expect(line.owed("callCaller")).not.toEqual([]);
  expect(line.session.watch?.deadline.kind).toBe("reach");
});

test("a blocked caller has time to press, is told where else to turn, and is then hung up on", () => {
  const line = given(blocked);
  const words = wordsIn(line.hears());
  for (const said of ["Press 9", "911", "Press 7", "9 8 8"]) expect(words).toContain(said);
  line.pass(80);
  expect(gatherIn(line.hears({}, { turn: 5 }))?.ask).toBe("menu");
  line.pass(15);
  expect(line.hears({}, { turn: 6 })).toMatchObject([{ step: "hangUp" }]);
});

test("a monitored caller is not hung up on", () => {
  const line = given(monitored, after(600));
  expect(gatherIn(line.hears({}, { turn: 40 }))?.ask).toBe("menu");
});

test("2 says it in the other language", () => {
  const line = given(monitored, key("2"));
  const events = line.happened("languageChosen");
  expect(wordsIn(line.hears({}, { turn: 3, events }))).toContain("Pour l'instant");
});

test("a supervisor has people rung for them after all", () => {
  const line = given(monitored, after(30), { kind: "restrictionLifted", by: "sol" }, after(1));
  expect(line.owed("ringResponder")).toMatchObject([{ staffId: "ana" }]);
  line.when(accepts("ana"));
  expect(line.session.company.state).toBe("with");
});

test("lifting what is not there changes nothing", () => {
  const line = given(arrived());
  expect(line.send({ kind: "restrictionLifted", by: "sol" })).toEqual({ events: [], duties: [] });
});

test("a session without one folds as it always did", () => {
  expect(given(arrived()).session).not.toHaveProperty("restriction");
  expect(rungFor(arrived())).toEqual(["ana"]);
});

const notAna = { ...ana, notThisCaller: true };

test("who asked not to have this caller is not rung while somebody else can be", () => {
  const line = givenRoster([notAna, bea, sol], arrived(), after(60));
  const rung = new Set(line.owed("ringResponder").map(({ staffId }) => staffId));
  expect(rung).toEqual(new Set(["bea", "sol"]));
});

test("with nobody else to ring they are, rather than nobody", () => {
  const line = givenRoster([notAna], arrived(), after(1));
  expect(line.owed("ringResponder")).toMatchObject([{ staffId: "ana" }]);
});

test("an emergency rings the others first, too", () => {
  const line = givenRoster([notAna, oce], arrived(), key("9"), after(1));
  expect(new Set(line.owed("ringResponder").map(({ staffId }) => staffId))).toEqual(
    new Set(["oce"]),
  );
});

test("a restricted caller whose line came back is not rung for either", () => {
  const line = given(
    arrived({ restriction: "watchOnly" }),
    after(3),
    key("7"),
    after(5),
    hangsUp,
    after(10),
    picksUp(),
    keyOnCallBack(),
  );
  expect(line.session.caller.on).toBe("line");
  expect(line.session.company.search).toBeNull();
  expect(line.owed("ringResponder")).toEqual([]);
});
