import type { Language } from "./language.ts";
import { provinces, type Province } from "./provinces.ts";
import { digitByDigit } from "./words/spoken.ts";
import { fill, type Spoken, type Take } from "./words/template.ts";
import { lines, say } from "./words/words.ts";

/** Where they are in their own voice, and what is known of it besides. */
export type SaidPlace = Take & { readonly province: Province | null; readonly language: Language };

/** 9a, where the place is a recording: the province is said, the rest is heard. */
export function spokenOpening(
  said: SaidPlace,
  line: string,
  language: Language,
): readonly Spoken[] {
  const where = inProvince(said, language);
  return fill(lines[language].deskSpokenOpening, language, {
    where,
    place: recording(said, language),
    line,
  });
}

/** Who is where, as 9b begins. */
export function spokenPlace(
  said: SaidPlace,
  people: string,
  language: Language,
): readonly Spoken[] {
  const where = inProvince(said, language);
  return fill(lines[language].deskSpokenPlace, language, {
    people,
    where,
    place: recording(said, language),
  });
}

/** Key 4: what was never written cannot be spelled; it is heard again. */
export function spokenAgain(
  said: SaidPlace,
  reference: string,
  language: Language,
): readonly Spoken[] {
  return fill(lines[language].deskSpokenNotSpelled, language, {
    place: recording(said, language),
    reference: digitByDigit(reference),
  });
}

/** Its text is for a person who reads the brief aloud, and plays it from their screen. */
const recording = ({ take, lastsMs, language: voice }: SaidPlace, language: Language): Spoken => ({
  text: say("deskSpokenHere", language),
  language: voice,
  take: { take, lastsMs },
});

function inProvince({ province }: SaidPlace, language: Language): string {
  if (province === null) return "";
  return say("inProvince", language, { province: provinces[province].name[language] });
}
