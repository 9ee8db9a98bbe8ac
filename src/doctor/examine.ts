import { unknown, reasonOf, type Finding } from "./finding.ts";

/** One thing that is looked at. What it throws becomes a finding: nothing it does stops the others. */
export type Check = {
  /** What it is about, in a word or two. */
  readonly about: string;
  readonly look: () => Promise<readonly Finding[]>;
};

export type Examined = { readonly about: string; readonly findings: readonly Finding[] };

const WITHIN_MS = 15_000;

/** All at once; each has its time, and what is not told by then is not known. */
export function examine(
  checks: readonly Check[],
  withinMs: number = WITHIN_MS,
): Promise<readonly Examined[]> {
  return Promise.all(
    checks.map(async ({ about, look }) => ({ about, findings: await inTime(look, withinMs) })),
  );
}

async function inTime(look: Check["look"], withinMs: number): Promise<readonly Finding[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<readonly Finding[]>((resolve) => {
    const finding = unknown("notInTime", `It was not told within ${withinMs / 1_000} s.`);
    timer = setTimeout(() => resolve([finding]), withinMs);
  });
  try {
    // A moment's trouble is no finding: it is tried once more.
    return await Promise.race([look().catch(look), late]);
  } catch (err) {
    return [unknown("notChecked", `It could not be looked at: ${reasonOf(err)}`)];
  } finally {
    clearTimeout(timer);
  }
}
