import { Logger, run } from "graphile-worker";
import { z } from "zod";

import type { Alone, Job } from "./alone.ts";

const NAME = "alone";
const CONNECTIONS = 10;
const LOOKS_EVERY_MS = 100;

const data = z.object({ dueAt: z.number() });

export async function graphileAlone(connectionString: string, happened: Job): Promise<Alone> {
  const runner = await run({
    connectionString,
    concurrency: CONNECTIONS,
    maxPoolSize: CONNECTIONS + 2,
    pollInterval: LOOKS_EVERY_MS,
    noHandleSignals: true,
    logger: new Logger(() => () => undefined),
    taskList: { [NAME]: (payload) => happened(data.parse(payload).dueAt) },
  });
  return {
    async add(dueAt) {
      await runner.addJob(NAME, { dueAt }, { runAt: new Date(dueAt) });
    },
  };
}
