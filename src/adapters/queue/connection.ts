import { setTimeout as pause } from "node:timers/promises";

import { createPostgresBackend, createRedisBackend } from "bullmq";
import type { BackendFactory, IQueueBackend } from "bullmq";

/** Where jobs wait: Redis for large lines, the line's own Postgres otherwise. */
export type QueueConnection = { readonly redis: string } | { readonly postgres: string };

/** What a job carries. Postgres, not the job, says what the duty is and whether it is still owed. */
export type DutyJob = { readonly dutyId: string };

export const QUEUE = "duties";

const RECONNECT_EVERY_MS = 1_000;
const CONNECT_WITHIN_MS = 2_000;

/** For producers, which give up at once: a caller may be waiting, and the sweep finds what they drop. */
export const producerBackend: BackendFactory<IQueueBackend, QueueConnection> = (
  name,
  { connection, ...rest },
  how,
) =>
  "redis" in connection
    ? createRedisBackend(name, { ...rest, connection: failingFast(connection.redis) }, how)
    : createPostgresBackend(name, { ...rest, connection: postgres(connection.postgres, 4) }, how);

/** For workers, which wait for their server as long as it takes. */
export const workerBackend: BackendFactory<IQueueBackend, QueueConnection> = (
  name,
  { connection, ...rest },
  how,
) =>
  "redis" in connection
    ? createRedisBackend(name, { ...rest, connection: waiting(connection.redis) }, how)
    : createPostgresBackend(name, { ...rest, connection: postgres(connection.postgres, 4) }, how);

function failingFast(url: string) {
  return {
    url,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    connectTimeout: CONNECT_WITHIN_MS,
    commandTimeout: 2_000,
    retryStrategy: () => RECONNECT_EVERY_MS,
  };
}

function waiting(url: string) {
  return {
    url,
    maxRetriesPerRequest: null,
    connectTimeout: CONNECT_WITHIN_MS,
    retryStrategy: () => RECONNECT_EVERY_MS,
  };
}

/** BullMQ keeps its tables in a schema of its own, and migrates it under an advisory lock. */
function postgres(connectionString: string, connections: number) {
  return {
    connectionString,
    schema: "bullmq",
    migrate: true,
    max: connections,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    query_timeout: 5_000,
    keepAlive: true,
  };
}

type Opened = { waitUntilReady(): Promise<unknown>; close(): Promise<void> };

/**
 * Opens a queue or worker and waits for its server, however long it is away; null when stopped first.
 * BullMQ never tries again once its first contact failed, so each try is a new object.
 */
export async function reach<T extends Opened>(
  open: () => T,
  failed: (err: unknown) => void,
  stopped: AbortSignal,
): Promise<T | null> {
  while (!stopped.aborted) {
    const opened = open();
    if (await firstContact(opened, failed, stopped)) return opened;
    await opened.close().catch(() => undefined); // it never opened, so nothing is lost
    await pause(RECONNECT_EVERY_MS, undefined, { signal: stopped }).catch(() => undefined);
  }
  return null;
}

/** False when it failed, or when we were stopped before it. */
async function firstContact(
  opened: Opened,
  failed: (err: unknown) => void,
  stopped: AbortSignal,
): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const giveUp = () => resolve(false);
  stopped.addEventListener("abort", giveUp, { once: true });
  opened.waitUntilReady().then(
    () => resolve(true),
    (err: unknown) => {
      if (!stopped.aborted) failed(err);
      resolve(false);
    },
  );
  const reached = await promise;
  stopped.removeEventListener("abort", giveUp);
  return reached;
}
