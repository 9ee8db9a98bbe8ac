import type { ReactNode } from "react";
import { Button as Pressable } from "react-aria-components";

export type Look = "plain" | "main" | "well" | "warn" | "alarm" | "quiet";

type Given = {
  readonly look?: Look;
  readonly onPress: () => void;
  readonly isPending?: boolean;
  readonly autoFocus?: boolean;
  /** The key that does the same, shown beside the words. */
  readonly shortcut?: string;
  readonly big?: boolean;
  readonly children: ReactNode;
};

/** At least 44 px high. While its wish is under way it keeps the focus, and takes no second press. */
export function Button(given: Given) {
  const { look = "plain", big = false, isPending = false, autoFocus = false } = given;
  const { shortcut, onPress, children } = given;
  const hint = shortcut === undefined ? {} : { "aria-keyshortcuts": shortcut };
  const looks = [look, big && "big", isPending && "pending"].filter(Boolean).join(" ");
  const press = () => {
    if (!isPending) onPress();
  };
  return (
    <Pressable {...hint} autoFocus={autoFocus} onPress={press} className={`button ${looks}`}>
      <span>{children}</span>
      {shortcut !== undefined && <kbd aria-hidden="true">{shortcut}</kbd>}
    </Pressable>
  );
}
