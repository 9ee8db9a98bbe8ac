/** Full, striped, dotted, open: told apart without colour. */
export type Fill = "full" | "striped" | "dotted" | "open";

export const FILLS: Readonly<Record<Fill, string>> = {
  full: "var(--accent)",
  striped: "url(#numbers-striped)",
  dotted: "url(#numbers-dotted)",
  open: "var(--sunk)",
};
