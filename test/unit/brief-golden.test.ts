import { expect, test } from "vitest";

import { deskBrief, deskOpening, type BriefFacts } from "../../src/domain/brief.ts";
import { languages, type Language } from "../../src/domain/language.ts";
import { HELP_REASONS } from "../../src/domain/session/plan.ts";
import { plainText } from "../../src/domain/words/template.ts";

const at = (time: string) => Date.parse(`2026-07-01T${time}:00-04:00`);

const known: BriefFacts = {
  reason: "stoppedAnswering",
  place: {
    place: "12 Birch Street, unit 4",
    municipality: "Halden",
    wayIn: "side door, code 1 9",
    othersMayNotKnow: true,
    areaOnly: false,
    language: "en",
  },
  stoppedAt: at("14:05"),
  lastAnswerAt: at("14:03"),
  now: at("14:08"),
  doses: [
    { at: at("13:40"), substance: "stimulant", route: "smoked" },
    { at: at("13:55"), substance: "opioid", route: "injected" },
  ],
  people: 2,
  naloxone: "yes",
  line: "open",
  callBackNumber: "+15555550140",
  reference: "472",
  repeat: false,
  trouble: null,
  timeZone: "America/Toronto",
  lineName: "the Test Line",
};

const enFrancais = {
  lineName: "la Ligne d'essai",
  place: {
    ...known.place,
    place: "12, rue des Pins, appartement 4",
    wayIn: "porte de côté, code 1 9",
    language: "fr",
  },
} as const;

type Unknown = readonly [what: string, facts: (of: BriefFacts) => BriefFacts];

/** What may not be known, one thing at a time and all at once. */
const unknowns: readonly Unknown[] = [
  ["nothing unknown", (f) => f],
  ["town unknown", (f) => ({ ...f, place: { ...f.place, municipality: null } })],
  ["way in unknown", (f) => ({ ...f, place: { ...f.place, wayIn: null } })],
  ["only the area", (f) => ({ ...f, place: { ...f.place, areaOnly: true } })],
  ["last answer unknown", (f) => ({ ...f, lastAnswerAt: null })],
  ["doses unknown", (f) => ({ ...f, doses: [] })],
  ["how many people unknown", (f) => ({ ...f, people: null })],
  ["naloxone unknown", (f) => ({ ...f, naloxone: "unknown" })],
  ["line lost", (f) => ({ ...f, line: "lost" })],
  ["called before", (f) => ({ ...f, repeat: true })],
  ["the crew is at another door", (f) => ({ ...f, repeat: true, trouble: "wrongHouse" })],
  ["the household denies it", (f) => ({ ...f, repeat: true, trouble: "nobodyCalled" })],
  ["nobody opens", (f) => ({ ...f, repeat: true, trouble: "noAnswerAtDoor" })],
  [
    "nothing known but the place",
    (f) => ({
      ...f,
      place: { ...f.place, municipality: null, wayIn: null, othersMayNotKnow: false },
      lastAnswerAt: null,
      doses: [],
      people: null,
      naloxone: "unknown",
      line: "lost",
    }),
  ],
];

function book(language: Language): string {
  const base = language === "en" ? known : { ...known, ...enFrancais };
  const chapters = HELP_REASONS.map((reason) => {
    const texts = unknowns.map(([what, change]) => {
      const facts = change({ ...base, reason });
      const opening = plainText(deskOpening(facts, language));
      return `-- ${what}\n${opening}\n${plainText(deskBrief(facts, language))}`;
    });
    return `== ${reason}\n\n${texts.join("\n\n")}`;
  });
  return `${chapters.join("\n\n\n")}\n`;
}

test.each(languages)(
  "what a desk is told in %s: every reason, and everything that may be unknown",
  async (language) => {
    await expect(book(language)).toMatchFileSnapshot(`golden/briefs.${language}.txt`);
  },
);
