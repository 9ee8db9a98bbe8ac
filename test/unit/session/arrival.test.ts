import { expect, test } from "vitest";
import { brisk } from "../../../src/domain/session/policy.ts";
import { phaseOf } from "../../../src/domain/session/session.ts";
import { after, given, wordsIn } from "../../support/given.ts";
import { accepts, arrived, hangsUp, key, planned } from "../../support/steps.ts";

test("a call is answered at once: somebody is rung while the greeting plays", () => {
  const line = given(arrived());
  expect(phaseOf(line.session)).toBe("waiting");
  expect(line.owed("ringResponder")).toMatchObject([{ staffId: "ana", dueAt: line.now }]);
  expect(wordsIn(line.hears())).toContain("A real person will pick up");
});

test("a caller who presses nothing is rung for until somebody answers", () => {
  const line = given(arrived(), after(55), accepts("oce", "phone"));
  expect(phaseOf(line.session)).toBe("accompanied");
  expect(line.owed("bringTogether")).toMatchObject([{ legId: "caller-1" }]);
});

test("2 chooses the other language, and the greeting is said again in it", () => {
  const line = given(arrived(), key("2"));
  expect(line.session.language).toBe("fr");
  const [chosen] = line.happened("languageChosen");
  const heard = line.hears({}, { turn: 3, events: chosen === undefined ? [] : [chosen] });
  expect(wordsIn(heard)).toContain("Une vraie personne va te répondre");
});

test("3 reads the longer privacy message", () => {
  const line = given(arrived(), key("3"));
  const heard = line.hears({}, { turn: 1, events: line.happened("privacyAsked") });
  expect(wordsIn(heard)).toContain("You don't have to give your real name");
});

test("a session keeps the protocol and rehearsal it began with", () => {
  const line = given(arrived({ protocol: brisk, rehearsal: true }));
  expect(line.session.protocol.id).toBe("brisk-1");
  expect(line.session.rehearsal).toBe(true);
  expect(wordsIn(line.hears())).toContain("This is a practice call");
});

test("a second arrival of the same call changes nothing", () => {
  const line = given(arrived());
  expect(line.send(arrived())).toEqual({ events: [], duties: [] });
});

test("somebody who hangs up before use is not called back, and the session closes", () => {
  const line = given(arrived(), after(10), hangsUp, after(900));
  expect(line.session.closed?.outcome).toBe("left");
  expect(line.owed("callCaller")).toEqual([]);
  expect(line.held.size).toBe(0);
});

test("a caller who gave a number for being cut off is called back before use too", () => {
  const line = given(arrived(), accepts("ana"), planned({ numberGiven: true }), hangsUp, after(5));
  expect(line.owed("callCaller")).toHaveLength(1);
});

test("a caller without that wish, whose responder then hangs up as well, leaves nothing ringing", () => {
  const line = given(arrived(), accepts("ana"), planned({ numberGiven: false }), hangsUp, after(3));
  const before = line.since();
  line.when({
    kind: "legEnded",
    legId: "leg-ana",
    role: "responder",
    party: "ana",
    how: "completed",
  });
  line.pass(600);
  expect(before.owed("ringResponder")).toEqual([]);
  expect(line.session.closed?.outcome).toBe("left");
});
