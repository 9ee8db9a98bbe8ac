/** One answer of the line: when it was asked and heard by this machine's ticks, and the line's time in between. */
export type Answered = { readonly askedAt: number; readonly heardAt: number; readonly now: number };

export type LineClock = {
  /** The line's time, as well as it is known here. Milliseconds since the epoch. */
  now(): number;
  hear(answered: Answered): void;
};

/**
 * The line's clock, carried on this machine's ticks: a wrong clock here shows no wrong countdown. Each answer says between which two
 * offsets the truth lies; an estimate that agrees is kept, so slow answers change nothing, and one after sleep puts it right.
 */
export function lineClock(tick: () => number): LineClock {
  let offset: number | null = null;
  return {
    now: () => tick() + (offset ?? 0),
    hear({ askedAt, heardAt, now }) {
      const least = now - heardAt;
      const most = now - askedAt;
      if (offset === null) offset = (least + most) / 2;
      else offset = Math.min(most, Math.max(least, offset));
    },
  };
}
