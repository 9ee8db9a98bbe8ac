import { expect, test } from "vitest";
import { deskFirstWords } from "../../../src/domain/session/script-desk.ts";
import type { Hearing, PlanWords } from "../../../src/domain/session/script.ts";
import { after, gatherIn, given, hearing, type Scene, wordsIn } from "../../support/given.ts";
import {
  accompanied,
  alone,
  deskAnswers,
  deskEnds,
  deskPresses,
  planned,
  sendHelp,
  speaks,
} from "../../support/steps.ts";

const place = {
  place: "1200 Ontario Street",
  municipality: "Sudbury",
  wayIn: null,
  othersMayNotKnow: false,
  areaOnly: false,
  language: "en",
} as const;
const plan: PlanWords = { callerName: null, place, people: 1, naloxone: "no", timeZone: null };
const leg = { id: "desk-north", role: "desk", party: "north", via: null, language: "en" } as const;
const HOLD = "One moment, a person is joining this call.";

const atDesk = (line: Scene, more: Partial<Hearing> = {}): Hearing =>
  hearing(line, leg, { plan, ...more });
const hears = (line: Scene, given: Partial<Hearing> = {}) => line.hears(leg, { plan, ...given });

/** Help is out, and nobody of ours is there to speak. */
const nobody = [...alone, after(120)];
const refused = { recording: "refused" } as const;

test("a desk that refused recordings is only asked to hold, and after 20 s hears the brief all the same", () => {
  const line = given(...nobody);
  const [first, ...more] = deskFirstWords(atDesk(line, refused), "dispatch", false);
  expect(wordsIn(first === undefined ? [] : [first])).toBe(HOLD);
  expect(wordsIn(more)).toContain("1200 Ontario Street");
  line.when(deskAnswers("north"));
  expect(wordsIn(hears(line, refused))).toBe(HOLD);
  expect(gatherIn(hears(line, refused))?.ask).toBe("brief");
  line.pass(20);
  expect(wordsIn(hears(line, refused))).toContain("1200 Ontario Street");
});

test("that it was read to them by recording is written down; with a person up it is not", () => {
  const line = given(...nobody, deskAnswers("north"), after(19.9));
  expect(line.happened("briefPlayed")).toEqual([]);
  line.pass(0.1);
  expect(line.happened("briefPlayed")).toMatchObject([{ deskId: "north" }]);
  const spoken = given(...accompanied, sendHelp, deskAnswers("north"), speaks("sol"), after(60));
  expect(spoken.happened("briefPlayed")).toEqual([]);
});

test("asked for, it is read at once: 2 again, 4 spelled; and 1 takes it without having heard it", () => {
  const line = given(...nobody, deskAnswers("north"));
  const pressed = (digits: string) => ({ ...refused, pressed: { ask: "brief", digits } });
  expect(wordsIn(hears(line, pressed("2")))).toContain("1200 Ontario Street");
  expect(wordsIn(hears(line, pressed("4")))).toContain("O as in Oscar");
  line.when(deskPresses("north", "1"));
  expect(line.session.help.state).toBe("taken");
});

test("agreed or unknown: the opening first, as ever", () => {
  for (const recording of ["agreed", "unknown"] as const) {
    const words = deskFirstWords(atDesk(given(...nobody), { recording }), "dispatch", false);
    expect(wordsIn(words)).toMatch(/^Medical emergency/);
  }
});

const hungUpTwice = [
  ...alone,
  planned({ desks: ["north"] }),
  after(120),
  deskAnswers("north", "first"),
  after(4),
  deskEnds("north", "completed", "first"),
  after(5),
  deskAnswers("north", "second"),
  after(4),
  deskEnds("north", "completed", "second"),
];

test("after two hang-ups on the recording the desk is asked to hold, not read to", () => {
  const line = given(...hungUpTwice);
  expect(line.session.help.desks.map(({ hungUp }) => hungUp).slice(0, 2)).toEqual([true, true]);
  expect(wordsIn(deskFirstWords(atDesk(line), "dispatch", false)).startsWith(HOLD)).toBe(true);
});

/** North twice hung up on the recording; now south is being rung. */
const southIsRung = [
  ...alone,
  after(120),
  deskAnswers("north", "first"),
  deskEnds("north", "completed", "first"),
  deskEnds("south", "busy", "second"),
  after(5),
  deskAnswers("north", "third"),
  deskEnds("north", "completed", "third"),
];

test("and as soon as a person of ours is up it is rung again, and meets them at pick-up", () => {
  const line = given(...southIsRung);
  const since = line.since();
  line.when(speaks("sol"));
  expect(since.owed("callDesk")[0]).toMatchObject({ deskId: "north", dueAt: line.now });
  expect(line.session.help.desks.at(-1)).toMatchObject({ byHand: true });
  expect(deskFirstWords(atDesk(line), "dispatch", true)).toMatchObject([{ step: "conference" }]);
  const answered = line.since();
  line.when(deskAnswers("north", "fourth"));
  expect(answered.owed("moveLeg")).toEqual([]);
});

test("should that person be gone by pick-up, the desk is not left alone in a conference", () => {
  const line = given(...southIsRung, speaks("sol"));
  line.when({
    kind: "legEnded",
    legId: "speaker-sol",
    role: "speaker",
    party: "sol",
    how: "completed",
  });
  const since = line.since();
  line.when(deskAnswers("north", "fourth"));
  expect(since.owed("moveLeg")).toMatchObject([{ legId: "fourth" }]);
});

test("busy, or hung up on a person, is no hang-up on a recording", () => {
  const line = given(...accompanied, sendHelp, deskEnds("north"), speaks("sol"));
  line.when(deskAnswers("south"), after(10), deskEnds("south", "completed"));
  expect(line.session.help.desks.filter(({ hungUp }) => hungUp)).toEqual([]);
});
