import { readable, type Simulated } from "./run.ts";

/** The end of a timeline is what a person reads; the whole of it is `simulate(seed)`. */
const LINES = 80;

/** A broken promise, as a person reads it. */
export type Verdict = { readonly seed: number; readonly broken: string; readonly text: string };

export function verdictOf(smallest: Simulated, night: Simulated): Verdict {
  const { seed, broken, faults, timeline } = smallest;
  const text = [
    `seed ${seed}: ${broken.join("; ")}`,
    `with ${faults.length} of ${night.faults.length} faults:`,
    readable(faults),
    ...timeline().slice(-LINES),
  ].join("\n");
  return { seed, broken: broken[0] ?? "", text };
}
