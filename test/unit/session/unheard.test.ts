import { expect, test } from "vitest";
import type { InputBody } from "../../../src/domain/session/inputs.ts";
import { after, given, givenRoster, START, type Scene, type Step } from "../../support/given.ts";
import { ana, bea, oce } from "../../support/people.ts";
import { accompanied, accepts, arrived, confirms, ends, loses } from "../../support/steps.ts";

/** The line looks, and the last it knows of Ana's console is from second `at`. */
const looks =
  (at: number, staffId = "ana"): Step =>
  (scene) =>
    scene.when(unheard(at, staffId));

const unheard = (at: number, staffId = "ana"): InputBody => ({
  kind: "responderUnheard",
  staffId,
  lastSignAt: START + at * 1_000,
});

const star: Step = (scene) => scene.when({ kind: "starPressed", legId: "leg-ana" });
const stateOf = (line: Scene) => line.session.company.state;

test("silent for eight seconds, a responder is asked on their own leg to press star", () => {
  const line = given(...accompanied, after(7.9), looks(0));
  expect(line.happened("responderUnheard")).toEqual([]);
  line.pass(0.1);
  line.when(looks(0));
  expect(line.owed("pressStar")).toMatchObject([{ legId: "leg-ana" }]);
  expect(stateOf(line)).toBe("with");
});

test("without star they are lost at eleven seconds: caller told, others rung, the deadline where it was", () => {
  const line = given(...accompanied, after(8), looks(0), after(2.9), looks(0));
  expect(stateOf(line)).toBe("with");
  const deadline = line.session.watch?.deadline;
  line.pass(0.1);
  const since = line.since();
  line.when(looks(0));
  expect(stateOf(line)).toBe("lost");
  expect(line.session.watch?.deadline).toEqual(deadline);
  expect(since.owed("moveLeg")).toMatchObject([{ legId: "caller-1", dueAt: START + 11_000 }]);
  expect(since.owed("hangUp")).toMatchObject([{ legId: "leg-ana" }]);
  expect(since.owed("ringResponder").length).toBeGreaterThan(0);
});

test("star says they are there for 45 s, whatever the console says; then they are asked again", () => {
  const line = given(...accompanied, after(8), looks(0), after(1), star, after(3), looks(0));
  expect(line.happened("responderHeard")).toHaveLength(1);
  expect(stateOf(line)).toBe("with");
  line.when(after(41.9), looks(0));
  expect(line.happened("responderUnheard")).toHaveLength(1);
  line.when(after(0.1), looks(0));
  expect(line.happened("responderUnheard")).toHaveLength(2);
  expect(stateOf(line)).toBe("with");
});

test("a console that speaks again is believed again: silent once more, they are asked at eight seconds", () => {
  const starred = given(...accompanied, after(8), looks(0), after(1), star, after(3), looks(12));
  starred.when(after(8), looks(12));
  expect(starred.happened("responderUnheard")).toHaveLength(2);
  const confirmed = given(...accompanied, after(8), confirms(), after(9), looks(9));
  expect(confirmed.happened("responderUnheard")).toHaveLength(1);
});

test("so does a check-in they confirm, and a console that is heard again", () => {
  const confirmed = given(...accompanied, after(8), looks(0), confirms(), after(4), looks(0));
  expect(stateOf(confirmed)).toBe("with");
  const heard = given(...accompanied, after(8), looks(0), after(2), looks(9), after(5), looks(9));
  expect(heard.happened("responderHeard")).toHaveLength(1);
  expect(stateOf(heard)).toBe("with");
});

test("asked late, they still have three seconds to press it", () => {
  const line = given(...accompanied, after(30), looks(0), after(2.9), looks(0));
  expect(stateOf(line)).toBe("with");
  line.when(after(0.1), looks(0));
  expect(stateOf(line)).toBe("lost");
});

test("looked at again and again, they are asked once", () => {
  const line = given(...accompanied, after(8), looks(0), looks(0), after(0.5), looks(0));
  expect(line.owed("pressStar")).toHaveLength(1);
});

test("a responder on a plain phone, or one who has left, is not looked at", () => {
  const onPhone = given(arrived(), after(8), accepts("bea", "phone"), after(60), looks(8, "bea"));
  expect(onPhone.happened("responderUnheard")).toEqual([]);
  const left = given(...accompanied, loses("ana"), after(60), looks(0));
  expect(left.happened("responderUnheard")).toEqual([]);
});

test("the end of the line they had does not end the ring on their own phone", () => {
  const own = { ...ana, hasPhone: true };
  const line = givenRoster([own, oce], ...accompanied, after(8), looks(0), after(3), looks(0));
  expect(line.session.company.ringing).toMatchObject([{ staffId: "ana", via: "phone" }]);
  line.when(ends("responder", "leg-ana", "completed", "ana"));
  expect(line.session.company.ringing).toMatchObject([{ staffId: "ana", via: "phone" }]);
  expect(line.owed("noteMissedRing")).toEqual([]);
});

test("a ring that nobody took is kept of the person; one that we ended is not", () => {
  const missed = given(arrived(), ends("responder", "leg-ana", "noAnswer", "ana"));
  expect(missed.owed("noteMissedRing")).toMatchObject([{ staffId: "ana" }]);
  const ended = given(arrived(), ends("responder", "leg-ana", "canceled", "ana"));
  expect(ended.owed("noteMissedRing")).toEqual([]);
  const other = given(arrived(), ends("responder", "leg-luc", "noAnswer", "luc"));
  expect(other.owed("noteMissedRing")).toEqual([]);
});

test("whoever looks deaf is rung on their own phone, and after the others", () => {
  const deaf = { ...ana, hasPhone: true, deaf: true, reachable: false };
  const line = givenRoster([deaf, { ...bea, idleSince: 9 }], arrived(), after(8));
  expect(line.happened("responderRung").map(({ staffId, via }) => [staffId, via])).toEqual([
    ["bea", "phone"],
    ["ana", "phone"],
  ]);
});
