import path from "node:path";

import { expect, test } from "vitest";

import { enFirst } from "../../../src/console/words/en-first.ts";
import { frFirst } from "../../../src/console/words/fr-first.ts";
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

test("a question is written as the line speaks it", () => {
  for (const question of QUESTIONS) {
    expect(en[`question.${question}`]).toBe(say(questionLines[question], "en"));
    expect(fr[`question.${question}`]).toBe(say(questionLines[question], "fr"));
  }
});

test("what a call page says at once is among the words that come first", () => {
  const first = new Set(Object.keys(enFirst));
  expect(Object.keys(frFirst).toSorted()).toEqual([...first].toSorted());
  // Shown once it is opened, or once the call is over.
  const opened = new Set(["mine.title"]);
  const needed = [...atOnce("main.tsx"), ...atOnce("pages/call/page.tsx")].flatMap((file) =>
    [...read(file).matchAll(/say\(\s*"([a-zA-Z]+(?:\.[\w-]+)+)"/g)].map(([, id = ""]) => id),
  );
  expect([...new Set(needed)].filter((id) => !first.has(id) && !opened.has(id))).toEqual([]);
  const parts = ["call/cards.tsx", "call/warnings.tsx", "call/one-warning.tsx"].map((part) =>
    read(`src/console/pages/${part}`),
  );
  const later = parts.flatMap((text) => [...text.matchAll(/say\(\s*"([\w.]+)"/g)]);
  expect(later.map(([, id = ""]) => id).filter((id) => !first.has(id))).toEqual([]);
});

/** A file of the console, and all it needs before it can be shown. */
function atOnce(start: string): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    for (const [, to = ""] of read(file).matchAll(/^import(?! type)[^;]*?"(\.[^"]+\.tsx?)";/gm)) {
      const next = path.posix.join(path.posix.dirname(file), to);
      if (next.startsWith("src/console/") && !next.includes("/words/")) add(next);
    }
  };
  add(`src/console/${start}`);
  return found;
}
