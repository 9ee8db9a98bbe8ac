import { setTimeout as pause } from "node:timers/promises";

import { wake, type Waking } from "../adapters/queue/wake.ts";
import type { Heartbeats } from "../adapters/postgres/heartbeats.ts";
import type { QueueConnection } from "../adapters/queue/connection.ts";
import { fewOfTheLine, onceInHand } from "../engine/in-hand.ts";
import { perform } from "../engine/perform.ts";
import type { Line } from "../engine/ports.ts";
import { ringWaiting } from "../engine/queue.ts";
import type { Finder } from "../engine/ports-metrics.ts";
import { reconcile } from "../engine/reconcile.ts";
import { sweep } from "../engine/sweep.ts";
import { atOnce } from "./at-once.ts";
import { listenForWatchdog } from "./listening.ts";

const SWEEP_EVERY_MS = 1_000;
const FREED_EVERY_MS = 1_000;
const WATCHDOG_EVERY_MS = 10_000;
const RECONCILE_EVERY_MS = 5_000;
const RECONCILE_ALL_EVERY_MS = 30_000;
const STOP_WITHIN_MS = 5_000;
/** Calls that wait at the gate and rings in hand must never keep a check-in from being looked at. */
const AT_ONCE = 100;

export type DutyWorker = { close(): Promise<void> };

export type Working = DutyWorker & {
  /** The line, for whatever else this process does: what it comes to owe by now is begun here, at once. */
  readonly line: Line;
};

/** How others see that it works. */
type Seen = {
  readonly heartbeats: Pick<Heartbeats, "beat" | "read">;
  readonly metrics: { queueSilent(ms: () => number | null): void };
};

/**
 * Two clocks: the queue wakes us on time, and every second the sweep finds in Postgres what the queue forgot.
 * Each look is a sign of life, so that a watchdog elsewhere can hear either fall silent, and it is listened for in turn.
 */
export function performDuties(
  given: Line,
  queue: QueueConnection,
  holder: string,
  { heartbeats, metrics }: Seen,
): Working {
  const doOne = onceInHand(fewOfTheLine());
  const begun = atOnce(given, holder, doOne, AT_ONCE);
  const { line } = begun;
  const upSince = line.clock.now();
  const woken = foundBy(line, "queue", doOne);
  const waking = wake(queue, (dutyId) => woken(line, holder, dutyId), line, AT_ONCE);
  metrics.queueSilent(() => line.clock.now() - (waking.lastSeen() ?? upSince));
  const beat = (clock: "sweep" | "queue") => heartbeats.beat(clock, line.clock.now());
  const alive = every(SWEEP_EVERY_MS, line, async () => {
    await beat("sweep");
    if (isAwake(waking, line)) await beat("queue");
  });
  const looking = [
    sweepOften(line, holder, doOne),
    every(
      RECONCILE_EVERY_MS,
      line,
      onceAtATime(() => reconcile(line, "urgent", upSince)),
    ),
    every(
      RECONCILE_ALL_EVERY_MS,
      line,
      onceAtATime(() => reconcile(line, "all", upSince)),
    ),
    every(
      FREED_EVERY_MS,
      line,
      onceAtATime(() => ringWaiting(line)),
    ),
    every(WATCHDOG_EVERY_MS, line, listenForWatchdog(heartbeats, line)),
  ];
  return {
    line,
    /** What still waits for its turn at the gate is left owed: its lease runs out, and whoever is next takes it. */
    async close() {
      const parts = [alive, ...looking, waking, begun].map((one) => one.close());
      await Promise.race([Promise.all(parts), pause(STOP_WITHIN_MS, undefined, { ref: false })]);
    },
  };
}

/** The clock that makes it sure. */
export const sweepOften = (line: Line, holder: string, doOne = perform): DutyWorker =>
  every(SWEEP_EVERY_MS, line, () => sweep(line, holder, foundBy(line, "sweep", doOne)));

/** The same, counted by what found it. */
const foundBy =
  (given: Line, by: Finder, doOne: typeof perform): typeof perform =>
  (line, holder, dutyId, known) => {
    given.metrics.dutyFound(by);
    return doOne(line, holder, dutyId, known);
  };

const QUEUE_SILENT_MS = 5_000;

function isAwake(waking: Waking, { clock }: Line): boolean {
  const seen = waking.lastSeen();
  return seen !== null && clock.now() - seen < QUEUE_SILENT_MS;
}

/** The carrier is asked once: while it takes its time, nobody asks again. */
function onceAtATime(look: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  return async () => {
    running ??= look().finally(() => {
      running = null;
    });
    await running;
  };
}

/** A look still waiting for its calls does not hold up the next one: what it holds, it holds by lease. */
function every(ms: number, line: Line, look: () => Promise<unknown>): DutyWorker {
  const running = new Set<Promise<unknown>>();
  const timer = setInterval(() => {
    const failed = (err: unknown) => {
      line.log.error({ err }, "A look at what is owed failed; it comes round again");
    };
    const one = look()
      .catch(failed)
      .finally(() => running.delete(one));
    running.add(one);
  }, ms);
  return {
    async close() {
      clearInterval(timer);
      await Promise.all(running);
    },
  };
}
