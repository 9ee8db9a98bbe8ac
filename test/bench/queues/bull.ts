import { Queue, Worker, type IQueueBackend, type JobProgress } from "bullmq";

import {
  producerBackend,
  workerBackend,
  type QueueConnection,
} from "../../../src/adapters/queue/connection.ts";
import type { Alone, Job } from "./alone.ts";

const NAME = "alone";
/** As the line's own worker. */
const AT_ONCE = 100;
const ONCE = { attempts: 1, removeOnComplete: true, removeOnFail: true };

type Data = { readonly dueAt: number };

export async function bullAlone(connection: QueueConnection, happened: Job): Promise<Alone> {
  const queue = new Queue<Data, void, string, Data, void, string, IQueueBackend, QueueConnection>(
    NAME,
    { connection },
    producerBackend,
  );
  const worker = new Worker<Data, void, string, IQueueBackend, JobProgress, QueueConnection>(
    NAME,
    ({ data }) => happened(data.dueAt),
    { connection, concurrency: AT_ONCE },
    workerBackend,
  );
  await Promise.all([queue.waitUntilReady(), worker.waitUntilReady()]);
  return {
    async add(dueAt) {
      const delay = Math.max(0, Math.ceil(dueAt - Date.now()));
      await queue.add("due", { dueAt }, { ...ONCE, delay });
    },
  };
}
