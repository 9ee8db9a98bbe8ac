import { languages, type Language } from "../../domain/language.ts";
import { createStore } from "../time/store.ts";
import type { WordId } from "./en.ts";

export type Words = {
  readonly language: Language;
  /** Those that are here: first what a call needs (en-first.ts), the rest when somebody goes elsewhere. */
  readonly said: Readonly<Partial<Record<WordId, string>>>;
};
type Wanted = { readonly language: Language; readonly whole: boolean };

type Load = Readonly<Record<Language, () => Promise<Words["said"]>>>;

const KEPT = "language";
const first: Load = {
  en: async () => (await import("./en-first.ts")).enFirst,
  fr: async () => (await import("./fr-first.ts")).frFirst,
};
const whole: Load = {
  en: async () => (await import("./en.ts")).en,
  fr: async () => (await import("./fr.ts")).fr,
};

export const words = createStore<Words | null>(null);

/** The language chosen here before, else the browser's. */
export function firstLanguage(): Language {
  const kept = localStorage.getItem(KEPT);
  const chosen = languages.find((language) => language === kept);
  return chosen ?? (navigator.language.startsWith("fr") ? "fr" : "en");
}

let wanted: Wanted | null = null;
let coming: Promise<void> | null = null;

/** As much in this language as was there in the other. */
export async function speak(language: Language): Promise<void> {
  await want({ language, whole: wanted?.whole ?? false });
  localStorage.setItem(KEPT, language);
  document.documentElement.lang = language;
}

/** Every word of the console, and not only those of a call; asked for as often as one likes. What did not come is asked for again. */
export function speakWhole(): Promise<void> {
  if (wanted?.whole === true && coming !== null) return coming;
  return want({ language: wanted?.language ?? firstLanguage(), whole: true });
}

/** The same, for a word on a screen: as long as it is missing, each look asks again, so a network that fails is nobody's news. */
export const askForWhole = (): void => void speakWhole().catch(() => undefined);

/** Whoever wanted something else meanwhile has it: only the last wish is said. */
function want(next: Wanted): Promise<void> {
  wanted = next;
  const here = bring(next).catch((err: unknown) => {
    if (coming === here) coming = null;
    throw err;
  });
  coming = here;
  return here;
}

async function bring(next: Wanted): Promise<void> {
  const said = await (next.whole ? whole : first)[next.language]();
  if (wanted === next) words.set({ language: next.language, said });
}
