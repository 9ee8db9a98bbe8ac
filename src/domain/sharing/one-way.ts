/** Fewer than this is hidden. None is fewer too: "hidden" must not even say that anybody called (PRACTICE 36). */
export const LEAST_SHOWN = 10;

/** A hidden small number is anything from none to this, for whoever knows all that is published. */
const MOST_SMALL = LEAST_SHOWN - 1;

export type Count = readonly [category: string, calls: number];

export type OneWay = {
  /** Null: hidden, which is not none. */
  readonly counts: Readonly<Record<string, number | null>>;
  /** All that is hidden, together; null: nothing is. */
  readonly rest: number | null;
};

/**
 * A list of numbers whose sum is known, fit to be seen (decision 033). Small ones are hidden, and with them so many others, from the
 * front of the list, that the small ones cannot be worked out; or all, where that does not do.
 */
export function fitToShow(counts: readonly Count[]): OneWay {
  const hidden = hiddenOf(counts);
  const shown = counts.map(
    ([category, calls]) => [category, hidden.includes(category) ? null : calls] as const,
  );
  const rest = callsIn(counts.filter(([category]) => hidden.includes(category)));
  return { counts: Object.fromEntries(shown), rest: hidden.length === 0 ? null : rest };
}

function hiddenOf(counts: readonly Count[]): readonly string[] {
  const small = counts.filter(([, calls]) => calls < LEAST_SHOWN);
  if (small.length === 0) return [];
  const others = counts.filter(([, calls]) => calls >= LEAST_SHOWN);
  for (let taken = 1; taken < others.length; taken += 1) {
    const hidden = [...small, ...others.slice(0, taken)];
    if (leavesRoom(callsIn(hidden), taken)) return hidden.map(([category]) => category);
  }
  return counts.map(([category]) => category);
}

/**
 * Whether each small number among the hidden could be anything from none to nine, for somebody who knows the sum of all that is
 * hidden, which of it are the `others`, ten or more each, and even where nobody ever calls.
 */
const leavesRoom = (total: number, others: number): boolean =>
  total - LEAST_SHOWN * others >= MOST_SMALL;

const callsIn = (counts: readonly Count[]): number => sum(counts.map(([, calls]) => calls));

export const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
