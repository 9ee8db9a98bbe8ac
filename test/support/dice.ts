/** Chance that is the same again for the same seed. */
export type Dice = {
  /** From 0 up to, not including, 1. */
  next(): number;
  chance(probability: number): boolean;
  /** A whole number, both ends possible. */
  between(least: number, most: number): number;
  pick<const T>(from: readonly [T, ...T[]]): T;
};

/** `use` keeps apart what is thrown for different purposes: more throws for one change nothing of another. */
export function dice(seed: number, use: string): Dice {
  let state = seed;
  for (const letter of use) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x01_00_01_93);
  const next = (): number => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_00_00_00_00;
  };
  return {
    next,
    chance: (probability) => next() < probability,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    pick: (from) => from[Math.floor(next() * from.length)] ?? from[0],
  };
}
