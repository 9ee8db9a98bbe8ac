import type { Heard } from "./words/heard.ts";
import { heardEn } from "./words/heard.en.ts";
import { heardFr } from "./words/heard.fr.ts";

/** What a caller's words come to. Only this is ever kept of them. */
export type Answer = "yes" | "help" | "unclear";

type Meaning = "there" | "well" | "refusal" | "distress" | "unsure";

/** Ways of writing the same words, once accents and apostrophes are gone. */
const sameWords: ReadonlyMap<string, string> = new Map([
  ["okay", "ok"],
  ["o k", "ok"],
  ["i am", "im"],
  ["cannot", "cant"],
  ["can not", "cant"],
  ["do not", "dont"],
  ["it is", "its"],
  ["9 1 1", "911"],
  ["nine one one", "911"],
  ["neuf un un", "911"],
  ["je suis", "chus"],
  ["suis", "chus"],
  ["jsuis", "chus"],
  ["chui", "chus"],
  ["chuis", "chus"],
  ["chu", "chus"],
  ["jme", "je me"],
  ["jfile", "je file"],
  ["jfeel", "je feel"],
  ["jvais", "je vais"],
  ["jrespire", "je respire"],
  ["jpeux", "je peux"],
  ["cela va", "ca va"],
  ["sa va", "ca va"],
]);

/** The longest of them, in words. */
const SAME_WORDS_MAX = 3;

const MARKS = /\p{M}/gu;
const APOSTROPHES = /['’]/g;
const NOT_WORDS = /[^\p{L}\p{N}]+/gu;

/**
 * Sorts what a caller said (PRACTICE 10), in either language whatever the session's. Every word must belong to a phrase we
 * know, so a negation can never be overlooked; anything else, and anything that says two things, is unclear.
 * The recogniser's confidence is not asked for: it decides nothing.
 */
export function hear(text: string): Answer {
  const said = wordsOf(text);
  const meanings =
    meaningsIn(said) ??
    meaningsIn(withoutStutter(said)) ??
    meaningsIn(withoutStutter(withoutEmphasis(said)));
  if (meanings === null || meanings.size === 0) return "unclear";
  const answer = answerFrom(meanings);
  // "Ça va?" may be somebody bending over the caller, or our own question heard back.
  return answer === "yes" && text.trim().endsWith("?") ? "unclear" : answer;
}

/** "Yeah, help me" is help; "I'm okay, help" and "no, I'm fine" are two things at once. */
function answerFrom(meanings: ReadonlySet<Meaning>): Answer {
  if (meanings.has("unsure")) return "unclear";
  if (meanings.has("distress")) return meanings.has("well") ? "unclear" : "help";
  if (meanings.has("refusal")) return meanings.size === 1 ? "help" : "unclear";
  return "yes";
}

/** Plain lower-case words, without accents, apostrophes or punctuation, spelled one way. */
function wordsOf(text: string): readonly string[] {
  const plain = text
    .toLowerCase()
    .replaceAll("œ", "oe")
    .normalize("NFD")
    .replaceAll(MARKS, "")
    .replaceAll(APOSTROPHES, "")
    .replaceAll(NOT_WORDS, " ");
  // "Ne" is seldom said: without it, "ça ne va pas" and "ça va pas" are one.
  return spelledOneWay(plain.split(" ").filter((word) => word !== "" && word !== "ne"));
}

function spelledOneWay(words: readonly string[]): readonly string[] {
  const spelled: string[] = [];
  let at = 0;
  while (at < words.length) {
    const length = longestAt(words, at, SAME_WORDS_MAX, sameWords) ?? 1;
    const said = words.slice(at, at + length).join(" ");
    spelled.push(...(sameWords.get(said) ?? said).split(" "));
    at += length;
  }
  return spelled;
}

/** How many words from here make the longest entry of a table, up to `max`; null when none does. */
function longestAt(
  words: readonly string[],
  at: number,
  max: number,
  table: ReadonlyMap<string, unknown>,
): number | null {
  for (let length = Math.min(max, words.length - at); length > 0; length -= 1) {
    if (table.has(words.slice(at, at + length).join(" "))) return length;
  }
  return null;
}

function withoutStutter(words: readonly string[]): readonly string[] {
  return words.filter((word, index) => word !== words[index - 1]);
}

function withoutEmphasis(words: readonly string[]): readonly string[] {
  return words.filter((word) => !emphasis.has(word));
}

/** The meanings of an utterance cut into known phrases, longest first; null when a word fits in none. */
function meaningsIn(said: readonly string[]): ReadonlySet<Meaning> | null {
  const found = new Set<Meaning>();
  let at = 0;
  while (at < said.length) {
    const length = longestAt(said, at, longestPhrase, phrases);
    if (length === null) return null;
    const meaning = phrases.get(said.slice(at, at + length).join(" "));
    if (meaning !== undefined && meaning !== "filler") found.add(meaning);
    at += length;
  }
  return found;
}

const tables: readonly Heard[] = [heardEn, heardFr];

/** Every phrase in both languages. Where one is listed twice the later meaning holds, so the graver ones come last. */
const phrases: ReadonlyMap<string, Meaning | "filler"> = new Map([
  ...entries("filler", (heard) => listed(heard.fillers)),
  ...entries("there", (heard) => listed(heard.there)),
  ...entries("well", (heard) => [...listed(heard.well), ...inFrames(heard.claims, heard)]),
  ...entries("refusal", (heard) => listed(heard.refusal)),
  ...entries("distress", (heard) => [...listed(heard.distress), ...inFrames(heard.denials, heard)]),
  ...entries("unsure", (heard) => listed(heard.unsure)),
]);

const longestPhrase = Math.max(...[...phrases.keys()].map((phrase) => phrase.split(" ").length));
const emphasis: ReadonlySet<string> = new Set(
  tables.flatMap((heard) => listed(heard.emphasis)).map((word) => wordsOf(word).join(" ")),
);

function entries(
  meaning: Meaning | "filler",
  pick: (heard: Heard) => readonly string[],
): readonly (readonly [string, Meaning | "filler"])[] {
  return tables.flatMap(pick).map((text) => [wordsOf(text).join(" "), meaning] as const);
}

function inFrames(frames: string, heard: Heard): readonly string[] {
  return listed(frames).flatMap((frame) =>
    listed(heard.states).map((state) => frame.replace("{}", state)),
  );
}

function listed(phrases: string): readonly string[] {
  return phrases.split(",").map((phrase) => phrase.trim());
}
