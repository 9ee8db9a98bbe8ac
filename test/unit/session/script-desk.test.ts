import { expect, test } from "vitest";
import { deskFirstWords } from "../../../src/domain/session/script-desk.ts";
import type { Hearing, PlanWords } from "../../../src/domain/session/script.ts";
import { after, gatherIn, given, hearing, type Scene, wordsIn } from "../../support/given.ts";
import {
  accepts,
  accompanied,
  alone,
  arrived,
  deskAnswers,
  deskPresses,
  does,
  key,
  planned,
  sendHelp,
  speaks,
  usingNow,
} from "../../support/steps.ts";

const place = {
  place: "1200 Ontario Street",
  municipality: "Sudbury",
  wayIn: "buzz 4",
  othersMayNotKnow: true,
  areaOnly: false,
  language: "en",
} as const;
const plan: PlanWords = { callerName: "Sam", place, people: 1, naloxone: "yes", timeZone: null };
const out = [...accompanied, sendHelp, deskAnswers("north")];
const leg = { id: "desk-north", role: "desk", party: "north", via: null, language: "en" } as const;
const hears = (line: Scene, given: Partial<Hearing> = {}, legGiven = {}) =>
  line.hears({ ...leg, ...legGiven }, { plan, ...given });

const atDesk = (line: Scene, more: Partial<Hearing> = {}): Hearing =>
  hearing(line, leg, { plan, ...more });

test("the first words are the opening, again until 20 s, then the brief, and fit in one request", () => {
  const words = deskFirstWords(atDesk(given(...out)), "dispatch", false);
  const text = wordsIn(words);
  expect(
    text.startsWith("Medical emergency. Ambulance needed at 1200 Ontario Street, Sudbury."),
  ).toBe(true);
  expect(text).toContain("Press 1 if you're sending, 2 again, 3 a person, 4 spelled.");
  expect(text.match(/Medical emergency/g)?.length).toBeGreaterThan(1);
});

test("with the longest place, way in and three doses it is still under 4,000 characters", () => {
  const long = {
    ...place,
    place: "x".repeat(180),
    wayIn: "y".repeat(180),
    municipality: "z".repeat(60),
  };
  const dose = does({ kind: "doseMarked", substance: "depressant", route: "swallowed" });
  const line = given(...accompanied, dose, dose, dose, sendHelp);
  for (const language of ["en", "fr"] as const) {
    const words = deskFirstWords(
      atDesk(line, { plan: { ...plan, place: long }, leg: { ...leg, language } }),
      "dispatch",
      false,
    );
    expect(wordsIn(words).length).toBeLessThan(4_000);
  }
});

test("the brief is true: when they stopped answering, and what we do not know", () => {
  const line = given(...accompanied, after(120), deskAnswers("north"));
  const words = wordsIn(hears(line));
  expect(words).toContain("They stopped answering at 3:00 AM, 2 minutes ago.");
  expect(words).toContain("We don't know if they took anything.");
  expect(words).toContain("Their line is open.");
});

test("2 and silence read it again, 4 spells, 3 says a person is coming", () => {
  const line = given(...out);
  expect(wordsIn(hears(line, { pressed: { ask: "brief", digits: "2" } }))).toContain(
    "at 1200 Ontario Street",
  );
  expect(wordsIn(hears(line, { pressed: { ask: "brief", digits: "4" } }))).toContain(
    "O as in Oscar",
  );
  expect(wordsIn(hears(line, { pressed: { ask: "brief", digits: "3" } }))).toContain(
    "we're getting a person",
  );
  expect(gatherIn(hears(line))?.ask).toBe("brief");
});

test("taken is thanked for, and the desk stays on the line", () => {
  const line = given(...out, deskPresses("north", "1"));
  const heard = hears(line, { pressed: { ask: "brief", digits: "1" } });
  expect(wordsIn(heard)).toContain("We'll call again to ask if help is with them.");
  expect(heard.at(-1)).toMatchObject({ step: "conference" });
});

test("with a person of ours up the desk is with them; once they are gone the recording is back", () => {
  const line = given(...out, speaks("sol"));
  expect(hears(line)).toMatchObject([{ step: "conference" }]);
  line.when({
    kind: "legEnded",
    legId: "speaker-sol",
    role: "speaker",
    party: "sol",
    how: "completed",
  });
  expect(gatherIn(hears(line))?.ask).toBe("brief");
});

test("a caller who answers again: the desk is asked whether it still sends", () => {
  const line = given(
    ...alone,
    after(120),
    deskAnswers("north"),
    deskPresses("north", "1"),
    key("5"),
    deskAnswers("north", "told"),
  );
  const heard = hears(line, {}, { id: "told" });
  expect(gatherIn(heard)?.ask).toBe("answering");
  expect(wordsIn(heard)).toContain(
    "the person has been answering us since 3:02 AM. Still sending? 1 yes, 2 cancelled, 3 a person.",
  );
});

test("once it has answered that, it is not asked again and again", () => {
  const line = given(
    ...alone,
    after(120),
    deskAnswers("north"),
    deskPresses("north", "1"),
    key("5"),
    deskAnswers("north", "told"),
    deskPresses("north", "1", "answering", "told"),
  );
  const heard = hears(line, { pressed: { ask: "answering", digits: "1" } }, { id: "told" });
  expect(gatherIn(heard)).toBeNull();
  expect(gatherIn(hears(line, {}, { id: "told" }))).toBeNull();
});

test("called off, a desk still on the recording no longer hears that an ambulance is needed", () => {
  const line = given(...out, does({ kind: "stoodDown", reason: "callerTalking" }));
  expect(wordsIn(hears(line))).not.toContain("stopped answering");
  expect(gatherIn(hears(line))?.ask).toBe("answering");
});

test("a French desk hears French, the place in its own voice", () => {
  const line = given(...out);
  const heard = gatherIn(hears(line, {}, { language: "fr" }));
  expect(heard?.language).toBe("fr");
  expect(heard?.says).toContainEqual(
    expect.objectContaining({
      language: "en",
      text: expect.stringContaining("1200 Ontario Street"),
    }),
  );
  expect(
    heard?.says.some(
      (sound) =>
        sound.step === "say" &&
        sound.language === "fr" &&
        sound.text.includes("ne répond plus depuis"),
    ),
  ).toBe(true);
});

test("a rehearsal says so to any desk, first", () => {
  const line = given(arrived({ rehearsal: true }), accepts("ana"), planned(), usingNow, sendHelp);
  expect(
    wordsIn(deskFirstWords(atDesk(line), "dispatch", false)).startsWith("This is a practice call."),
  ).toBe(true);
});
