import { expect, test } from "vitest";
import type { Opened } from "../../../src/domain/session/keeping.ts";
import { lastingMs } from "../../../src/domain/session/steps.ts";
import { emptyPlan } from "../../../src/domain/session/plan.ts";
import { keepingOf } from "../../../src/domain/session/evolve-keeping.ts";
import { after, gatherIn, given, wordsIn, type Step } from "../../support/given.ts";
import {
  accepts,
  arrived,
  askedOf,
  CALLER,
  key,
  keyAt,
  planned,
  sendHelp,
  usingNow,
} from "../../support/steps.ts";

const UNTIL = Date.UTC(2026, 7, 1, 16);

const written: Opened = {
  kept: "passphrase",
  plan: { ...emptyPlan, place: "exact", desks: ["north"] },
  spoken: null,
  language: "en",
  everyMs: null,
  until: UNTIL,
};
const spoken: Opened = {
  ...written,
  plan: { ...written.plan, spoken: true },
  spoken: { take: 1, lastsMs: 8_000, province: "ON" },
};

const code = (opened: Opened | null, tooMany = false): Step => ({
  kind: "codeKeyed",
  legId: CALLER,
  opened,
  tooMany,
});

const waiting = [arrived(), after(14)];
const asked = [...waiting, key("5")];
const alone = [...asked, code(written), key("7")];
const goodbye: Step = { kind: "saidGoodbye", by: "ana" };
const over = [arrived(), accepts("ana"), planned(), usingNow, goodbye];

test("while they wait everybody alike is told of the code; 5, the code, and 7 is a watch with the place of that night", () => {
  const line = given(...waiting);
  expect(wordsIn(line.hears({}, { turn: 1 }))).toMatch(/Kept a code with us\? Press 5/);
  line.when(key("5"));
  expect(wordsIn(line.hears())).toMatch(/Key your code, then pound/);
  expect(gatherIn(line.hears())).toMatchObject({ ask: "code", digits: 12, ends: "#" });
  line.when(code(written));
  expect(line.session.plan).toMatchObject({ place: "exact", desks: ["north"] });
  expect(line.happened("planRecorded")).toMatchObject([{ by: "line", placeChanged: true }]);
  line.when(key("7"));
  expect(line.session.watch).not.toBeNull();
  line.pass(130);
  expect(line.owed("callDesk")).toMatchObject([{ deskId: "north" }]);
});

test("from the moment somebody could press 5 to the watch, every word heard out, is less than 30 s", () => {
  const line = given(...waiting);
  line.when(key("5"));
  const sounds = (given: object = {}) =>
    line.hears({}, given).flatMap((step) => (step.step === "gather" ? step.says : []));
  const prompt = lastingMs(sounds());
  const keyed = 9 * 1_000;
  const before = line.events.length;
  line.when(code(written));
  const reply = sounds({ events: line.events.slice(before) }).filter(({ step }) => step === "say");
  expect(prompt + keyed + lastingMs(reply) + 1_000).toBeLessThan(30_000);
});

test("a wrong code is a stranger's: the same words, and after them nothing that is not so for everybody", () => {
  const right = given(...asked, code(written));
  const wrong = given(...asked, code(null));
  const keyed = (line: typeof right) => ({ events: line.events.slice(-3), turn: 1 });
  expect(wordsIn(right.hears({}, keyed(right)))).toBe(wordsIn(wrong.hears({}, keyed(wrong))));
  for (const turn of [0, 1, 2, 3]) {
    expect(right.hears({}, { turn })).toEqual(wrong.hears({}, { turn }));
  }
  expect(wrong.session.plan).toEqual(emptyPlan);
  wrong.when(key("7"));
  expect(askedOf(wrong)).toBe("province");
});

test("alone they are asked if it is the same place, which is not named; 1 and it stands", () => {
  const line = given(...alone);
  expect(askedOf(line)).toBe("samePlace");
  expect(wordsIn(line.hears())).toBe("I have the place you kept. Still there? 1 yes, 2 no.");
  line.when(key("1"));
  expect(line.session.plan.place).toBe("exact");
  expect(askedOf(line)).toBe("auto");
});

test("their own voice is played to them; 2, and nobody is sent there: they are asked anew", () => {
  const line = given(...asked, code(spoken), key("7"));
  expect(JSON.stringify(line.hears())).toMatch(/"recording","take":1/);
  line.when(key("2"));
  expect(line.session.plan).toMatchObject({
    place: "none",
    desks: [],
    spoken: false,
    province: null,
  });
  expect(line.owed("forgetPlace")).toHaveLength(1);
  expect(askedOf(line)).toBe("sayPlace");
});

test("silence at that question leaves the place where help goes", () => {
  const line = given(...alone, after(130));
  expect(line.owed("callDesk")).toMatchObject([{ deskId: "north" }]);
});

test("star skips the code, 9 is an emergency, and somebody who comes takes them out of it", () => {
  expect(askedOf(given(...asked, key("*")))).toBe("menu");
  expect(given(...asked, key("9")).session.emergency).toBe(true);
  const met = given(...asked, accepts("ana"));
  expect(met.hears().at(-1)).toMatchObject({ step: "conference" });
});

test("a responder has the line ask, out of the conference and back; and the preferred interval holds from the start", () => {
  const line = given(arrived(), accepts("ana"), { kind: "codeAsked", by: "ana" });
  expect(line.owed("moveLeg").at(-1)).toMatchObject({ legId: CALLER });
  expect(gatherIn(line.hears())).toMatchObject({ ask: "code" });
  line.when(code({ ...written, everyMs: 45_000 }));
  expect(line.hears().at(-1)).toMatchObject({ step: "conference" });
  line.when(usingNow);
  expect(line.session.watch?.everyMs).toBe(45_000);
});

