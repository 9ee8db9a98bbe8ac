import { describe, expect, test } from "vitest";

import { languages } from "../../../src/domain/language.ts";
import { cardsEn } from "../../../src/domain/words/cards.en.ts";
import { cardsFr } from "../../../src/domain/words/cards.fr.ts";
import { deskEn, deskOursEn } from "../../../src/domain/words/desk.en.ts";
import { deskFr, deskOursFr } from "../../../src/domain/words/desk.fr.ts";
import { oursEn } from "../../../src/domain/words/ours.en.ts";
import { oursFr } from "../../../src/domain/words/ours.fr.ts";
import { spokenMs } from "../../../src/domain/words/spoken.ts";
import { placeholders } from "../../../src/domain/words/template.ts";
import { greeting, lines, pageLines, questionLines, say } from "../../../src/domain/words/words.ts";
import { pagerEn, troublesEn } from "../../../src/domain/words/troubles.en.ts";
import { pagerFr, troublesFr } from "../../../src/domain/words/troubles.fr.ts";
import { pageEn } from "../../../src/domain/words/page.en.ts";
import { pageFr } from "../../../src/domain/words/page.fr.ts";
import { presenceEn } from "../../../src/domain/words/presence.en.ts";
import { presenceFr } from "../../../src/domain/words/presence.fr.ts";
import { afterEn } from "../../../src/domain/words/after.en.ts";
import { afterFr } from "../../../src/domain/words/after.fr.ts";
import { measuresEn } from "../../../src/domain/words/measures.en.ts";
import { measuresFr } from "../../../src/domain/words/measures.fr.ts";
import { numbersEn } from "../../../src/domain/words/numbers.en.ts";
import { numbersFr } from "../../../src/domain/words/numbers.fr.ts";
import { promisesEn } from "../../../src/domain/words/promises.en.ts";
import { promisesFr } from "../../../src/domain/words/promises.fr.ts";
import { reportEn } from "../../../src/domain/words/report.en.ts";
import { reportFr } from "../../../src/domain/words/report.fr.ts";
import { sharingEn } from "../../../src/domain/words/sharing.en.ts";
import { sharingFr } from "../../../src/domain/words/sharing.fr.ts";
import { shiftsEn } from "../../../src/domain/words/shifts.en.ts";
import { shiftsFr } from "../../../src/domain/words/shifts.fr.ts";
import { trainingEn } from "../../../src/domain/words/training.en.ts";
import { trainingFr } from "../../../src/domain/words/training.fr.ts";

const used = (texts: Record<string, string>) =>
  Object.entries(texts).map(([key, text]) => `${key}: ${[...placeholders(text)].sort().join()}`);

describe("both languages", () => {
  test("have the same lines", () => {
    expect(Object.keys(lines.fr).sort()).toEqual(Object.keys(lines.en).sort());
    expect(Object.keys({ ...deskFr, ...deskOursFr })).toEqual(
      Object.keys({ ...deskEn, ...deskOursEn }),
    );
  });

  test("take the same values", () => {
    const desk = { en: { ...deskEn, ...deskOursEn }, fr: { ...deskFr, ...deskOursFr } };
    expect(used({ ...lines.fr, ...desk.fr, ...shiftsFr, ...pageFr }).sort()).toEqual(
      used({ ...lines.en, ...desk.en, ...shiftsEn, ...pageEn }).sort(),
    );
    expect(used(reportFr).sort()).toEqual(used(reportEn).sort());
    expect(used(presenceFr).sort()).toEqual(used(presenceEn).sort());
    expect(used(afterFr).sort()).toEqual(used(afterEn).sort());
    expect(used(trainingFr).sort()).toEqual(used(trainingEn).sort());
  });
});

describe("say", () => {
  test("puts values in their place", () => {
    expect(say("callBackPromised", "fr", { time: "14 h 05" })).toBe(
      "C'est bon, on te rappelle avant 14 h 05. Tu peux rappeler n'importe quand d'ici là.",
    );
    expect(say("namedKey", "en", { key: "4" })).toBe("You okay? Press 4 for me.");
  });

  test("refuses to leave a hole in a sentence", () => {
    expect(() => say("namedKey", "en")).toThrow("No value for {key}");
  });
});

describe("the greeting", () => {
  test.each(languages)(
    "in %s is under ten seconds before the other language is offered",
    (language) => {
      expect(spokenMs(say("greeting", language))).toBeLessThan(10_000);
    },
  );

  test("offers the other language in that language's voice", () => {
    expect(greeting("en")[1]).toEqual({ language: "fr", text: "Pour le français, fais le 2." });
    expect(greeting("fr")[1]).toEqual({ language: "en", text: "For English, press 2." });
  });
});

