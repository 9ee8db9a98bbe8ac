import { expect, test } from "vitest";

import { callCards as cardsEn } from "../../../src/console/words/en/call-cards.ts";
import { callCards as cardsFr } from "../../../src/console/words/fr/call-cards.ts";
import { QUESTIONS } from "../../../src/domain/session/questions.ts";
import { questionLines, say } from "../../../src/domain/words/words.ts";
import { en } from "../../../src/console/words/en.ts";
import { fr } from "../../../src/console/words/fr.ts";
import { read, sources } from "../../support/source.ts";

const files = sources("src/console/**/*.{ts,tsx}").filter((file) => !file.includes("/words/"));
const code = files.map(read).join("\n");
const english = new Map<string, string>(Object.entries(en));
const french = new Map<string, string>(Object.entries(fr));

/** `say("a.b")` names a word; `say(`a.${b}`)` all that begin with `a.`. */
const named = new Set([...code.matchAll(/"([a-zA-Z]+(?:\.[\w-]+)+)"/g)].map(([, id = ""]) => id));
const begun = [...code.matchAll(/`([a-zA-Z]+(?:\.[\w-]+)*\.)\$\{/g)].map(([, start = ""]) => start);

test("every word is there in both languages, and none in one alone", () => {
  expect([...french.keys()].toSorted()).toEqual([...english.keys()].toSorted());
});

test("nothing is said in the other language by oversight", () => {
  const alike = [...english].filter(([id, text]) => french.get(id) === text && / /.test(text));
  expect(alike).toEqual([]);
});

test("every word is used", () => {
  const unused = [...english.keys()].filter(
    (id) => !named.has(id) && !begun.some((start) => id.startsWith(start)),
  );
  expect(unused).toEqual([]);
});

test("both languages are handed the same values", () => {
  const values = (text = "") => [...text.matchAll(/\{(\w+)\}/g)].map(([value]) => value).toSorted();
  const differ = [...english].filter(
    ([id, text]) => values(text).join(" ") !== values(french.get(id)).join(" "),
  );
  expect(differ).toEqual([]);
});

test("what a page says is in the message files: no sentence stands in a component", () => {
  const written = files
    .filter((file) => file.endsWith(".tsx"))
    .flatMap((file) =>
      [...read(file).matchAll(/>\s*([A-Z][a-z]+(?: [\w’',.?!]+)+)\s*</g)].map(
        ([, text = ""]) => `${file}: ${text}`,
      ),
    );
  expect(written).toEqual([]);
});

test("the terms of the line are the ones people use", () => {
  const text = [...french.values()].join("\n").toLowerCase();
  const terms = [
    "personne de confiance",
    "accompagnement",
    "prise de nouvelles",
    "envoi des secours",
  ];
  const more = ["centrale", "fiche", "quart", "de garde", "exercice"];
  expect([...terms, ...more].filter((term) => !text.includes(term))).toEqual([]);
  expect(text).not.toMatch(/surveillance|opérateur|répartit|bénévole|patient/);
});

test("what is read aloud stands in both languages, and a question is written as the line speaks it", () => {
  const cards = Object.keys(cardsEn);
  expect(Object.keys(cardsFr)).toEqual(cards);
  const alike = Object.entries(cardsEn).filter(([id, text]) =>
    Object.entries(cardsFr).some(([key, words]) => key === id && words === text),
  );
  expect(alike).toEqual([]);
  for (const question of QUESTIONS) {
    expect(en[`question.${question}`]).toBe(say(questionLines[question], "en"));
    expect(fr[`question.${question}`]).toBe(say(questionLines[question], "fr"));
  }
});
