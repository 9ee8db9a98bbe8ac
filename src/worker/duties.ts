import { setTimeout as pause } from "node:timers/promises";

import { wake, type Waking } from "../adapters/queue/wake.ts";
import type { QueueConnection } from "../adapters/queue/connection.ts";
import { perform } from "../engine/perform.ts";
import type { Line } from "../engine/ports.ts";
import { reconcile } from "../engine/reconcile.ts";
import { sweep } from "../engine/sweep.ts";

const SWEEP_EVERY_MS = 1_000;
const RECONCILE_EVERY_MS = 5_000;
const RECONCILE_ALL_EVERY_MS = 30_000;
const STOP_WITHIN_MS = 5_000;
/** Calls that wait at the gate and rings in hand must never keep a check-in from being looked at. */
const AT_ONCE = 100;

export type DutyWorker = { close(): Promise<void> };

/**
 * Two clocks: the queue wakes us on time, and every second the sweep finds in Postgres what the queue forgot.
 * `beat` is told of each look, so that a watchdog elsewhere can hear either fall silent.
 */
export function performDuties(
  line: Line,
  queue: QueueConnection,
  holder: string,
  beat: (clock: "sweep" | "queue") => Promise<void>,
): DutyWorker {
  const waking = wake(queue, (dutyId) => perform(line, holder, dutyId), line, AT_ONCE);
  const sweeping = every(SWEEP_EVERY_MS, line, async () => {
    await beat("sweep");
    if (isAwake(waking, line)) await beat("queue");
    await sweep(line, holder);
  });
  const looking = [
    every(RECONCILE_EVERY_MS, line, () => reconcile(line, "urgent")),
    every(RECONCILE_ALL_EVERY_MS, line, () => reconcile(line, "all")),
  ];
  return {
    /** What still waits for its turn at the gate is left owed: its lease runs out, and whoever is next takes it. */
    async close() {
      const parts = [sweeping, ...looking, waking].map((one) => one.close());
      await Promise.race([Promise.all(parts), pause(STOP_WITHIN_MS, undefined, { ref: false })]);
    },
  };
}

const QUEUE_SILENT_MS = 5_000;

function isAwake(waking: Waking, { clock }: Line): boolean {
  const seen = waking.lastSeen();
  return seen !== null && clock.now() - seen < QUEUE_SILENT_MS;
}

/** A look still waiting for its calls does not hold up the next one: what it holds, it holds by lease. */
function every(ms: number, line: Line, look: () => Promise<void>): DutyWorker {
  const running = new Set<Promise<void>>();
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
