/** What somebody can say of a number they were not told. */
export type Bounds = { low: number; high: number };

/** These add up to that; all are named. */
export type Sum = { readonly of: readonly string[]; readonly is: string | number };

/**
 * Everything that follows from sums of numbers that are not negative: each is narrowed by each sum it is in, until nothing moves.
 * Changes `known`. It shares nothing with what hides numbers.
 */
export function narrow(known: Map<string, Bounds>, sums: readonly Sum[]): void {
  for (let moved = true; moved;) {
    moved = false;
    for (const { of, is } of sums) {
      const parts = of.map((name) => boundsOf(known, name));
      const whole = typeof is === "number" ? { low: is, high: is } : boundsOf(known, is);
      const low = parts.reduce((all, part) => all + part.low, 0);
      const high = parts.reduce((all, part) => all + part.high, 0);
      moved = tighten(whole, { low, high }) || moved;
      for (const part of parts) {
        const others = { low: low - part.low, high: high - part.high };
        const left = { low: whole.low - others.high, high: whole.high - others.low };
        moved = tighten(part, left) || moved;
      }
    }
  }
}

function boundsOf(known: ReadonlyMap<string, Bounds>, name: string): Bounds {
  const bounds = known.get(name);
  if (bounds === undefined) throw new Error(`Nobody knows of ${name}`);
  return bounds;
}

function tighten(bounds: Bounds, { low, high }: Bounds): boolean {
  const before = { ...bounds };
  bounds.low = Math.max(bounds.low, low);
  bounds.high = Math.min(bounds.high, high);
  if (bounds.low > bounds.high) throw new Error("These sums cannot all be true");
  return bounds.low !== before.low || bounds.high !== before.high;
}
