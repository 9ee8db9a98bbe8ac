/** How many callers somebody may want to be with in one shift, at most. */
export const MOST_CALLS = 20;

/**
 * A person's own limit, set by themselves and known to nobody else: with so many callers behind them in this shift they are rung
 * after the others, never left out (PRACTICE 29, 30). Null: they set none.
 */
export const isAtLimit = (limit: number | null, calls: number): boolean =>
  limit !== null && calls >= limit;
