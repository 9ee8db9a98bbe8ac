import { PgBoss } from "pg-boss";

import type { Alone, Job } from "./alone.ts";

const NAME = "alone";
/** Twice a second is as often as it looks. */
const LOOKS = { pollingIntervalSeconds: 0.5, batchSize: 100 };

type Data = { readonly dueAt: number };

export async function pgBossAlone(connectionString: string, happened: Job): Promise<Alone> {
  const boss = new PgBoss({ connectionString, max: 10 });
  boss.on("error", (err) => process.stderr.write(`${String(err)}\n`));
  await boss.start();
  await boss.createQueue(NAME);
  await boss.work<Data>(NAME, LOOKS, async (jobs) => {
    await Promise.all(jobs.map(({ data }) => happened(data.dueAt)));
  });
  return {
    async add(dueAt) {
      await boss.send(NAME, { dueAt }, { startAfter: new Date(dueAt) });
    },
  };
}
