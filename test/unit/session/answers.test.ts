import { expect, test } from "vitest";
import { say } from "../../../src/domain/words/words.ts";
import { after, given, gatherIn, wordsIn, type Scene } from "../../support/given.ts";
import {
  accompanied,
  alone,
  askedOf,
  confirms,
  does,
  key,
  keyAt,
  says,
} from "../../support/steps.ts";

const due = (line: Scene) => ((line.session.watch?.deadline.dueAt ?? 0) - line.now) / 1_000;

test("yes is an answer, prompt at the first ask", () => {
  const line = given(...alone, after(65), says("yes"));
  expect(line.happened("checkInKept")).toMatchObject([
    { by: "caller", how: "speech", prompt: true },
  ]);
});

test("unclear words ask for a key, leave the deadline, and make the watch slow", () => {
  const line = given(...alone, after(65));
  const { deadline } = line.session.watch ?? {};
  line.when(says("unclear"));
  expect(line.session.watch?.deadline).toEqual(deadline);
  expect(line.session.watch?.pace).toBe("slow");
  expect(wordsIn(line.hears({}, { turn: 1, events: line.happened("unclearHeard") }))).toBe(
    "I hear something. Press any key so I know it's you.",
  );
  line.when(key("5"));
  expect(due(line)).toBe(45);
});

test("alone, words of distress bring help after 10 s unless 1 is pressed", () => {
  const line = given(...alone, after(65), says("help"));
  expect(wordsIn(line.hears())).toContain("I'm getting help now. If you don't want it, press 1.");
  line.when(key("2"));
  line.pass(9.9);
  expect(line.session.help.state).toBe("none");
  line.pass(0.1);
  expect(line.session.help).toMatchObject({ state: "asked", reason: "askedForHelp" });
});

test("1 inside those 10 s goes on with the watch, slow", () => {
  const line = given(...alone, after(65), says("help"), after(5), key("1"), after(30));
  expect(line.session.help.state).toBe("none");
  expect(line.session.watch?.pace).toBe("slow");
});

test("words of distress never push the standing deadline back", () => {
  const line = given(...alone, after(115), says("help"), after(5));
  expect(line.session.help.state).toBe("asked");
});

test("with a responder there, they are told at once and the deadline stands", () => {
  const line = given(...accompanied, after(95));
  const since = line.since();
  line.when(says("help"));
  expect(since.owed("bringTogether")).toHaveLength(1);
  expect(since.owed("page")).toMatchObject([{ because: "askedForHelp" }]);
  expect(line.session.watch?.deadline.kind).toBe("checkIn");
  expect(gatherIn(line.hears())).toBeNull();
  line.pass(25);
  expect(line.session.help.state).toBe("asked");
});

test("a caller marked self-harm is never dispatched to for words: a supervisor is paged", () => {
  const line = given(...alone, does({ kind: "concernMarked", concern: "selfHarm" }), after(65));
  const { deadline } = line.session.watch ?? {};
  const since = line.since();
  line.when(says("help"));
  expect(since.owed("page")).toMatchObject([{ because: "selfHarm" }]);
  expect(line.session.watch?.deadline).toEqual(deadline);
});

test("a cry for help is heard though its check-in has just moved", () => {
  const line = given(...accompanied, after(95));
  const ask = askedOf(line);
  line.when(confirms());
  line.when({ kind: "spoke", legId: "caller-1", ask, meaning: "help" });
  expect(line.happened("helpHeard")).toHaveLength(1);
});

test("a yes for a check-in that has moved counts for nothing", () => {
  const line = given(...accompanied, after(95));
  const ask = askedOf(line);
  line.when(confirms());
  expect(line.send({ kind: "spoke", legId: "caller-1", ask, meaning: "yes" }).events).toEqual([]);
});

test("9 at an ask is an answer; the next ask says so, and only there it acts", () => {
  const line = given(...alone, after(65), key("9"));
  expect(line.session.help.state).toBe("none");
  expect(line.happened("checkInKept")).toHaveLength(1);
  line.when(after(60));
  expect(wordsIn(line.hears())).toContain("9 again for an emergency");
  line.when(key("9"));
  expect(line.session.help).toMatchObject({ state: "asked", reason: "askedForHelp" });
});

test("another key at that next ask is an answer, and disarms", () => {
  const line = given(...alone, after(65), key("9"), after(60), key("5"), after(60), key("9"));
  expect(line.session.help.state).toBe("none");
});

test("0 at two asks in a row is goodbye, and the watch ends", () => {
  const line = given(...alone, after(65), key("0"), after(60));
  expect(wordsIn(line.hears())).toContain("0 again to say bye");
  line.when(key("0"));
  expect(line.happened("goodbyeSaid")).toMatchObject([{ by: "caller" }]);
  expect(line.session.closed?.outcome).toBe("well");
  expect(wordsIn(line.hears({}, { turn: 1, events: line.happened("goodbyeSaid") }))).toBe(
    `Okay, bye for now. I stop asking, and your address is erased within the hour. ${say("keepOffer", "en")}`,
  );
});

test("a key leant on at an ask is not a goodbye: 0 acts at the next ask, not between", () => {
  const line = given(...alone, after(65), key("0"), after(0.5), key("0"));
  expect(line.session.closed).toBeNull();
  expect(line.session.watch).not.toBeNull();
});

test("between asks, 0 and then 0 again is goodbye", () => {
  const line = given(...alone, after(20), key("0"));
  expect(line.session.closed).toBeNull();
  line.when(after(3), key("0"));
  expect(line.session.closed?.outcome).toBe("well");
});

test("a named key: another key is alive, and slow", () => {
  const line = given(...alone, after(60), key("5"), after(60), key("5"), after(60));
  expect(line.session.watch?.checkIn).toBe(3);
  expect(wordsIn(line.hears())).toBe("You okay? Press 4 for me.");
  const wrong = line.session;
  line.when(key("7"));
  expect(line.session.watch?.pace).toBe("slow");
  expect(wrong.watch?.pace).toBe("steady");
});

test("the named key itself, or yes, keeps the watch steady", () => {
  const line = given(...alone, after(60), key("5"), after(60), key("5"), after(60), key("4"));
  expect(line.session.watch?.pace).toBe("steady");
});

test("a key for a check-in that has moved counts for nothing", () => {
  const line = given(...alone, after(65), key("5"));
  expect(line.send(keyAt("c1.1", "5")(line)).events).toEqual([]);
});

test("a key from a leg that is not the caller's answers nothing", () => {
  const line = given(...alone, after(65));
  const stray = { ...keyAt("c1.1", "5")(line), legId: "somebody-else" };
  expect(line.send(stray).events).toEqual([]);
});
