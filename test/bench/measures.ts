import { cpus, loadavg, totalmem } from "node:os";

/** One line of a benchmark's table. Without `must` it is only told. */
export type Measure = {
  readonly what: string;
  readonly value: number;
  /** The same without the thing that is measured. */
  readonly floor?: number;
  readonly must?:
    | { readonly atLeast: number }
    | { readonly atMost: number }
    | { readonly equal: number };
};

/** What a bench found. */
export type Found = {
  readonly measures: readonly Measure[];
  /** What the floors are, in words. */
  readonly beside: string;
  /** How large it was. */
  readonly about?: Readonly<Record<string, string | number>>;
  /** What no number says. */
  readonly notes?: readonly string[];
};

/** Infinity counts: what never came is the latest of all. */
export function quantiles(values: readonly number[]): {
  p50: number;
  p95: number;
  p99: number;
  max: number;
} {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.floor((sorted.length - 1) * part)] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}

/** Of benches that run one after another, each is told what it was before the first. */
export const LOAD = "BENCH_LOAD";
export const startLoad = Number(process.env[LOAD] ?? loadavg()[0] ?? 0);

/** Where and on what it was measured; `load` is the machine's before this began. */
export const machine = () => ({
  processor: cpus()[0]?.model.trim() ?? "unknown",
  cores: cpus().length,
  memoryGB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  load: rounded(startLoad),
});

/** Prints the measures as a table, then as one line of JSON. False if something was missed. */
export function printed(name: string, found: Found): boolean {
  const { measures, beside, about = {}, notes = [] } = found;
  console.table(
    measures.map((measure) => ({
      what: measure.what,
      measured: inWords(measure.value),
      floor: measure.floor === undefined ? "" : inWords(measure.floor),
      wanted: wantedOf(measure),
      "": isMissed(measure) ? "MISSED" : "",
    })),
  );
  const missed = measures.filter(isMissed).map(({ what }) => what);
  const all = { bench: name, ...machine(), ...about, beside, missed, measures, notes };
  process.stdout.write(`${JSON.stringify(all)}\n`);
  for (const note of notes) process.stdout.write(`${note}\n`);
  process.stdout.write(
    missed.length === 0 ? "Nothing missed.\n" : `Missed: ${missed.join("; ")}\n`,
  );
  return missed.length === 0;
}

export function isMissed({ value, must }: Measure): boolean {
  if (must === undefined) return false;
  if ("equal" in must) return value !== must.equal;
  // What cannot be measured is missed too.
  return !("atLeast" in must ? value >= must.atLeast : value <= must.atMost);
}

export function wantedOf({ must }: Measure): string {
  if (must === undefined) return "";
  if ("equal" in must) return inWords(must.equal);
  return "atLeast" in must
    ? `at least ${inWords(must.atLeast)}`
    : `at most ${inWords(must.atMost)}`;
}

export function inWords(value: number): string {
  if (Number.isNaN(value)) return "not measured";
  if (value === Infinity) return "never";
  return String(rounded(value));
}

/** Three digits, or all of those before the point. */
const rounded = (value: number): number =>
  Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
