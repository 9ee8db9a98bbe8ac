import type { Params } from "./signature.ts";

/** What befalls a status callback (of a call, a conference or a message). */
export type CallbackEffect = "drop" | "duplicate" | { delayMs: number };

type CallbackFault = {
  effect: CallbackEffect;
  /** Which callbacks; all, when left out. */
  when?: (params: Params) => boolean;
  /** How many of those, from 0 to 1, by the network's seed; all, when left out. */
  probability?: number;
};

type CallRequest = { to: string; from: string };

/** What goes wrong on this network; empty until a test says otherwise. Changes hold from then on. */
export type Faults = {
  callbacks: CallbackFault[];
  /** The call is made, and the REST request is never answered. */
  createThenTimeOut: (request: CallRequest) => boolean;
  /** Refused with 429 and 20429, not acted on. */
  tooManyRequests: (request: CallRequest) => boolean;
};

export function noFaults(): Faults {
  return { callbacks: [], createThenTimeOut: () => false, tooManyRequests: () => false };
}

export function effectsOn(
  params: Params,
  faults: Faults,
  random: () => number,
): readonly CallbackEffect[] {
  return faults.callbacks
    .filter((fault) => fault.when?.(params) ?? true)
    .filter((fault) => fault.probability === undefined || random() < fault.probability)
    .map((fault) => fault.effect);
}
