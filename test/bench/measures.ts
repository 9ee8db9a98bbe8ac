/** One line of a benchmark's table. Without `must` it is only told. */
export type Measure = {
  what: string;
  value: number;
  /** The same without the thing that is measured. */
  floor?: number;
  must?: { atLeast: number } | { atMost: number } | { equal: number };
};

export function quantiles(values: readonly number[]): { p50: number; p99: number; max: number } {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.floor((sorted.length - 1) * part)] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}

/** Prints the measures as a table, then as one line of JSON. False if something was missed. */
export function printed(name: string, measures: readonly Measure[], about: object): boolean {
  const rows = measures.map((measure) => ({
    what: measure.what,
    measured: rounded(measure.value),
    floor: measure.floor === undefined ? "" : rounded(measure.floor),
    wanted: wantedOf(measure),
    "": isMissed(measure) ? "MISSED" : "",
  }));
  console.table(rows);
  const missed = measures.filter(isMissed).map(({ what }) => what);
  process.stdout.write(`${JSON.stringify({ bench: name, ...about, missed, measures })}\n`);
  process.stdout.write(
    missed.length === 0 ? "Nothing missed.\n" : `Missed: ${missed.join("; ")}\n`,
  );
  return missed.length === 0;
}

function isMissed({ value, must }: Measure): boolean {
  if (must === undefined) return false;
  if ("equal" in must) return value !== must.equal;
  // What cannot be measured is missed too.
  return !("atLeast" in must ? value >= must.atLeast : value <= must.atMost);
}

function wantedOf({ must }: Measure): string {
  if (must === undefined) return "";
  if ("equal" in must) return String(must.equal);
  return "atLeast" in must ? `at least ${must.atLeast}` : `at most ${must.atMost}`;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
