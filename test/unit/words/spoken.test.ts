import { expect, test } from "vitest";

import { spellOut } from "../../../src/domain/words/spelling.ts";
import {
  digitByDigit,
  spokenMs,
  spokenNumber,
  spokenTime,
} from "../../../src/domain/words/spoken.ts";
import { fill, plainText } from "../../../src/domain/words/template.ts";

test("a word takes 0.3 s, and punctuation alone takes none", () => {
  expect(spokenMs("Je suis là, je te cherche quelqu'un.")).toBe(2_100);
  expect(spokenMs("Si ça coupe : réponds")).toBe(1_200);
  expect(spokenMs("one two", 500)).toBe(1_000);
  expect(spokenMs("")).toBe(0);
});

test("digits are said one by one", () => {
  expect(digitByDigit("472")).toBe("4 7 2");
  expect(spokenNumber("+15555550123")).toBe("5 5 5, 5 5 5, 0 1 2 3");
  expect(spokenNumber("+44155501")).toBe("4 4 1 5 5 5 0 1");
});

const at = (iso: string) => Date.parse(iso);

test.each([
  ["2026-07-01T18:05:00Z", "America/Toronto", "2:05 PM", "14 h 05"],
  ["2026-07-01T18:00:00Z", "America/Toronto", "2:00 PM", "14 h"],
  ["2026-07-01T04:07:00Z", "America/Toronto", "12:07 AM", "0 h 07"],
  ["2026-07-01T16:30:00Z", "America/Toronto", "12:30 PM", "12 h 30"],
  ["2026-12-01T18:05:00Z", "America/Winnipeg", "12:05 PM", "12 h 05"],
  ["2026-12-01T18:05:00Z", "America/St_Johns", "2:35 PM", "14 h 35"],
])("%s in %s is said %s, %s", (iso, timeZone, en, fr) => {
  expect(spokenTime(at(iso), timeZone, "en")).toBe(en);
  expect(spokenTime(at(iso), timeZone, "fr")).toBe(fr);
});

test("a name is spelled letter by letter, accents and all", () => {
  expect(spellOut("12 Ash", "en")).toBe("1, 2. A as in Alpha, S as in Sierra, H as in Hotel");
  expect(spellOut("Lévis", "fr")).toBe(
    "L comme Lima, E accent aigu comme Écho, V comme Victor, I comme India, S comme Sierra",
  );
  expect(spellOut("St-Î.", "en")).toBe(
    "S as in Sierra, T as in Tango, hyphen, I circumflex as in India",
  );
  expect(spellOut("l’œ", "fr")).toBe("L comme Lima, apostrophe, O comme Oscar, E comme Écho");
});

test("a value in another language keeps its own voice, and nothing else changes voice", () => {
  const spoken = fill("Go to {place}, {town}.", "en", {
    place: { text: "rue des Pins", language: "fr" },
    town: "Halifax",
  });
  expect(spoken.map(({ language }) => language)).toEqual(["en", "fr", "en"]);
  expect(plainText(spoken)).toBe("Go to rue des Pins, Halifax.");
});
