import { setTimeout as pause } from "node:timers/promises";

import type { Instant } from "../domain/session/people.ts";
import type { Clock, Log } from "../engine/ports.ts";

const MEASURE_EVERY_MS = 5_000;
const STEP_MS = 250;

type Settings = {
  /** Postgres's time, in milliseconds since the epoch. Must answer or fail within a second or two. */
  readonly ask: () => Promise<number>;
  /** The clock jumped by this much, forwards or (negative) backwards: somebody must be paged. */
  readonly onStep: (stepMs: number) => void;
  readonly log: Log;
  /** Milliseconds that only ever go forwards. */
  readonly monotonic?: () => number;
};

/** What this machine itself says the time is: only to be held against other clocks. */
export const machineTime = (): Instant => Date.now();

type Offset = { readonly ms: number; readonly uncertainMs: number };

/**
 * Postgres's time for every process of the line: an offset measured every 5 s and carried on the
 * monotonic clock, so that neither this machine's wall clock nor a silent Postgres moves a deadline.
 * Until `start` has resolved it is this machine's own time. The only reader of a clock besides it is
 * the emulator.
 */
export function postgresClock({
  ask,
  onStep,
  log,
  monotonic = () => performance.now(),
}: Settings): Clock & { start(): Promise<void>; stop(): void } {
  let offset: Offset = { ms: Date.now() - monotonic(), uncertainMs: Infinity };
  let silent = false;
  let timer: NodeJS.Timeout | undefined;

  const measure = async (): Promise<void> => {
    const next = await measured(ask, monotonic);
    // A slow answer cannot tell a step from its own delay; the offset in hand stays the better one.
    if (next.uncertainMs > STEP_MS && next.uncertainMs > offset.uncertainMs) return;
    const stepMs = next.ms - offset.ms;
    const isStep = Math.abs(stepMs) > STEP_MS + next.uncertainMs + offset.uncertainMs;
    offset = next;
    if (isStep) onStep(Math.round(stepMs));
  };

  const again = async (): Promise<void> => {
    try {
      await measure();
      silent = false;
    } catch (err) {
      if (!silent)
        log.warn({ err }, "Postgres does not tell the time; carried on the last measure");
      silent = true;
    }
  };

  const now = (): Instant => Math.round(monotonic() + offset.ms);

  return {
    now,
    /** A timer may fire a moment early, and the offset may move while it waits: looked at again until it is time. */
    async until(at) {
      while (now() < at) await pause(Math.min(Math.max(1, at - now()), MEASURE_EVERY_MS));
    },
    /** Rejects when Postgres does not answer: a process must not start on a time of its own. */
    async start() {
      await measure();
      timer = setInterval(() => void again(), MEASURE_EVERY_MS);
    },
    stop: () => clearInterval(timer),
  };
}

/** Postgres read its clock somewhere between our asking and its answer: taken as the middle. */
async function measured(ask: () => Promise<number>, monotonic: () => number): Promise<Offset> {
  const askedAt = monotonic();
  const told = await ask();
  const answeredAt = monotonic();
  return {
    ms: told - (askedAt + answeredAt) / 2,
    uncertainMs: (answeredAt - askedAt) / 2,
  };
}
