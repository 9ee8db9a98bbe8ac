import { useEffect, useRef } from "react";

/** The digits of the star menu on a telephone, so that nobody learns two sets (PRACTICE 17). */
export const KEYS = {
  well: "1",
  drowsy: "2",
  quiet: "3",
  using: "4",
  dose: "5",
  away: "6",
  /** No digit of the menu does these. */
  trusted: "T",
  leave: "L",
} as const;

/** Pressed anywhere but in a field; in a field with Alt. A key held down counts once. */
export function useKeys(keys: Readonly<Record<string, () => void>>): void {
  const now = useRef(keys);
  useEffect(() => {
    now.current = keys;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { altKey, ctrlKey, metaKey, repeat, target } = event;
      if (repeat || ctrlKey || metaKey || (isField(target) && !altKey)) return;
      if (document.querySelector("[role=dialog]") !== null) return;
      const run = now.current[keyOf(event)];
      if (run === undefined) return;
      event.preventDefault();
      run();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
}

/** A digit by its place, as French keyboards want Shift for it; a letter by what it says. */
const keyOf = ({ code, key }: KeyboardEvent): string =>
  /^(?:Digit|Numpad)\d$/.test(code) ? code.slice(-1) : key.toUpperCase();

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.matches("input:not([type=radio], [type=checkbox]), select, textarea");
