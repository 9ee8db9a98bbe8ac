import type { Language } from "../language.ts";

/** Words for one voice. A place keeps the voice of its own language inside a sentence of another. */
export type Spoken = {
  readonly text: string;
  readonly language: Language;
  /** Not words of ours but a recording, which takes their place. */
  readonly take?: Take;
};

/** One recording of a session, and how long it lasts. */
export type Take = { readonly take: number; readonly lastsMs: number };

export type Values = Readonly<Record<string, string | Spoken>>;

/** The names in braces, in order of appearance. */
export function placeholders(template: string): readonly string[] {
  return template.split(/\{(\w+)\}/).filter((_, index) => index % 2 === 1);
}

/** Puts values into a template, keeping each in its voice. Throws when a value is missing: our own mistake. */
export function fill(template: string, language: Language, values: Values): readonly Spoken[] {
  const pieces = template.split(/\{(\w+)\}/).map((piece, index): Spoken => {
    if (index % 2 === 0) return { text: piece, language };
    const value = values[piece];
    if (value === undefined) throw new Error(`No value for {${piece}} in "${template}"`);
    return typeof value === "string" ? { text: value, language } : value;
  });
  return joinVoices(pieces);
}

/** Makes neighbours in one language a single piece, so that a voice changes only where it must. */
export function joinVoices(pieces: readonly Spoken[]): readonly Spoken[] {
  const joined: Spoken[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (piece.text === "" && piece.take === undefined) continue;
    const words = piece.take === undefined && last?.take === undefined;
    if (words && last?.language === piece.language) {
      joined[joined.length - 1] = { text: last.text + piece.text, language: piece.language };
    } else {
      joined.push(piece);
    }
  }
  return joined;
}

/** What is said, without its voices. */
export function plainText(pieces: readonly Spoken[]): string {
  return pieces.map((piece) => piece.text).join("");
}
