/** Light, dark, or as the device is. */
export const THEMES = ["auto", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const KEPT = "theme";

export function themeKept(): Theme {
  const kept = localStorage.getItem(KEPT);
  return THEMES.find((theme) => theme === kept) ?? "auto";
}

export function showTheme(theme: Theme): void {
  localStorage.setItem(KEPT, theme);
  document.documentElement.dataset["theme"] = theme;
}