test.each(languages)("a responder who knows the keys waits under four seconds (%s)", (language) => {
  expect(spokenMs(say("starMenu", language))).toBeLessThan(4_000);
});

/** The line's own invitations may name use; whatever rings, interrupts or is asked aloud may not. */
const mayNameUse = new Set([
  "greeting",
  "aboutToUse",
  "leaving",
  "starMenuKeys",
  "restrictedWatchOnly",
  "restrictedBlocked",
  "restrictedKeys",
]);

test.each(languages)("nothing else names a drug (%s)", (language) => {
  const named = Object.entries(lines[language]).filter(
    ([key, text]) =>
      !mayNameUse.has(key) && /overdose|surdose|drug|drogue|naloxone|consomm|dose/i.test(text),
  );
  expect(named).toEqual([]);
});

test("questions and pages each have their own line", () => {
  const named = [...Object.values(questionLines), ...Object.values(pageLines)];
  expect(new Set(named).size).toBe(named.length);
});

test("pages to supervisors carry no value: no place, no name, no number", () => {
  const carried = Object.values(pageLines).flatMap((key) => placeholders(lines.en[key]));
  expect(carried).toEqual([]);
});

const row = (key: string, en: string, fr: string) => `| ${key} | ${en} | ${fr} |`;
const rows = (en: Record<string, string>, fr: Record<string, string>) =>
  Object.keys(en).map((key) => row(key, en[key] ?? "", fr[key] ?? ""));

const wrongs = (troubles: Record<string, { wrong: string; over: string }>) =>
  Object.fromEntries(
    Object.entries(troubles).map(([name, { wrong, over }]) => [name, `${wrong} / ${over}`]),
  );

test("docs/words-for-review.md lists every line of ours (npx vitest run -u writes it anew)", async () => {
  const page = [
    "# Words for review",
    "",
    "These lines are ours, not the practice's: before any is recorded or heard by a caller, a native-speaking peer reads the French aloud and a peer reads the English.",
    "",
    "Words in braces are filled in when spoken. Written by a test from `ours.*.ts`, `desk.*.ts`, `troubles.*.ts`, `shifts.*.ts`, `measures.*.ts`, `sharing.*.ts`, `report.*.ts`, `presence.*.ts`, `after.*.ts`, `numbers.*.ts`, `promises.*.ts` and `page.*.ts` in `src/domain/words`: change them there.",
    "",
    "## To callers, responders, supervisors and trusted persons",
    "",
    "| line | English | français |",
    "|---|---|---|",
    ...rows(oursEn, oursFr),
    "",
    "## To desks",
    "",
    "| line | English | français |",
    "|---|---|---|",
    ...rows(deskOursEn, deskOursFr),
    "",
    "## To our own people, when the line is in trouble",
    "",
    "| line | English | français |",
    "|---|---|---|",
    ...rows(wrongs(troublesEn), wrongs(troublesFr)),
    ...rows(pagerEn, pagerFr),
    "",
    "## The card for whoever answers, when somebody asks about a caller",
    "",
    "| line | English | français |",
    "|---|---|---|",
    ...rows(cardsEn, cardsFr),
    "",
    "## To our own people, about shifts",
    "",
    "| line | English | français |",
    "|---|---|---|",
    ...rows(shiftsEn, shiftsFr),
    "",
    "## To our own people, beside what the line counts of itself",
    "",
    "| line | English | français |",
    "|---|---|---|",
    ...rows(measuresEn, measuresFr),
    "",
    "## To everybody, with the numbers the line shares",
    "",
    "| line | English | français |",
    "|---|---|---|",
    ...rows(sharingEn, sharingFr),
    ...rows(reportEn, reportFr),
    "",
    "## To everybody: what the line promises",
    "",
    "| line | English | français |",
    "|---|---|---|",
    ...rows(promisesEn, promisesFr),
    "",
    "## The numbers of the protocol, on its page and on the public one",
    "",
    "| line | English | français |",
    "|---|---|---|",
    ...rows(numbersEn, numbersFr),
    "",
    "## To our own people, about whether they can be reached",
    "",
    "| line | English | français |",
    "|---|---|---|",
    ...rows(presenceEn, presenceFr),
    "",
    "## To our own people, about looking after each other",
    "",
    "| line | English | français |",
    "|---|---|---|",
    ...rows(afterEn, afterFr),
    "",
    "## To our own people, about what they know and how they practise",
    "",
    "| line | English | français |",
    "|---|---|---|",
    ...rows(trainingEn, trainingFr),
    "",
    "## On the page of a call, for a responder on their own phone",
    "",
    "| line | English | français |",
    "|---|---|---|",
    ...rows(pageEn, pageFr),
    "",
  ].join("\n");
  await expect(page).toMatchFileSnapshot("../../../docs/words-for-review.md");
});
