import type { Window } from "../shifts/shift.ts";

/** Stretches of time as sets: in order, and none touching another, whatever comes in. */
export function union(windows: readonly Window[]): readonly Window[] {
  const joined: Window[] = [];
  for (const { from, to } of windows.toSorted((a, b) => a.from - b.from)) {
    if (to <= from) continue;
    const last = joined.at(-1);
    if (last === undefined || from > last.to) joined.push({ from, to });
    else joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, to) };
  }
  return joined;
}

/** What is left of these without those. */
export function without(windows: readonly Window[], taken: readonly Window[]): readonly Window[] {
  return union(taken).reduce<readonly Window[]>(
    (left, hole) => left.flatMap((window) => cut(window, hole)),
    union(windows),
  );
}

function cut({ from, to }: Window, hole: Window): readonly Window[] {
  if (hole.to <= from || hole.from >= to) return [{ from, to }];
  const before = { from, to: hole.from };
  const after = { from: hole.to, to };
  return [before, after].filter((part) => part.to > part.from);
}

export const inside = (windows: readonly Window[], { from, to }: Window): readonly Window[] =>
  windows
    .map((window) => ({ from: Math.max(window.from, from), to: Math.min(window.to, to) }))
    .filter((window) => window.to > window.from);
