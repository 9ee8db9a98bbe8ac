import { simulate } from "./run.ts";
import { shrink } from "./shrink.ts";
import { verdictOf } from "./verdict.ts";

/** The promises broken in one night; there be any, the fewest faults that break it and what happened are printed. */
export async function brokenIn(seed: number): Promise<readonly string[]> {
  const night = await simulate(seed);
  if (night.broken.length > 0)
    process.stdout.write(`${verdictOf(await shrink(night), night).text}\n`);
  return night.broken;
}
