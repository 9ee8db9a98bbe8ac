/** The languages the line speaks. A session has one; a desk and a place name each have their own. */
export type Language = "en" | "fr";

export const languages: readonly Language[] = ["en", "fr"];

/** The one of the two that is not this one. */
export function otherLanguage(language: Language): Language {
  return language === "en" ? "fr" : "en";
}
