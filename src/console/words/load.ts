import { languages, type Language } from "../../domain/language.ts";
import { createStore } from "../time/store.ts";
import type { WordId } from "./en.ts";

export type Words = { readonly language: Language; readonly said: Record<WordId, string> };

const KEPT = "language";
const load = {
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

export async function speak(language: Language): Promise<void> {
  const said = await load[language]();
  localStorage.setItem(KEPT, language);
  document.documentElement.lang = language;
  words.set({ language, said });
}
