import { useEffect, useState, type ReactNode } from "react";
import { useWords } from "../words/use.ts";
import { Button, type Look } from "./button.tsx";

const SURE_WITHIN_MS = 4_000;

type Given = { readonly look: Look; readonly onSure: () => void; readonly children: ReactNode };

/** A press asks, the next one within a moment means it. */
export function useTwice(onSure: () => void) {
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    if (!asked) return;
    const timer = setTimeout(() => setAsked(false), SURE_WITHIN_MS);
    return () => clearTimeout(timer);
  }, [asked]);
  const press = () => {
    setAsked(!asked);
    if (asked) onSure();
  };
  return { asked, press };
}

/** What ends something is pressed twice. */
export function Twice({ look, onSure, children }: Given) {
  const say = useWords();
  const { asked, press } = useTwice(onSure);
  return (
    <Button look={asked ? "warn" : look} onPress={press}>
      {asked ? say("act.again") : children}
    </Button>
  );
}
