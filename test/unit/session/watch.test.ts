import { expect, test } from "vitest";
import { phaseOf } from "../../../src/domain/session/session.ts";
import { after, given, gatherIn, type Scene } from "../../support/given.ts";
import {
  accepts,
  accompanied,
  alone,
  arrived,
  confirms,
  does,
  hangsUp,
  key,
  loses,
  planned,
  says,
  star,
  usingNow,
} from "../../support/steps.ts";

const due = (line: Scene) => ((line.session.watch?.deadline.dueAt ?? 0) - line.now) / 1_000;
const help = (line: Scene) => ((line.session.watch?.deadline.helpAt ?? 0) - line.now) / 1_000;
const steps = (line: Scene, from: number) =>
  line.events
    .filter((e) =>
      [
        "checkInDue",
        "responderChimed",
        "checkInAnnounced",
        "callerAsked",
        "checkInMissed",
      ].includes(e.kind),
    )
    .map((e) => [
      e.kind === "callerAsked" ? `ask${e.ask}` : e.kind,
      (e.at - line.now) / 1_000 + line.seconds - from,
    ]);

test("the watch begins on using now, plan or no plan, and the first check-in is 60 s later", () => {
  const line = given(arrived(), accepts("ana"), usingNow);
  expect(phaseOf(line.session)).toBe("watching");
  expect([due(line), help(line)]).toEqual([60, 120]);
});

test("accompanied, a check-in goes from the screen to help in a minute", () => {
  const line = given(...accompanied, after(200));
  expect(steps(line, 60)).toEqual([
    ["checkInDue", 0],
    ["responderChimed", 10],
    ["checkInAnnounced", 20],
    ["ask2", 32],
    ["ask3", 44],
    ["checkInMissed", 60],
  ]);
  expect(line.owed("chime")).toMatchObject([{ legId: "leg-ana" }]);
  expect(line.owed("announce")[0]).toMatchObject({ words: "checkInAnnounce" });
});

test("alone, the line asks at 0, 20 and 40 s, where the call already is", () => {
  const line = given(...alone, after(121));
  expect(steps(line, 60)).toEqual([
    ["ask1", 0],
    ["ask2", 20],
    ["ask3", 40],
    ["checkInMissed", 60],
  ]);
  expect(line.owed("chime")).toEqual([]);
});

test("after an answer: 120 s accompanied, 60 s alone while the dose is fresh, 90 s after", () => {
  expect(due(given(...accompanied, after(60), confirms()))).toBe(120);
  expect(due(given(...alone, after(60), key("5")))).toBe(60);
  const later = given(...alone);
  for (let n = 0; n < 10; n += 1) later.when(after(60), says("yes"));
  expect(due(later)).toBe(90);
});

test("the interval a caller prefers holds inside its bounds, and not above 120 s after a dose", () => {
  const line = given(...accompanied, does({ kind: "intervalSet", everyMs: 180_000 }), confirms());
  expect(due(line)).toBe(120);
  line.when(after(100), confirms(), after(100), confirms(), after(100), confirms());
  line.when(after(100), confirms(), after(100), confirms(), after(101), confirms());
  expect(due(line)).toBe(180);
  expect(line.send(does({ kind: "intervalSet", everyMs: 29_000 })).refused).toBe(
    "intervalOutOfBounds",
  );
  expect(line.send(does({ kind: "intervalSet", everyMs: 181_000 })).refused).toBe(
    "intervalOutOfBounds",
  );
});

test("an early confirmation restarts the interval", () => {
  const line = given(...accompanied, after(30), confirms());
  expect([due(line), help(line)]).toEqual([120, 180]);
});

test("an answer at 59.999 s of grace counts, one at 60 does not undo help", () => {
  const early = given(...accompanied, after(119.999), confirms());
  early.pass(1);
  expect(early.session.help.state).toBe("none");
  const late = given(...accompanied, after(120), confirms());
  expect(late.session.help.state).toBe("asked");
});

test("the caller's own key at the last ask counts to the last moment", () => {
  const line = given(...alone, after(119.999), key("5"), after(1));
  expect(line.session.help.state).toBe("none");
});

test("a confirmation for an earlier check-in confirms nothing", () => {
  const line = given(...accompanied, confirms());
  const before = line.session;
  expect(line.send({ kind: "confirmed", by: "ana", checkIn: 1, mark: "well" }).refused).toBe(
    "checkInMoved",
  );
  expect(line.session).toBe(before);
});

