import { simulate } from "./run.ts";
import { shrink } from "./shrink.ts";
import { verdictOf, type Verdict } from "./verdict.ts";
import { tallyOf, type Tally } from "./tally.ts";

export type Judged = { readonly tally: Tally; readonly verdict: Verdict | null };

/** One of the processes of a run: a seed in, what became of it out. */
process.on("message", (seed: number) => {
  judged(seed).then(
    (one) => process.send?.(one),
    (err: unknown) => {
      throw err;
    },
  );
});

async function judged(seed: number): Promise<Judged> {
  const night = await simulate(seed);
  const failed = night.broken.length > 0;
  return { tally: tallyOf(night), verdict: failed ? verdictOf(await shrink(night), night) : null };
}
