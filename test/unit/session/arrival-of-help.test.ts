import { expect, test } from "vitest";
import { after, given, type Scene } from "../../support/given.ts";
import {
  accompanied,
  deskAnswers,
  deskEnds,
  deskPresses,
  does,
  sendHelp,
} from "../../support/steps.ts";

const taken = [...accompanied, sendHelp, deskAnswers("north"), deskPresses("north", "1")];
const asked = (line: Scene) => line.owed("page").filter((page) => page.because === "arrival");

test("taken is not arrived: it is asked at 8 min and every 4", () => {
  const line = given(...taken, after(479));
  expect(asked(line)).toHaveLength(0);
  line.pass(1);
  expect(asked(line)).toHaveLength(1);
  line.pass(480);
  expect(asked(line)).toHaveLength(3);
});

test("one arrival alarm is owed at any time", () => {
  const line = given(...taken);
  for (let n = 0; n < 6; n += 1) {
    const { arrivalDueAt } = line.session.help;
    const current = line.alarms.filter(
      (alarm) => alarm.kind === "arrival" && alarm.dueAt === arrivalDueAt,
    );
    expect(current).toHaveLength(1);
    line.pass(240);
  }
});

test("a named person says help is with them, and the watch has done its work", () => {
  const line = given(...taken, after(300), does({ kind: "helpArrived", heardFrom: "crew" }));
  expect(line.session.help.state).toBe("arrived");
  expect(line.happened("watchEnded")).toMatchObject([{ because: "helpArrived" }]);
  const since = line.since();
  line.pass(3600);
  expect(since.owed("page")).toEqual([]);
});

test("wrong house, nobody called, no answer: the desk that took it is rung again, same reference, with a person", () => {
  for (const what of ["wrongHouse", "nobodyCalled", "noAnswerAtDoor"] as const) {
    const line = given(
      ...accompanied,
      sendHelp,
      deskEnds("north"),
      deskAnswers("south"),
      deskPresses("south", "1"),
      after(60),
    );
    const { reference } = line.session.help;
    const since = line.since();
    line.when(does({ kind: "arrivalTroubled", what }));
    expect(since.owed("callDesk")).toMatchObject([
      { deskId: "south", attempt: 3, errand: "dispatch" },
    ]);
    expect(line.session.help.reference).toBe(reference);
    expect(line.session.closed).toBeNull();
  }
});

test("help that was never asked for cannot arrive", () => {
  expect(given(...accompanied).send(does({ kind: "helpArrived", heardFrom: "crew" })).refused).toBe(
    "helpNotAsked",
  );
});

test("should word of that call never come, the next route rings beside it after 45 s", () => {
  const line = given(...accompanied, sendHelp, does({ kind: "deskTook", deskId: "north" }));
  line.when(after(60), does({ kind: "arrivalTroubled", what: "wrongHouse" }));
  const since = line.since();
  line.when(after(46));
  expect(since.owed("callDesk")).toMatchObject([{ deskId: "south", beside: true }]);
});
