import { expect, test } from "vitest";
import { stillOwed } from "../../../src/domain/session/owed.ts";
import { after, given } from "../../support/given.ts";
import {
  accompanied,
  arrived,
  deskAnswers,
  deskEnds,
  deskIsMachine,
  deskPresses,
  does,
  sendHelp,
  speaks,
} from "../../support/steps.ts";

test("a ring that could not be made in its time is not made any more: by now they may be another caller's", () => {
  const line = given(arrived());
  const [ring] = line.session.company.ringing;
  if (ring === undefined) throw new Error("Nobody is rung");
  const { staffId, via, until } = ring;
  const act = { kind: "ringResponder", staffId, via, until } as const;
  expect(stillOwed(line.session, act, until - 1)).toBe(true);
  expect(stillOwed(line.session, act, until)).toBe(false);
  const earlier = { ...act, until: until - 20_000 };
  expect(stillOwed(line.session, earlier, until - 25_000)).toBe(false);
});

test("a desk still to be rung when help was taken holds up nobody, should it be asked for again", () => {
  const line = given(
    ...accompanied,
    sendHelp,
    does({ kind: "deskTook", deskId: null }),
    after(15),
    does({ kind: "arrivalTroubled", what: "nobodyCalled" }),
  );
  const since = line.since();
  line.when(deskEnds("north", "busy", "leg-of-the-second"), after(5));
  expect(since.owed("callDesk")).toMatchObject([{ errand: "dispatch" }]);
});

test("a desk told after the session is closed hears the question, not an empty conference", () => {
  const line = given(
    ...accompanied,
    sendHelp,
    deskAnswers("north"),
    deskPresses("north", "1"),
    speaks("bea"),
    does({ kind: "stoodDown", reason: "callerTalking" }),
    does({ kind: "closed", outcome: "calledOff" }),
  );
  expect(line.session.help.speaker?.state).toBe("lost");
  const since = line.since();
  line.when(deskAnswers("north", "desk-north-told"));
  expect(since.owed("moveLeg")).toEqual([]);
});

test("a desk that rang us back is told that help is called off", () => {
  const back = {
    kind: "legAnswered",
    legId: "south-rang",
    role: "desk",
    party: "south",
    calledBack: "number",
  } as const;
  const line = given(...accompanied, sendHelp, back);
  const since = line.since();
  line.when(does({ kind: "stoodDown", reason: "callerTalking" }));
  expect(since.owed("callDesk")).toMatchObject([{ deskId: "south", errand: "answering" }]);
});

test("a desk's late word about an emergency that was called off does not call off the next", () => {
  const line = given(
    ...accompanied,
    sendHelp,
    deskAnswers("north"),
    deskPresses("north", "1"),
    does({ kind: "stoodDown", reason: "callerTalking" }),
    deskAnswers("north", "desk-north-told"),
    after(200),
  );
  expect(line.session.help.state).toBe("asked");
  for (const digits of ["1", "2"]) {
    line.when(deskPresses("north", digits, "answering", "desk-north-told"));
    expect(line.session.help.state).toBe("asked");
  }
});

test("a desk still to be rung when another is heard to be sending holds up nobody either", () => {
  const line = given(
    ...accompanied,
    sendHelp,
    deskAnswers("north"),
    deskIsMachine("north"),
    does({ kind: "deskTold", stillSending: true }),
    after(120),
    does({ kind: "arrivalTroubled", what: "wrongHouse" }),
  );
  const since = line.since();
  line.when(deskEnds("north", "busy", "desk-north-2"), after(5));
  expect(since.owed("callDesk")).toMatchObject([{ deskId: "south", errand: "dispatch" }]);
});