test.each([
  { kind: "sendHelp", checkIn: 1 },
  { kind: "checkInStep", checkIn: 1 },
  { kind: "plannedEnd", endAt: 5 },
  { kind: "callBackNext", lostAt: 5, attempt: 1 },
  { kind: "openLine", turn: 1 },
  { kind: "arrival", dueAt: 5 },
  { kind: "nextRoute", attempt: 1 },
] as const)("a stale alarm does nothing and owes nothing: %o", (alarm) => {
  const line = given(...accompanied, after(30), confirms(), after(70));
  const before = line.session;
  expect(line.send({ kind: "due", alarm, roster: [] })).toEqual({ events: [], duties: [] });
  expect(line.session).toBe(before);
});

test("an alarm that goes off early is owed again: no deadline is lost to a clock put right", () => {
  const line = given(...accompanied, after(119));
  line.forget("sendHelp");
  line.send({ kind: "due", alarm: { kind: "sendHelp", checkIn: 1 }, roster: [] });
  expect(line.session.help.state).toBe("none");
  line.pass(1);
  expect(line.session.help.state).toBe("asked");
});

test("a late sweep passes over softer steps and never over help", () => {
  const line = given(...accompanied);
  const late = { kind: "due", alarm: { kind: "checkInStep", checkIn: 1 }, roster: [] } as const;
  line.pass(59);
  line.forget("checkInStep");
  line.pass(47);
  line.send(late);
  expect(line.happened("callerAsked")).toMatchObject([{ ask: 3 }]);
  line.pass(14);
  expect(line.session.help.state).toBe("asked");
});

test("softer steps with nobody to take them never wait: the only responder goes at 70 s, help still at 120", () => {
  const line = given(...accompanied, after(70), loses("ana"));
  expect(line.session.watch?.step).toBe("ask1");
  line.pass(49.9);
  expect(line.session.help.state).toBe("none");
  line.pass(0.1);
  expect(line.session.help.state).toBe("asked");
});

test("drowsy: 45 s, marked on the board, the end no sooner than ten minutes on", () => {
  const line = given(...accompanied, after(30), confirms("drowsy"));
  expect([due(line), line.session.watch?.pace]).toEqual([45, "drowsy"]);
  line.pass(45);
  line.when(confirms());
  expect(due(line)).toBe(45);
  line.pass(45);
  line.when(confirms());
  expect([due(line), line.session.watch?.pace]).toEqual([120, "steady"]);
});

test("drowsy near the planned end moves it to ten minutes after the mark", () => {
  const line = given(...accompanied);
  for (let n = 0; n < 11; n += 1) line.when(after(100), confirms());
  line.when(confirms("drowsy"));
  expect((line.session.watch?.plannedEndAt ?? 0) - line.now).toBe(600_000);
});

test("late answers make the watch slow; two prompt ones make it steady", () => {
  const line = given(...alone, after(60 + 21), key("5"));
  expect([due(line), line.session.watch?.pace]).toEqual([45, "slow"]);
  line.when(after(45), key("5"));
  expect(due(line)).toBe(45);
  line.when(after(45), key(String(1 + ((line.session.watch?.checkIn ?? 0) % 8))));
  expect([due(line), line.session.watch?.pace]).toEqual([60, "steady"]);
});

test("a responder on a plain phone has not confirmed yet: the line asks the caller itself", () => {
  const line = given(arrived(), after(8), accepts("bea", "phone"), planned(), usingNow, after(60));
  expect(line.session.watch?.step).toBe("ask1");
  expect(gatherIn(line.hears())?.ask).toBe("c1.1");
  line.when(key("5"), star("1"), after(120));
  expect(line.session.watch?.step).toBe("due");
});

test("using now is asked for from any open phase, and by the caller with 7", () => {
  const line = given(arrived(), key("7"));
  expect(line.happened("watchBegan")).toMatchObject([{ by: "caller" }]);
  expect(line.session.company.search).not.toBeNull();
  line.when(after(8), accepts("ana"));
  expect(line.session.watch?.deadline.dueAt).toBe(line.now + 52_000);
});

test("a responder cannot start the watch of somebody whose line is lost into an ordinary check-in", () => {
  const line = given(arrived(), accepts("ana"), planned(), hangsUp, usingNow);
  expect(line.session.watch?.deadline.kind).toBe("reach");
  expect(help(line)).toBe(90);
});

test("a second watch in one session never answers to the numbers of the first", () => {
  const there = does({ kind: "helpArrived", heardFrom: "crew" });
  const line = given(...accompanied, after(120), there, usingNow);
  const numbers = line.events.flatMap((event) => ("moves" in event ? [event.moves?.checkIn] : []));
  expect(new Set(numbers).size).toBe(numbers.length);
  line.pass(119.9);
  expect(line.session.help.state).toBe("arrived");
  line.pass(0.1);
  expect(line.session.help.state).toBe("asked");
});
