import { setTimeout as pause } from "node:timers/promises";

import { Worker, type IQueueBackend, type Job, type JobProgress } from "bullmq";

import type { Instant } from "../../domain/session/people.ts";
import type { Line } from "../../engine/ports.ts";
import { QUEUE, reach, workerBackend, type DutyJob, type QueueConnection } from "./connection.ts";
import { outage } from "./outage.ts";

/** An idle worker looks at its queue at least this often, so that `lastSeen` means something. */
const LOOK_EVERY_S = 2;
/** Between tries while the server answers with errors: BullMQ itself would ask again at once. */
const AFTER_ERROR_MS = 500;

export type Waking = {
  /** Finishes the duties in hand first. */
  close(): Promise<void>;
  /** When this worker last had word from its queue; null before the first. */
  lastSeen(): Instant | null;
};

/**
 * Performs each duty as its alarm rings. One that fails is not tried again from here: it stays owed in
 * Postgres, and the sweep finds it.
 */
export function wake(
  connection: QueueConnection,
  perform: (dutyId: string) => Promise<void>,
  { clock, log }: Pick<Line, "clock" | "log">,
  concurrency: number,
): Waking {
  const { began, ended } = outage(log, "The alarm worker");
  const stopping = new AbortController();
  let seenAt: Instant | null = null;
  let worker: DutyWorker | null = null;

  const seen = () => {
    seenAt = clock.now();
    ended();
  };
  const performJob = async ({ data: { dutyId } }: Job<DutyJob, void>): Promise<void> => {
    seen();
    await perform(dutyId);
  };
  const open = () => {
    const opened = new DutyWorker(
      QUEUE,
      performJob,
      settings(connection, concurrency),
      workerBackend,
    );
    opened.seen = seen;
    opened.on("error", began);
    opened.on("failed", (job, err) => {
      log.error({ dutyId: job?.data.dutyId, err }, "Duty failed; it stays owed");
    });
    return opened;
  };
  const opening = (async () => {
    worker = await reach(open, began, stopping.signal);
    worker?.run().catch(began);
  })();

  return {
    async close() {
      stopping.abort();
      await opening;
      await worker?.close();
    },
    lastSeen: () => seenAt,
  };
}

function settings(connection: QueueConnection, concurrency: number) {
  return {
    connection,
    concurrency,
    autorun: false,
    drainDelay: LOOK_EVERY_S,
    runRetryDelay: AFTER_ERROR_MS,
    maxStalledCount: 0, // a duty whose worker died is the sweep's, once its lease ran out
  };
}

class DutyWorker extends Worker<
  DutyJob,
  void,
  "duty",
  IQueueBackend,
  JobProgress,
  QueueConnection
> {
  seen: () => void = () => undefined;

  protected override async moveToActive(token: string, name?: string) {
    try {
      const job = await super.moveToActive(token, name);
      this.seen();
      return job;
    } catch (err) {
      await pause(AFTER_ERROR_MS);
      throw err;
    }
  }

  protected override getBlockTimeout(blockUntil: number): number {
    return Math.min(LOOK_EVERY_S, super.getBlockTimeout(blockUntil));
  }
}
