import { useStore } from "../../time/use.ts";
import { words } from "../../words/load.ts";

/** What a language is called in the language of the page; its code where the browser has no name for it. */
export function useLanguageName(): (code: string) => string {
  const spoken = useStore(words)?.language ?? "en";
  const names = new Intl.DisplayNames(`${spoken}-CA`, { type: "language" });
  return (code) => names.of(code) ?? code;
}
