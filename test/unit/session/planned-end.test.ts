import { expect, test } from "vitest";
import { after, given, wordsIn, type Scene } from "../../support/given.ts";
import { accompanied, alone, askedOf, confirms, key, keyAt } from "../../support/steps.ts";

const answering = (minutes: number) => (line: Scene) => {
  while (line.seconds < minutes * 60) {
    line.when(after(Math.min(55, minutes * 60 - line.seconds)));
    if (line.seconds < minutes * 60) line.when(key("5"));
  }
};

test("accompanied, the screen is told and check-ins go on", () => {
  const line = given(...accompanied);
  while (line.seconds < 20 * 60) line.when(after(40), confirms());
  expect(line.happened("plannedTimeOver")).toMatchObject([{ moves: null }]);
  expect(line.session.watch?.deadline.kind).toBe("checkIn");
});

test("alone, it is asked: 1 to keep the line, 2 to say bye", () => {
  const line = given(...alone, answering(20));
  expect(wordsIn(line.hears())).toBe("That's the time we planned. 1 to keep me, 2 to say bye.");
  line.when(key("2"));
  expect(line.session.closed?.outcome).toBe("well");
});

test("1 keeps it for as long again", () => {
  const line = given(...alone, answering(20), key("1"));
  expect((line.session.watch?.plannedEndAt ?? 0) - line.now).toBe(20 * 60_000);
  expect(line.session.closed).toBeNull();
});

test("no answer to it is a missed check-in: help in a minute", () => {
  const line = given(...alone, answering(20), after(59.9));
  expect(line.session.help.state).toBe("none");
  line.pass(0.1);
  expect(line.session.help.state).toBe("asked");
});

test("2 at a later ask, where any key was asked for, is alive and not a goodbye", () => {
  const line = given(...alone, answering(20), after(21));
  expect(wordsIn(line.hears())).toContain("Any key, or say yes");
  line.when(key("2"));
  expect(line.session.closed).toBeNull();
  expect(line.session.watch?.pace).toBe("slow");
});

test("it does not interrupt a check-in that is being asked, and comes after it", () => {
  const line = given(...alone, answering(19.5));
  line.when(key("5"));
  const { checkIn } = line.session.watch ?? {};
  line.pass(25);
  expect(line.session.watch?.checkIn).toBe(checkIn);
  const asks = given(...alone, answering(18.9), key("5"), after(60.5));
  asks.when(keyAt(askedOf(asks), "5"));
  asks.pass(61);
  expect(asks.happened("plannedTimeOver").length).toBeGreaterThan(0);
});
