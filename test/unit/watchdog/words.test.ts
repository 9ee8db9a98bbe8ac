import { expect, test } from "vitest";

import { languages } from "../../../src/domain/language.ts";
import { spokenMs } from "../../../src/domain/words/spoken.ts";
import { placeholders } from "../../../src/domain/words/template.ts";
import { pagerEn } from "../../../src/domain/words/troubles.en.ts";
import { pagerFr } from "../../../src/domain/words/troubles.fr.ts";
import { allTroubles, pagerText, troubleText } from "../../../src/domain/words/troubles.ts";

const each = allTroubles.flatMap((trouble) => languages.map((language) => ({ trouble, language })));

test.each(each)("$trouble in $language says what is wrong and what to do, in one breath", (one) => {
  const wrong = troubleText([one.trouble], "wrong", one.language);
  expect(wrong.split(/[.;] /).length).toBeGreaterThan(1);
  expect(spokenMs(wrong)).toBeLessThan(12_000);
  expect(troubleText([one.trouble], "over", one.language)).not.toBe("");
});

test("two troubles are one page", () => {
  const both = troubleText(["sweepSilent", "dutyOverdue"], "wrong", "en");
  expect(both).toMatch(/worker has stopped.*late with something/);
});

test("both languages take the same values", () => {
  const used = (words: Record<string, string>) =>
    Object.entries(words).map(([key, text]) => [key, [...placeholders(text)].sort()]);
  expect(used(pagerFr)).toEqual(used(pagerEn));
});

test("a page by text says whose it is, and how to be left alone", () => {
  const wrong = troubleText(["nobodyOnShift"], "wrong", "fr");
  expect(pagerText("texted", "fr", { line: "La ligne", wrong, time: "3 h 30" })).toMatch(
    /^La ligne : Personne n'est de quart.*Répondez OK.*3 h 30/,
  );
});
