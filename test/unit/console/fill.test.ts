import { expect, test } from "vitest";

import { en } from "../../../src/console/words/en.ts";
import { fill } from "../../../src/console/words/fill.ts";
import { fr } from "../../../src/console/words/fr.ts";

const count = "{count, plural, =0 {Nobody} one {1 person of {name}''s} other {# people}}, {name}";

test("values are put where their names stand, and a name nobody gave stays as it is written", () => {
  expect(fill("{name} since {time}", { name: "Jo", time: "9:05" }, "en")).toBe("Jo since 9:05");
  expect(fill("{name} since {time}", { name: "Jo" }, "en")).toBe("Jo since {time}");
});

test("a plural has its form by the rules of its language, with the number in it", () => {
  expect(fill(count, { count: 0, name: "Jo" }, "en")).toBe("Nobody, Jo");
  expect(fill(count, { count: 1, name: "Jo" }, "en")).toBe("1 person of Jo's, Jo");
  expect(fill(count, { count: 1_200, name: "Jo" }, "en")).toBe("1,200 people, Jo");
  const note = "{count, plural, one {# note} other {# notes}}";
  expect(fill(note, { count: 0 }, "fr")).toBe("0 note");
  expect(fill(note, { count: 0 }, "en")).toBe("0 notes");
  expect(fill(note, { count: 1_200 }, "fr")).toMatch(/^1\s200 notes$/);
});

test("a part of a minute is written as its language does", () => {
  const values = { free: 0.5, fewest: 0, alone: 12.5, short: 1 };
  expect(fill(fr["review.cover"], values, "fr")).toContain("12,5 min");
  expect(fill(en["review.cover"], values, "en")).toContain("12.5 min");
});

test("in French a colon and guillemets stay with their word", () => {
  const said = fill("Appuie sur « Dose » : {name}", { name: "a : b" }, "fr");
  expect(said).toBe("Appuie sur «\u00a0Dose\u00a0»\u00a0: a : b");
  expect(fill("Take : it", {}, "en")).toBe("Take : it");
});

test("a time that ends a sentence brings its full stop", () => {
  expect(fill("Good until {time}.", { time: "9:05 a.m." }, "en")).toBe("Good until 9:05 a.m.");
  expect(fill("Good until {time}.", { time: "9:05" }, "en")).toBe("Good until 9:05.");
});

test("an apostrophe is one, written once or twice", () => {
  expect(fill("l'heure d''avant", {}, "fr")).toBe("l'heure d'avant");
});

test("every word of the console can be said", () => {
  const left = [...Object.values(en), ...Object.values(fr)].filter((text) => {
    const names = [...text.matchAll(/\{(\w+)/g)].map(([, name = ""]) => [name, 3] as const);
    return /[{}#]|''/.test(fill(text, Object.fromEntries(names), "fr"));
  });
  expect(left).toEqual([]);
});

test("a value with braces or marks of its own is said as it is", () => {
  expect(fill("{name}", { name: "{count} #1" }, "en")).toBe("{count} #1");
});
