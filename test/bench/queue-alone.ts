import { setTimeout as pause } from "node:timers/promises";

import { graphileAlone } from "./queues/graphile.ts";
import { bullAlone } from "./queues/bull.ts";
import { pgBossAlone } from "./queues/pg-boss.ts";
import type { Alone, Job } from "./queues/alone.ts";

/** A queue and nothing else, in a process of its own: each job says how late it is, and sets the next. */
export type QueueName = "bullmq-redis" | "bullmq-postgres" | "pg-boss" | "graphile-worker";

export type Given = {
  readonly queue: QueueName;
  readonly url: string;
  readonly count: number;
  readonly everyMs: number;
  /** How long it is measured, once all have come round once. */
  readonly seconds: number;
};

const AT_ONCE = 50;
const AHEAD_MS = 3_000;

async function opened({ queue, url }: Given, happened: Job): Promise<Alone> {
  switch (queue) {
    case "bullmq-redis":
      return bullAlone({ redis: url }, happened);
    case "bullmq-postgres":
      return bullAlone({ postgres: url }, happened);
    case "pg-boss":
      return pgBossAlone(url, happened);
    case "graphile-worker":
      return graphileAlone(url, happened);
  }
}

async function main(given: Given): Promise<readonly number[]> {
  const { count, everyMs, seconds } = given;
  const found: { readonly dueAt: number; readonly late: number }[] = [];
  let alone: Alone | null = null;
  const happened: Job = async (dueAt) => {
    found.push({ dueAt, late: Math.max(0, Date.now() - dueAt) });
    await alone?.add(Date.now() + everyMs);
  };
  alone = await opened(given, happened);
  const beginsAt = Date.now() + AHEAD_MS;
  for (let index = 0; index < count; index += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, count - index) }, (_, n) => index + n);
    await Promise.all(
      some.map((n) => alone.add(Math.round(beginsAt + ((n + 0.5) / count) * everyMs))),
    );
  }
  const from = beginsAt + everyMs;
  const to = from + seconds * 1_000;
  await pause(to + 2_000 - Date.now());
  return found.filter(({ dueAt }) => dueAt >= from && dueAt < to).map(({ late }) => late);
}

const given: Given = JSON.parse(process.argv[2] ?? "{}");
main(given).then(
  (late) => process.send?.({ late }),
  (err: unknown) => {
    process.stderr.write(`${String(err)}\n`);
    process.exit(1);
  },
);
process.on("disconnect", () => process.exit(0));
