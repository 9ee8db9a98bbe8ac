import { expect, test } from "vitest";
import { say } from "../../../src/domain/words/words.ts";
import { after, given, wordsIn } from "../../support/given.ts";
import {
  accepts,
  accompanied,
  alone,
  arrived,
  deskAnswers,
  deskPresses,
  does,
  hangsUp,
  key,
  loses,
  planned,
  sendHelp,
  usingNow,
} from "../../support/steps.ts";

const bye = does({ kind: "saidGoodbye" });
const HOUR = 3_600_000;

test("a responder's goodbye, named, ends the watch, the session and what it held", () => {
  const line = given(...accompanied, after(50), bye);
  expect(line.events.slice(-3)).toMatchObject([
    { kind: "goodbyeSaid", by: "ana" },
    { kind: "watchEnded", because: "goodbye" },
    { kind: "sessionClosed", outcome: "well", by: "ana" },
  ]);
  expect([...line.held]).toEqual([]);
  line.pass(600);
  expect(line.session.help.state).toBe("none");
  expect(wordsIn(line.hears())).toBe(
    `Thanks for letting me keep you company. Same number, day or night. Take care. ${say("keepOffer", "en")}`,
  );
});

test("after an emergency they agreed to be called about, a follow-up is owed, and where they were is kept for it", () => {
  const emergency = [
    ...accompanied,
    planned({ mayFollowUp: true }),
    sendHelp,
    does({ kind: "helpArrived", heardFrom: "crew" }),
    does({ kind: "closed", outcome: "revived" }),
  ];
  const line = given(...emergency);
  expect(line.owed("followUp")).toMatchObject([{ dueAt: line.now + 24 * HOUR }]);
  expect(line.owed("erasePlan")).toMatchObject([{ dueAt: line.now + 7 * 24 * HOUR }]);
  const called = line.since();
  line.when(does({ kind: "followUpEnded", dutyId: "duty-1" }, "sol"));
  expect(called.happened("followUpEnded")).toBe(true);
  expect(called.owed("erasePlan")).toMatchObject([{ dueAt: line.now }]);
  const waived = given(
    ...emergency,
    does({ kind: "dutyWaived", dutyId: "d", because: "cannotBeDone", followUp: true }, "sol"),
  );
  expect(waived.owed("erasePlan").at(-1)).toMatchObject({ dueAt: waived.now });
});

test("nobody is called who did not agree to it, who has no number, or after a calm call", () => {
  const end = [sendHelp, does({ kind: "stoodDown", reason: "callerTalking" }), bye];
  expect(given(...accompanied, ...end).owed("followUp")).toEqual([]);
  expect(given(...accompanied, planned({ mayFollowUp: true }), bye).owed("followUp")).toEqual([]);
  const nameless = planned({ mayFollowUp: true, numberGiven: false });
  const withheld = [arrived({ numberKnown: false }), accepts("ana"), nameless, ...end];
  expect(given(...withheld).owed("followUp")).toEqual([]);
});

test("where somebody was is erased within the hour; after an emergency without a follow-up, in a day", () => {
  const calm = given(...accompanied, bye);
  expect(calm.owed("erasePlan")).toMatchObject([{ dueAt: calm.now + HOUR }]);
  const grave = given(
    ...accompanied,
    sendHelp,
    does({ kind: "helpArrived", heardFrom: "crew" }),
    does({ kind: "closed", outcome: "revived" }),
  );
  expect(grave.owed("erasePlan")).toMatchObject([{ dueAt: grave.now + 24 * HOUR }]);
});

test("erasure owes its proof, even on a closed session", () => {
  const line = given(...accompanied, bye, { kind: "planErased" }, { kind: "numberForgotten" });
  expect(line.happened("planErased")).toHaveLength(1);
  expect(line.happened("numberForgotten")).toHaveLength(1);
});

