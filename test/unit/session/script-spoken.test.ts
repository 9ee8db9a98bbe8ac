import { expect, test } from "vitest";
import { briefAloud } from "../../../src/domain/brief.ts";
import { briefFacts } from "../../../src/domain/session/script-desk.ts";
import type { PlanWords } from "../../../src/domain/session/script.ts";
import type { Script } from "../../../src/domain/session/steps.ts";
import { given, type Scene } from "../../support/given.ts";
import { accompanied, deskAnswers, planned, sendHelp } from "../../support/steps.ts";

const said = { take: 2, lastsMs: 8_000, province: "QC", language: "fr" } as const;
const place = {
  place: "",
  municipality: null,
  wayIn: null,
  othersMayNotKnow: false,
  areaOnly: false,
  language: "fr",
  said,
} as const;
const plan: PlanWords = { callerName: null, place, people: 1, naloxone: "unknown", timeZone: null };
const leg = { id: "desk-north", role: "desk", party: "north", via: null, language: "en" } as const;

const names = {
  line: { en: "the Night Line", fr: "la Ligne de nuit" },
  timeZone: "America/Toronto",
  callUs: "+15555550199",
};

/** What is heard in order, a recording as its number. */
const heard = (line: Scene, given: Parameters<Scene["hears"]>[0], digits: string | null = null) =>
  line
    .hears(
      { ...leg, ...given },
      { plan, pressed: digits === null ? null : { ask: "brief", digits } },
    )
    .flatMap((step): Script => (step.step === "gather" ? step.says : [step]))
    .map((step) =>
      step.step === "say" ? step.text : step.step === "recording" ? `<${step.take}>` : "",
    )
    .join(" ");

const out = given(...accompanied, sendHelp, deskAnswers("north"));

test("a desk hears the province in words and the place in the caller's own voice, twice, in either language", () => {
  expect(heard(out, {})).toMatch(
    /One person in Quebec\. The place, as they said it: +<2> +Once more: +<2> +They stopped answering/,
  );
  expect(heard(out, { language: "fr" })).toMatch(
    /Une personne, province ou territoire : Québec\. L'endroit, tel que la personne l'a dit : +<2>/,
  );
  expect(heard(out, {})).not.toMatch(/We don't know the way in|unknown town/);
});

test("a person who reads the brief aloud is told to play it", () => {
  const facts = briefFacts({ session: out.session, plan, at: out.now, names, leg });
  expect(facts === null ? "" : briefAloud(facts, "en")).toMatch(
    /The place, as they said it: \(play them the recording\) Once more/,
  );
});

test("what was never written cannot be spelled: 4 plays it again", () => {
  expect(heard(out, {}, "4")).toMatch(
    /only in their own voice\. As they said it: +<2> +Reference \d \d \d/,
  );
});

test("the trusted person who is going hears where", () => {
  const line = given(...accompanied, planned({ trustedPerson: true }), sendHelp);
  line.when({
    kind: "keyPressed",
    legId: "trusted-1",
    role: "trusted",
    party: null,
    ask: "trusted",
    digits: "1",
  });
  const trusted = { id: "trusted-1", role: "trusted", party: null } as const;
  expect(heard(line, trusted)).toMatch(/Where they are, as they said it: <2> Thank you\. Call us/);
});

test("a responder on their own phone who asks for the place hears it too", () => {
  const bea = { id: "leg-ana", role: "responder", party: "ana", via: "phone" } as const;
  const words = out.hears({ ...leg, ...bea }, { plan, pressed: { ask: "s1", digits: "7" } });
  expect(words[0]).toEqual({ step: "recording", take: 2, ms: 8_000 });
});
