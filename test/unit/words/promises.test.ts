import { expect, test } from "vitest";

import { standard } from "../../../src/domain/session/policy.ts";
import { BOUNDS } from "../../../src/domain/session/protocol-bounds.ts";
import { numbersEn } from "../../../src/domain/words/numbers.en.ts";
import { numbersFr } from "../../../src/domain/words/numbers.fr.ts";
import { amount, promises } from "../../../src/domain/words/promises.ts";
import { promisesEn } from "../../../src/domain/words/promises.en.ts";
import { promisesFr } from "../../../src/domain/words/promises.fr.ts";
import { placeholders } from "../../../src/domain/words/template.ts";

const values = (texts: Readonly<Record<string, string>>) =>
  Object.entries(texts).map(([key, text]) => `${key}: ${placeholders(text).toSorted().join()}`);

test("both languages promise the same, by the same numbers", () => {
  expect(values(promisesFr)).toEqual(values(promisesEn));
  expect(Object.keys(numbersFr)).toEqual(Object.keys(numbersEn));
  expect(Object.keys(numbersEn).toSorted()).toEqual(Object.keys(BOUNDS).toSorted());
});

test("what PRACTICE promises by default is what is published", () => {
  const said = (language: "en" | "fr") =>
    promises(standard.numbers, language)
      .flatMap(({ sentences }) => sentences)
      .join(" ")
      .replaceAll("\u{A0}", " ");
  expect(said("en")).toContain(
    "60 seconds after the ask was due we send the help you chose. An answer before that counts",
  );
  expect(said("en")).toContain("first after 60 seconds, then every 2 minutes with a person");
  expect(said("fr")).toContain("60 secondes après l'heure prévue, on envoie l'aide");
  expect(said("fr")).toContain("effacé 60 minutes après l'appel");
  expect(said("en")).toContain("kept 24 hours, or for the follow-up you agreed to, 7 days at most");
});

test.each([
  [45_000, "45 seconds"],
  [60_000, "60 seconds"],
  [90_000, "90 seconds"],
  [120_000, "2 minutes"],
  [3_600_000, "60 minutes"],
  [86_400_000, "24 hours"],
  [172_800_000, "2 days"],
])("%i ms is said as %s", (ms, said) => {
  expect(amount("watchMs", ms, "en")).toBe(said);
});
