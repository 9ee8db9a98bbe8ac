import { simulate, type Otherwise, type Simulated } from "./run.ts";

/** The fewest of a failing night's faults that still break the same promise, and that night. */
export async function shrink(
  failed: Simulated,
  otherwise: Omit<Otherwise, "only"> = {},
): Promise<Simulated> {
  const promise = promiseIn(failed);
  let smallest = failed;
  const breaks = async (only: readonly number[]): Promise<boolean> => {
    const night = await simulate(failed.seed, { ...otherwise, only });
    const same = promiseIn(night) === promise;
    if (same) smallest = night;
    return same;
  };
  if (await breaks([])) return smallest;
  let ids = failed.struck.map(({ fault }) => fault.id);
  if (!(await breaks(ids))) ids = failed.faults.map(({ id }) => id);
  for (let parts = 2; ids.length > 1;) {
    const size = Math.ceil(ids.length / parts);
    const chunks = Array.from({ length: parts }, (_, n) => ids.slice(n * size, (n + 1) * size));
    const less = await firstThat(
      chunks.map((chunk) => without(ids, chunk)),
      breaks,
    );
    if (less !== null) {
      ids = less;
      parts = Math.max(2, parts - 1);
    } else if (parts >= ids.length) {
      break;
    } else {
      parts = Math.min(ids.length, parts * 2);
    }
  }
  return smallest;
}

const promiseIn = ({ broken }: Simulated): string | null =>
  /^(?:promise \d+|at the end)/.exec(broken[0] ?? "")?.[0] ?? broken[0]?.slice(0, 40) ?? null;

const without = (ids: readonly number[], chunk: readonly number[]): number[] =>
  ids.filter((id) => !chunk.includes(id));

async function firstThat(
  lists: readonly number[][],
  breaks: (ids: readonly number[]) => Promise<boolean>,
): Promise<number[] | null> {
  for (const list of lists) if (await breaks(list)) return list;
  return null;
}
