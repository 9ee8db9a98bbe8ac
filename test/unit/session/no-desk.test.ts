import { expect, test } from "vitest";
import { isAskedApart } from "../../../src/domain/session/no-desk.ts";
import { after, given, wordsIn } from "../../support/given.ts";
import {
  accepts,
  alone,
  arrived,
  does,
  key,
  loses,
  planned,
  sendHelp,
  usingNow,
} from "../../support/steps.ts";

const nowhere = planned({ desks: [] });
const met = [arrived(), accepts("ana")];
const toldBy = (line: ReturnType<typeof given>) => line.happened("noDeskTold").map(({ by }) => by);

test("a place without a desk, and nobody said so: with the watch the line itself says it, to both", () => {
  const line = given(...met, nowhere);
  expect(toldBy(line)).toEqual([]);
  line.when(usingNow);
  expect(toldBy(line)).toEqual(["line"]);
  expect(line.owed("announce")).toMatchObject([{ words: "noDesk", dueAt: line.now }]);
});

test("said by the responder, the line does not say it again, whatever else changes in the plan", () => {
  const line = given(...met, nowhere, does({ kind: "noDeskTold" }), usingNow);
  line.when(does({ kind: "planRecorded", plan: line.session.plan, placeChanged: false }));
  expect(toldBy(line)).toEqual(["ana"]);
  expect(line.owed("announce")).toEqual([]);
});

test("another place without a desk is another thing to be told", () => {
  const line = given(...met, nowhere, does({ kind: "noDeskTold" }), usingNow, nowhere);
  expect(toldBy(line)).toEqual(["ana", "line"]);
  line.when(planned(), nowhere);
  expect(toldBy(line)).toEqual(["ana", "line", "line"]);
});

test("a place given in the middle of the watch", () => {
  expect(toldBy(given(...met, usingNow, after(10), nowhere))).toEqual(["line"]);
});

test("alone, it is said in the answer to their own key; otherwise they are brought to hear it", () => {
  const line = given(arrived(), nowhere);
  const before = line.since();
  line.when(key("7"));
  expect(toldBy(line)).toEqual(["line"]);
  expect(before.owed("moveLeg")).toEqual([]);
  const heard = line.hears({}, { events: line.events.slice(-2) });
  expect(wordsIn(heard)).toMatch(/Good\..*One thing, honestly: I have nobody to send/);
  const later = given(...alone, nowhere);
  expect(later.owed("moveLeg").at(-1)).toMatchObject({ legId: "caller-1" });
  expect(wordsIn(later.hears())).toMatch(/One thing, honestly/);
  expect(wordsIn(later.pass(30).hears())).not.toMatch(/One thing, honestly/);
});

test("a caller whose line is lost is told when they are back", () => {
  const line = given(...met, usingNow);
  line.when({ kind: "legEnded", legId: "caller-1", role: "caller", party: null, how: "completed" });
  line.when(nowhere);
  expect(toldBy(line)).toEqual([]);
  line.when({ kind: "legAnswered", legId: "back-1", role: "caller", party: null });
  line.when(does({ kind: "callerHeard" }));
  expect(toldBy(line)).toEqual(["line"]);
});

test("there is nothing to tell where no ambulance was wished, no place given, a desk known, or help is out", () => {
  for (const plan of [{ help: "nobody" }, { place: "none" }, { desks: ["north"] }] as const) {
    expect(toldBy(given(...met, planned({ desks: [], ...plan }), usingNow))).toEqual([]);
  }
  expect(toldBy(given(...met, usingNow, sendHelp, nowhere))).toEqual([]);
  expect(toldBy(given(...met, planned(), does({ kind: "noDeskTold" })))).toEqual([]);
});

test("in French, and after the words that their responder's line is lost", () => {
  const line = given(arrived({ language: "fr" }), accepts("luc"), usingNow, loses("luc"), nowhere);
  expect(toldBy(line)).toEqual(["line"]);
  expect(wordsIn(line.hears({}, { turn: 1, events: line.events.slice(-1) }))).toMatch(
    /Une chose, honnêtement/,
  );
});

test("whoever is asked outside the conference is not there to hear an announcement", () => {
  const line = given(...met, usingNow);
  const apart = () => isAskedApart(line.session, line.now);
  expect(apart()).toBe(false);
  line.pass(105);
  expect(line.session.watch?.step).toBe("ask3");
  expect(apart()).toBe(true);
  line.when(key("5"));
  expect(apart()).toBe(false);
  line.when(does({ kind: "placeAsked" }));
  expect(apart()).toBe(true);
  line.when(key("*"));
  expect(apart()).toBe(false);
});
