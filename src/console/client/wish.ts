import type { z } from "zod";
import { WISH_WITHIN_MS, type Asked, type Outcome } from "./client.ts";
import { ask, known } from "./line.ts";

type Wish<S extends z.ZodType> = Omit<Asked<S>, "withinMs"> & {
  /** What is asked for again afterwards, whatever became of it. */
  readonly changes: readonly string[];
};

/** Something a person wishes of the line that is no matter of a session. */
export async function wish<S extends z.ZodType>({
  changes,
  ...asked
}: Wish<S>): Promise<Outcome<z.output<S>>> {
  const outcome = await ask({ ...asked, withinMs: WISH_WITHIN_MS });
  await Promise.all(changes.map((key) => known.invalidateQueries({ queryKey: [key] })));
  return outcome;
}
