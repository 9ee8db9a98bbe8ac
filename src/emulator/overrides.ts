export type RetryOn = "4xx" | "5xx" | "ct" | "rt";
export type Overrides = { retries: number; retryOn: readonly RetryOn[]; timeoutMs: number };

const EVERYTHING: readonly RetryOn[] = ["4xx", "5xx", "ct", "rt"];
const MAX_MS = 15_000;

/**
 * Connection overrides in a webhook's fragment, `#rc=2&rp=all&rt=4000&tt=12000`. Twilio's default is one retry, and
 * only when it could not connect. Read and total timeout are one limit here.
 */
export function overrides(url: string): Overrides {
  const [, fragment = ""] = url.split("#");
  const given = new URLSearchParams(fragment);
  return {
    retries: within(given.get("rc"), { least: 0, most: 5, otherwise: 1 }),
    retryOn: retryPolicy(given.get("rp")),
    timeoutMs: Math.min(
      within(given.get("rt"), { least: 100, most: MAX_MS, otherwise: MAX_MS }),
      within(given.get("tt"), { least: 100, most: MAX_MS, otherwise: MAX_MS }),
    ),
  };
}

function retryPolicy(given: string | null): readonly RetryOn[] {
  if (given === null) return ["ct"];
  const named = given.split(",");
  return named.includes("all") ? EVERYTHING : EVERYTHING.filter((reason) => named.includes(reason));
}

function within(
  given: string | null,
  bounds: { least: number; most: number; otherwise: number },
): number {
  const value = given === null || given === "" ? Number.NaN : Number(given);
  const valid = Number.isInteger(value) && value >= bounds.least && value <= bounds.most;
  return valid ? value : bounds.otherwise;
}
