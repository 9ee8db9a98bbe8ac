import { simulate, type Simulated } from "./run.ts";
import { shrink } from "./shrink.ts";
import { verdictOf } from "./verdict.ts";

/** One night; is a promise broken in it, the fewest faults that break it and what happened are printed. */
export async function nightOf(seed: number): Promise<Simulated> {
  const night = await simulate(seed);
  if (night.broken.length > 0)
    process.stdout.write(`${verdictOf(await shrink(night), night).text}\n`);
  return night;
}
