import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

import { freePort } from "../support/free-port.ts";
import { startBareCarrier } from "./bare-carrier.ts";
import { quantiles, type Found, type Measure } from "./measures.ts";
import type { Options } from "./options.ts";
import { startConnected } from "./part.ts";
import type { QueueName, Given } from "./queue-alone.ts";
import { backends, composeHere, onStage, say, settingsOf, type Stage } from "./stage.ts";
import { byHand, followWatches, lateness, openWatches, passes } from "./watches.ts";

const WATCHES = 1_000;
const EVERY_MS = 12_000;
/** Times what the queue alone takes. */
const MOST_TIMES = 1.5;
const SETTLE_MS = 2_000;

type Size = { readonly count: number; readonly everyMs: number; readonly seconds: number };

/**
 * How late a check-in is looked at, with 83 of them falling due in a second and each answered at once, by one worker. The floor is
 * BullMQ alone on the same backend with as many jobs, each of which does nothing but set the next. Two other queues on Postgres
 * are told beside it.
 */
export async function benchLateness({ quick }: Options): Promise<Found> {
  const size = quick
    ? { count: 40, everyMs: EVERY_MS / 4, seconds: 4 }
    : { count: WATCHES, everyMs: EVERY_MS, seconds: 60 };
  // As many a second, in half the time.
  const floorSize = { count: size.count / 2, everyMs: size.everyMs / 2, seconds: size.seconds / 6 };
  const measures: Measure[] = [];
  for (const backend of backends) {
    const [ours, bull] = await onStage(async (stage) => [
      await ourLateness(stage, backend, size),
      await alone(stage, backend === "Redis" ? "bullmq-redis" : "bullmq-postgres", floorSize),
    ]);
    measures.push(...told(backend, ours, bull, size));
  }
  for (const queue of ["pg-boss", "graphile-worker"] as const) {
    const late = quantiles(await onStage((stage) => alone(stage, queue, floorSize)));
    measures.push({ what: `${queue} alone, p50 ms late`, value: late.p50 });
    measures.push({ what: `${queue} alone, p99 ms late`, value: late.p99 });
  }
  return {
    measures,
    beside: "BullMQ alone on the same backend, as many jobs a second, one process",
    about: { watches: size.count, "each every s": size.everyMs / 1_000, seconds: size.seconds },
    notes: [
      "Each check-in sets three alarms (its first step, its second, help), and two of them find later that they were answered in time: the line carries three times the jobs of its floor.",
      "pg-boss looks twice a second, as often as it can; graphile-worker ten times a second, twenty times as often as it does by itself.",
    ],
  };
}

type Late = { readonly taken: readonly number[]; readonly told: readonly number[] };

function told(backend: string, ours: Late, bull: readonly number[], size: Size): Measure[] {
  const [taken, heard, floor] = [quantiles(ours.taken), quantiles(ours.told), quantiles(bull)];
  return [
    { what: `${backend}: check-ins due a second`, value: ours.taken.length / size.seconds },
    { what: `${backend}: p50 ms late`, value: taken.p50, floor: floor.p50 },
    {
      what: `${backend}: p99 ms late`,
      value: taken.p99,
      floor: floor.p99,
      must: { atMost: MOST_TIMES * floor.p99 },
    },
    { what: `${backend}: written down and told, p99 ms late`, value: heard.p99 },
    { what: `${backend}: the latest of them, ms`, value: heard.max },
  ];
}

async function ourLateness(
  stage: Stage,
  backend: (typeof backends)[number],
  { count, everyMs, seconds }: Size,
): Promise<Late> {
  say(`The line, ${backend}`);
  const carrier = await startBareCarrier(Date.now);
  const wanted = { backend, carrierUrl: carrier.url, port: await freePort() };
  const composed = await composeHere(stage, wanted);
  const worker = await startConnected(stage, "worker", "worker", settingsOf(stage, wanted));
  try {
    const { watches, beginsAt } = await openWatches(composed, { count, everyMs });
    const followed = followWatches(composed, watches, { everyMs, answer: byHand(composed) });
    const from = beginsAt + everyMs;
    const to = from + seconds * 1_000;
    await passes(composed, to + SETTLE_MS, "check-ins fall due");
    followed.stop();
    const found = await lateness(stage, followed, from, to);
    return {
      taken: found.map(({ takenMs }) => takenMs),
      told: found.map(({ toldMs }) => toldMs),
    };
  } finally {
    await worker.stop();
    await composed.close();
    carrier.close();
  }
}

/** The same with a queue and nothing else, in a process of its own. */
async function alone(
  stage: Stage,
  queue: QueueName,
  { count, everyMs, seconds }: Size,
): Promise<readonly number[]> {
  say(`${queue} alone: ${seconds + everyMs / 1_000} s`);
  const url = queue === "bullmq-redis" ? stage.redis : stage.postgres;
  const given: Given = { queue, url, count, everyMs, seconds };
  const program = path.join(import.meta.dirname, "queue-alone.ts");
  const child = fork(program, [JSON.stringify(given)]);
  const [said] = await Promise.race([
    once(child, "message"),
    once(child, "exit").then(() => [{ late: [] }]),
  ]);
  child.kill("SIGKILL");
  const { late }: { late: readonly number[] } = said;
  if (late.length === 0) throw new Error(`${queue} did nothing`);
  return late;
}
