import { Queue, type IQueueBackend, type JobsOptions } from "bullmq";

import type { Alarms, Line } from "../../engine/ports.ts";
import type { Owed } from "../../engine/ports-store.ts";
import { producerBackend, QUEUE, reach, type DutyJob, type QueueConnection } from "./connection.ts";
import { outage } from "./outage.ts";

/**
 * Sets an alarm for each duty. Best effort: with the server away they are dropped at once, said once
 * in the log, and the sweep over Postgres finds what is due.
 */
export function alarms(
  connection: QueueConnection,
  { clock, log }: Pick<Line, "clock" | "log">,
): Alarms & { close(): Promise<void> } {
  const { began, ended } = outage(log, "The alarm queue");
  const stopping = new AbortController();
  let queue: ReturnType<typeof openQueue> | null = null;

  const open = () => openQueue(connection).on("error", began);
  const opening = (async () => {
    queue = await reach(open, began, stopping.signal);
  })();

  const add = async (owed: readonly Owed[]): Promise<void> => {
    const opened = queue;
    if (opened === null) return; // still starting, or away and said so: the sweep finds these
    const now = clock.now();
    // Not in bulk: on Postgres, BullMQ makes and drops two tables for each bulk.
    const adding = owed.map(({ id, duty }) =>
      opened.add("duty", { dutyId: id }, once(id, Math.max(0, Math.ceil(duty.dueAt - now)))),
    );
    await Promise.all(adding);
    ended();
  };

  return {
    set(owed) {
      if (owed.length === 0 || stopping.signal.aborted) return;
      add(owed).catch(began);
    },
    async close() {
      stopping.abort();
      await opening;
      await queue?.close();
    },
  };
}

/** One attempt, and no trace left: whether the duty ended is for Postgres to say. */
function once(jobId: string, delay: number): JobsOptions {
  return { jobId, delay, attempts: 1, removeOnComplete: true, removeOnFail: true };
}

function openQueue(connection: QueueConnection) {
  return new Queue<DutyJob, void, string, DutyJob, void, string, IQueueBackend, QueueConnection>(
    QUEUE,
    { connection },
    producerBackend,
  );
}
