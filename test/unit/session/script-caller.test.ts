import { expect, test } from "vitest";

import { lastingMs } from "../../../src/domain/session/steps.ts";
import type { Event } from "../../../src/domain/session/events.ts";
import type { Script, Step as Heard } from "../../../src/domain/session/steps.ts";
import { spokenMs } from "../../../src/domain/words/spoken.ts";
import {
  after,
  given,
  givenRoster,
  gatherIn,
  wordsIn,
  type Scene,
  type Step,
} from "../../support/given.ts";
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
  ringsAgain,
  keyOnRedial,
  says,
  sendHelp,
  usingNow,
} from "../../support/steps.ts";

const lastOf = (line: Scene): readonly Event[] => line.events.slice(-1);
const heardNow = (line: Scene) => wordsIn(line.hears());

/** Where a caller can be, and so everything the line can say to one. */
const PLACES: Readonly<Record<string, readonly Step[]>> = {
  greeting: [arrived()],
  "waiting 21 s": [arrived(), after(21)],
  "nobody free": [arrived(), after(61)],
  "other language offered": [arrived(), after(21), accepts("luc")],
  "keys only": [arrived(), key("4")],
  "a question": [
    arrived(),
    key("4"),
    accepts("ana"),
    does({ kind: "questionSent", question: "needHelp" }),
  ],
  "with a responder": [...accompanied],
  "first ask": [...alone, after(60)],
  "second ask": [...alone, after(80)],
  "third ask": [...alone, after(100)],
  "named key": [...alone, after(60), key("5"), after(60), key("5"), after(60)],
  "armed 9": [...alone, after(60), key("9"), after(60)],
  "armed 0": [...alone, after(60), key("0"), after(60)],
  "asked for help": [...alone, after(60), says("help")],
  "responder lost": [...accompanied, after(10), loses("ana")],
  "help out": [...alone, after(120)],
  "help out, answering": [...alone, after(120), key("5")],
  "emergency without a place": [arrived(), key("9")],
  "call-back promised": [arrived(), after(61), key("2")],
  goodbye: [...accompanied, does({ kind: "saidGoodbye" })],
  "left by a responder": [arrived(), accepts("ana"), does({ kind: "callLeft" })],
};

const everyPlace = Object.entries(PLACES);
const turns = [0, 1, 2, 3];

/** Each thing said, with the voice that says it. */
const voices = (heard: Script) =>
  heard
    .flatMap((step): readonly Heard[] => (step.step === "gather" ? step.says : [step]))
    .flatMap((step) => (step.step === "say" ? [step] : []));

test.each(everyPlace)(
  "%s: no drug, no overdose after the greeting, no place, no name",
  (_, steps) => {
    const place = {
      place: "1200 Ontario",
      municipality: "Sudbury",
      wayIn: "buzz 4",
      othersMayNotKnow: true,
      areaOnly: false,
      language: "en",
    } as const;
    const plan = {
      callerName: "Zebulon",
      place,
      people: 1,
      naloxone: "yes",
      timeZone: null,
    } as const;
    const line = given(...steps);
    const heard = turns.map((turn) =>
      wordsIn(line.hears({}, { plan, turn, events: lastOf(line) })),
    );
    const words = heard.join(" ").replaceAll("Overdose happening now? Press 9.", "");
    expect(words).not.toMatch(/overdose|naloxone|narcan|opioid|fentanyl|heroin|drug|dose/i);
    expect(words).not.toMatch(/Zebulon|Sudbury|buzz|police/i);
  },
);

const inFrench = (step: Step): Step =>
  typeof step === "object" && step.kind === "callArrived" ? arrived({ language: "fr" }) : step;

test.each(everyPlace)("%s, in French: every word but the invitation to English", (_, steps) => {
  const line = given(...steps.map(inFrench));
  const heard = turns.map((turn) => line.hears({}, { turn, events: lastOf(line) }));
  const english = heard.flatMap(voices).filter(({ language }) => language === "en");
  expect(english.filter(({ text }) => text !== "For English, press 2.")).toEqual([]);
  const listened = heard.flatMap((one) => gatherIn(one)?.language ?? []);
  expect(listened.every((language) => language === "fr")).toBe(true);
});

const said = (name: string) => heardNow(given(...(PLACES[name] ?? [])));

test("the right words at the right moment, in English", () => {
  expect(said("first ask")).toBe("Hey, it's me. You okay? Press any key, or say yes.");
  expect(said("second ask")).toBe("I didn't catch you. Are you with me? Any key, or say yes.");
  expect(said("third ask")).toBe(
    "Last ask. I'm getting help to you in ten seconds. If you're there, press any key now.",
  );
  expect(said("asked for help")).toBe(
    "I hear you. I'm getting help now. If you don't want it, press 1.",
  );
  expect(said("help out")).toContain("We've called for help and we're staying on");
  expect(said("emergency without a place")).toContain("Another phone there? Call 911 on it");
  expect(said("goodbye")).toContain("Thanks for letting me keep you company");
});

