export type RetryOn = "4xx" | "5xx" | "ct" | "rt";

export type Overrides = {
  retries: number;
  retryOn: readonly RetryOn[];
  /** For one attempt to be connected, TLS included. */
  connectMs: number;
  /** For one attempt's answer, once connected. */
  readMs: number;
  /** For all attempts together. */
  totalMs: number;
  /** Where Twilio would send from, one after the other on retries; noted, and otherwise without effect here. */
  edges: readonly string[];
  /** Retry policies that do not exist (11243). */
  unknownPolicies: readonly string[];
};

const EVERYTHING: readonly RetryOn[] = ["4xx", "5xx", "ct", "rt"];
const MAX_MS = 15_000;

/**
 * Connection overrides in a webhook's fragment, `#rc=2&rp=all&ct=2000&rt=4000&tt=12000&e=dublin,ashburn` (Twilio docs,
 * usage/webhooks/webhooks-connection-overrides). Its default is one retry, and only when it could not connect.
 */
export function overrides(url: string): Overrides {
  const [, fragment = ""] = url.split("#");
  const given = new URLSearchParams(fragment);
  const policies = listed(given.get("rp"));
  return {
    retries: within(given.get("rc"), { least: 0, most: 5, otherwise: 1 }),
    retryOn: retryPolicy(policies),
    connectMs: within(given.get("ct"), { least: 100, most: 10_000, otherwise: 5000 }),
    readMs: within(given.get("rt"), { least: 100, most: MAX_MS, otherwise: MAX_MS }),
    totalMs: within(given.get("tt"), { least: 100, most: MAX_MS, otherwise: MAX_MS }),
    edges: listed(given.get("e")),
    unknownPolicies: policies.filter((word) => word !== "all" && !isPolicy(word)),
  };
}

function retryPolicy(named: readonly string[]): readonly RetryOn[] {
  if (named.includes("all")) return EVERYTHING;
  return named.length === 0 ? ["ct"] : EVERYTHING.filter((reason) => named.includes(reason));
}

function isPolicy(word: string): boolean {
  return EVERYTHING.some((reason) => reason === word);
}

function listed(given: string | null): readonly string[] {
  return given === null || given === "" ? [] : given.split(",");
}

function within(
  given: string | null,
  bounds: { least: number; most: number; otherwise: number },
): number {
  const value = given === null || given === "" ? Number.NaN : Number(given);
  const valid = Number.isInteger(value) && value >= bounds.least && value <= bounds.most;
  return valid ? value : bounds.otherwise;
}