test("after an emergency the responder rests and a debrief is owed; otherwise not", () => {
  expect(given(...accompanied, bye).owed("debrief")).toEqual([]);
  const line = given(
    ...accompanied,
    sendHelp,
    does({ kind: "stoodDown", reason: "callerTalking" }),
    does({ kind: "closed", outcome: "calledOff" }),
  );
  expect(line.owed("rest")).toMatchObject([{ staffId: "ana" }]);
  expect(line.owed("debrief")).toMatchObject([{ staffId: "ana" }]);
});

test("after a rehearsed one there is a debrief, and nobody rests", () => {
  const line = given(
    arrived({ rehearsal: true }),
    accepts("ana"),
    planned(),
    usingNow,
    sendHelp,
    does({ kind: "stoodDown", reason: "callerTalking" }),
    does({ kind: "closed", outcome: "calledOff" }),
  );
  expect(line.owed("rest")).toEqual([]);
  expect(line.owed("debrief")).toMatchObject([{ staffId: "ana" }]);
});

test("who was there and lost their line is owed it too", () => {
  const line = given(
    ...accompanied,
    sendHelp,
    loses("ana"),
    does({ kind: "helpArrived", heardFrom: "crew" }),
    does({ kind: "closed", outcome: "unknown" }, "sol"),
  );
  expect(line.owed("debrief")).toMatchObject([{ staffId: "ana" }]);
});

test("every leg is let go but the caller's last words, and desks are never hung up on", () => {
  const line = given(...accompanied, bye);
  expect(line.owed("moveLeg").at(-1)).toMatchObject({ legId: "caller-1" });
  expect(line.owed("endLegs").at(-1)).toMatchObject({ role: "all", except: "caller-1" });
});

test("a closed session takes an amended outcome, and refuses anything else", () => {
  const line = given(...accompanied, bye, does({ kind: "outcomeAmended", outcome: "died" }, "sol"));
  expect(line.session.closed?.outcome).toBe("died");
  expect(line.happened("sessionClosed")).toMatchObject([{ outcome: "well" }]);
  expect(line.send(sendHelp).refused).toBe("closed");
  expect(line.send(does({ kind: "watchStarted" })).refused).toBe("closed");
});

test("an amended outcome and a waived duty keep their own words and nothing else of the request", () => {
  const line = given(...accompanied, bye);
  line.when(
    does({ kind: "outcomeAmended", outcome: "died" }, "sol"),
    does({ kind: "dutyWaived", dutyId: "d1", because: "doneByHand" }, "sol"),
  );
  expect(line.events.slice(-2).map((event) => Object.keys(event).toSorted())).toEqual([
    ["at", "by", "kind", "outcome"],
    ["at", "because", "by", "dutyId", "kind"],
  ]);
});

test("nothing rings, asks or sends after the close", () => {
  const line = given(arrived(), after(5), accepts("ana"), after(5), bye);
  const since = line.since();
  line.pass(7_200);
  expect(since.owed("ringResponder")).toEqual([]);
  expect(since.owed("callCaller")).toEqual([]);
  expect(line.alarms).toEqual([]);
});

test("after help has come, a line that drops closes the session, outcome unknown until a person says", () => {
  const line = given(
    ...alone,
    after(120),
    deskAnswers("north"),
    deskPresses("north", "1"),
    does({ kind: "helpArrived", heardFrom: "desk" }, "sol"),
    hangsUp,
  );
  expect(line.session.closed?.outcome).toBe("unknown");
});

test("a wrong number: one key, no call-back", () => {
  const line = given(
    arrived(),
    accepts("ana"),
    does({ kind: "closed", outcome: "wrongNumber" }),
    after(60),
  );
  expect(wordsIn(line.hears())).toContain("We don't keep your number");
  expect(line.owed("callCaller")).toEqual([]);
  expect(line.owed("forgetNumber")).toHaveLength(1);
});

test("a goodbye by the caller's keys promises the erasure that is owed", () => {
  const line = given(...alone, after(20), key("0"), key("0"));
  expect(wordsIn(line.hears({}, { events: line.happened("goodbyeSaid") }))).toContain(
    "within the hour",
  );
  expect(line.owed("erasePlan")).toMatchObject([{ dueAt: line.now + HOUR }]);
});