test("and in French", () => {
  const line = given(arrived({ language: "fr" }), planned(), key("7"), after(60));
  expect(heardNow(line)).toBe("Hé, c'est moi. Ça va? Appuie sur une touche, ou dis oui.");
  line.pass(20);
  expect(heardNow(line)).toBe("Je ne t'ai pas entendu. Es-tu là? Une touche, ou dis oui.");
  line.pass(40);
  expect(heardNow(line)).toContain("On a demandé de l'aide et on reste en ligne");
});

test("an answer is answered", () => {
  const line = given(...alone, after(65), key("5"));
  expect(wordsIn(line.hears({}, { turn: 3, events: lastOf(line) }))).toBe("Good. I'm right here.");
  const late = given(...alone, after(120), key("5"));
  expect(
    wordsIn(late.hears({}, { turn: 3, events: late.happened("answeredAfterSending") })),
  ).toContain("only a person can call it off");
});

const tonesAt = (seconds: number) =>
  gatherIn(given(...alone, after(seconds)).hears())?.says.flatMap((sound) =>
    sound.step === "tone" ? [sound.tone] : [],
  );

test("two tones before the second ask, a loud one before the last", () => {
  expect([tonesAt(60), tonesAt(80), tonesAt(100)]).toEqual([[], ["two"], ["loud"]]);
});

test("an ask whose move failed is still said, at the loop's next turn", () => {
  const line = given(...alone, after(62));
  expect(wordsIn(line.hears({}, { turn: 7 }))).toContain("You okay?");
});

/** How long before help a caller's line still listens for speech; nothing where it listens for keys alone. */
function speechMargin(line: Scene): readonly number[] {
  const gather = gatherIn(line.hears());
  if (gather?.speech !== true) return [];
  const listens = lastingMs(gather.says) + gather.listenMs;
  return [(line.session.watch?.deadline.helpAt ?? 0) - line.now - listens];
}

test("listening for speech ends at least 5 s before help, at every moment of every check-in", () => {
  const margins: number[] = [];
  for (const steps of [
    alone,
    accompanied,
    [...accompanied, does({ kind: "goneQuietMarked" })],
    [...accompanied, after(70), loses("ana")],
    [...accompanied, after(100), does({ kind: "goneQuietMarked" }), loses("ana")],
  ]) {
    const line = givenRoster([], ...steps);
    while (line.session.help.state === "none") {
      margins.push(...speechMargin(line));
      line.pass(0.5);
    }
  }
  expect(margins.length).toBeGreaterThan(100);
  expect(Math.min(...margins)).toBeGreaterThanOrEqual(5_000);
});

test("keys are heard to the end, though speech no longer is", () => {
  const line = given(...alone, after(118));
  expect(gatherIn(line.hears())).toMatchObject({ ask: "c1.3", speech: false });
});

test("somebody who waits is never in silence for more than 12 s", () => {
  const line = givenRoster([], arrived());
  let quiet = 0;
  for (let turn = 0; line.seconds < 180; turn += 1) {
    const gather = gatherIn(line.hears({}, { turn }));
    if (gather === null) throw new Error("A caller who waits is always listened to");
    const saying = spokenMs(wordsIn([gather]));
    quiet = saying > 0 ? gather.listenMs : quiet + gather.listenMs;
    expect(quiet).toBeLessThanOrEqual(12_000);
    line.pass((saying + gather.listenMs) / 1_000);
  }
});

test.each(everyPlace)("%s: no turn of the loop is longer than a heartbeat", (_, steps) => {
  const gather = gatherIn(given(...steps).hears());
  expect(gather?.listenMs ?? 0).toBeLessThanOrEqual(10_000);
});

test("while help comes, somebody who answered hears that they are not alone", () => {
  const line = given(...alone, after(120), key("5"));
  expect(wordsIn(line.hears({}, { turn: 3 }))).toBe("Stay with me. I'm still here.");
});

test("with a responder a caller is in the conference, and back in it as soon as they answer", () => {
  const line = given(...accompanied, after(95), key("5"));
  expect(line.hears()).toMatchObject([{ step: "conference" }]);
  const quiet = given(...accompanied, after(60), confirms());
  expect(quiet.hears()).toMatchObject([{ step: "conference" }]);
});

test("while help is out the caller is with whoever of ours there is", () => {
  expect(given(...accompanied, sendHelp).hears()).toMatchObject([{ step: "conference" }]);
});

test("a leg that is nobody's, once the caller is back, hangs up", () => {
  const line = given(...accompanied);
  expect(line.hears({ id: "back-9" })).toEqual([{ step: "hangUp" }]);
});

test("who rang again waits in the conference to be known, when they withhold their number", () => {
  const line = given(
    arrived(),
    accepts("ana"),
    usingNow,
    hangsUp,
    ringsAgain(false),
    keyOnRedial("1"),
  );
  expect(line.hears({ id: "again-1", role: "redial" })).toMatchObject([{ step: "conference" }]);
});