test("a code keyed while a watch runs is an answer", () => {
  const line = given(arrived(), accepts("ana"), usingNow, after(30));
  line.when({ kind: "codeAsked", by: "ana" }, code(null));
  expect(line.happened("checkInKept")).toMatchObject([{ by: "caller" }]);
});

test("one wrong code too many in an hour pages a supervisor, and says nothing to the caller", () => {
  const line = given(...asked, code(null, true));
  expect(line.owed("page").map(({ because }) => because)).toContain("codesGuessed");
});

test("6 erases what they kept, and sounds the same where there was nothing", () => {
  const right = given(...asked, code(written), key("6"));
  const wrong = given(...asked, code(null), key("6"));
  expect(right.owed("eraseKept")).toMatchObject([{ plan: false }]);
  expect(wrong.owed("eraseKept")).toEqual([]);
  const said = { events: right.events.slice(-1) };
  expect(wordsIn(right.hears({}, said))).toMatch(/If you'd kept anything, it's erased now/);
  expect(right.events.at(-1)?.kind).toBe(wrong.events.at(-1)?.kind);
});

test("after goodbye: 1 erases all of it at once, 2 and 3 keep it, silence is the ordinary erasure", () => {
  const line = given(...over);
  expect(wordsIn(line.hears())).toMatch(/Thanks for letting me.*1, I erase everything now/);
  expect(askedOf(line)).toBe("keep");
  const silent = line.hears({}, { turn: 1, pressed: { ask: "keep", digits: "" } });
  expect(wordsIn(silent)).toBe("Okay. Take care.");
  expect(silent.at(-1)).toEqual({ step: "hangUp" });
  line.when(keyAt("keep", "1")(line));
  expect(line.owed("eraseKept")).toMatchObject([{ plan: true, dueAt: line.now }]);
  expect(wordsIn(line.hears())).toMatch(/It's erased, all of it/);
});

test("kept until tomorrow: the code is said in that answer alone, and it is erased on its day", () => {
  const line = given(...over, { kind: "kept", kept: "tomorrow", until: UNTIL });
  expect(wordsIn(line.hears({}, { code: "472910" }))).toMatch(
    /press 5, then key 4 7 2 9 1 0, then pound\. Once more: 4 7 2 9 1 0/,
  );
  expect(line.hears()).toEqual([{ step: "hangUp" }]);
  expect(line.owed("eraseExpired")).toMatchObject([{ dueAt: UNTIL }]);
  expect(line.events.at(-1)).toMatchObject({ kind: "keepChosen", kept: "tomorrow" });
});

test("a code of their own: one that is too easy is asked for again, twice at most", () => {
  const line = given(...over);
  line.when(keyAt("keep", "3")(line));
  expect(wordsIn(line.hears())).toMatch(/Choose six to ten numbers/);
  expect(gatherIn(line.hears())).toMatchObject({ ask: "ownCode", ends: "#" });
  line.when({ kind: "ownCodeRefused" });
  expect(wordsIn(line.hears({}, { events: line.events.slice(-1) }))).toMatch(/easy to guess/);
  line.when({ kind: "kept", kept: "passphrase", until: UNTIL });
  expect(wordsIn(line.hears({}, { code: "47" }))).toMatch(/then yours, then 4 7, then pound/);
});

test("a withheld number is offered nothing that rests on a number; what is kept already stays unless they say so", () => {
  const unknown = given(arrived({ numberKnown: false }), accepts("ana"), planned(), goodbye);
  expect(wordsIn(unknown.hears())).not.toMatch(/tomorrow/);
  const again = given(...asked, code(written), accepts("ana"), goodbye);
  expect(wordsIn(again.hears())).toMatch(/What you kept stays\. 1, I erase all of it now/);
});

test("the caller's wish through their responder is confirmed by their own key; erasure needs none", () => {
  const wished = (kept: "erase" | "passphrase") =>
    given(arrived(), accepts("ana"), planned(), { kind: "keepWished", kept, by: "ana" }, goodbye);
  expect(wordsIn(wished("passphrase").hears())).toMatch(/under a code of yours\. Press 3/);
  const erased = wished("erase");
  expect(erased.owed("eraseKept")).toMatchObject([{ plan: true }]);
  expect(erased.hears().at(-1)).toEqual({ step: "hangUp" });
});

test("after an emergency, or with nothing told, nothing is asked and nothing kept", () => {
  const emergency = given(arrived(), accepts("ana"), planned(), usingNow, sendHelp);
  emergency.when(
    { kind: "helpArrived", heardFrom: "crew", by: "ana" },
    { kind: "closed", outcome: "well", by: "ana" },
    { kind: "kept", kept: "tomorrow", until: UNTIL },
  );
  expect(wordsIn(emergency.hears())).not.toMatch(/erase|keep it/);
  expect(emergency.happened("keepChosen")).toEqual([]);
  const talk = given(arrived(), accepts("ana"), goodbye);
  expect(talk.hears().at(-1)).toEqual({ step: "hangUp" });
});

test("a session stored before there was any of this is one that kept nothing", () => {
  expect(keepingOf({})).toMatchObject({ opened: null, keyed: 0, chosen: null });
});

test("a code keyed just after help was sent is told as an answer, like any key", () => {
  const line = given(arrived(), accepts("ana"), planned(), usingNow, after(5));
  line.when({ kind: "codeAsked", by: "ana" }, sendHelp, after(1), code(null));
  expect(line.session.help.answeringSince).toBe(line.now);
  expect(line.owed("page").map(({ because }) => because)).toContain("answeredAfterSending");
});
