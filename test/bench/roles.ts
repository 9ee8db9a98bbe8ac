import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { WATCHDOG } from "../../src/adapters/postgres/heartbeats.ts";
import type { Composed } from "../../src/line.ts";
import { freePort } from "../support/free-port.ts";
import { removeEmbeddedPostgres } from "../support/postgres.ts";
import { startBareCarrier } from "./bare-carrier.ts";
import { quantiles, type Found, type Measure } from "./measures.ts";
import type { Options } from "./options.ts";
import { startApi, startPart, type Part } from "./part.ts";
import { composeHere, onStage, say, settingsOf, type Stage } from "./stage.ts";
import { usageOf } from "./usage.ts";
import { openWatches } from "./watches.ts";

const MB = 2 ** 20;
/** What it holds once it has settled. */
const SETTLE_MS = 3_000;
const STARTS = 2;

type Size = { readonly starts: number; readonly settleMs: number };
type Seen = { readonly startMs: number; readonly memoryBytes: number };
type Scene = {
  readonly stage: Stage;
  readonly composed: Composed;
  readonly env: Readonly<Record<string, string>>;
};

/** How long each part of the line takes from its start to its first work, and what memory it holds. The floor is Node itself. */
export async function benchRoles({ quick }: Options): Promise<Found> {
  const size = quick ? { starts: 1, settleMs: 1_000 } : { starts: STARTS, settleMs: SETTLE_MS };
  const bare = await several(size, bareNode);
  const measures = await onStage(async (stage) => {
    const carrier = await startBareCarrier(Date.now);
    const wanted = { backend: "Redis", carrierUrl: carrier.url, port: await freePort() } as const;
    const composed = await composeHere(stage, wanted);
    const scene = { stage, composed, env: settingsOf(stage, wanted) };
    const found: Measure[] = [];
    for (const [name, start] of Object.entries(STARTED)) {
      say(`${name}: ${size.starts} starts`);
      const seen = await several(size, () => seenOf(start(scene), size.settleMs));
      found.push(...measuresOf(name, seen, bare));
    }
    await composed.close();
    carrier.close();
    return found;
  });
  measures.push(...(await allOfIt(size, bare)));
  return {
    measures,
    beside: "a Node process that does nothing",
    about: { starts: size.starts },
  };
}

const STARTED: Readonly<Record<string, (scene: Scene) => Promise<Part>>> = {
  "api, to its first answer": ({ stage, env }) => startApi(stage, env),
  "worker, to its first check-in": startWorker,
  "watchdog, to its first look": startWatchdog,
};

/** Something is due already: it is ready when that was done. */
async function startWorker({ stage, composed, env }: Scene): Promise<Part> {
  let done = false;
  const { beginsAt } = await openWatches(composed, { count: 1, everyMs: 120_000 });
  await composed.line.clock.until(beginsAt);
  const stop = composed.live.subscribe(() => {
    done = true;
  });
  try {
    const isReady = () => Promise.resolve(done);
    return await startPart(stage, { role: "worker", name: "worker", env, isReady });
  } finally {
    stop();
  }
}

function startWatchdog({ stage, composed, env }: Scene): Promise<Part> {
  const { heartbeats, line } = composed;
  const from = line.clock.now();
  const isReady = async () => ((await heartbeats.read()).get(WATCHDOG) ?? 0) > from;
  return startPart(stage, { role: "watchdog", name: "watchdog", env, isReady });
}

async function seenOf(starting: Promise<Part>, settleMs: number): Promise<Seen> {
  const part = await starting;
  await pause(settleMs);
  const { memoryBytes } = part.usage();
  await part.stop();
  return { startMs: part.startMs, memoryBytes };
}

/** All on one machine, with a Postgres of its own, as `npm start` has it: the first start, which makes the database, and the next ones. */
async function allOfIt(size: Size, bare: readonly Seen[]): Promise<Measure[]> {
  return onStage(async (stage) => {
    say(`all: ${size.starts + 1} starts`);
    const port = await freePort();
    const dataDir = path.join(stage.folder, "all");
    const env = { PORT: String(port), DATA_DIR: dataDir };
    const start = () => {
      const isReady = async () =>
        (await fetch(`http://127.0.0.1:${port}/health/live`)).status === 200;
      return startPart(stage, { role: "all", name: "all", env, isReady });
    };
    try {
      const first = await seenOf(start(), size.settleMs);
      const next = await several(size, () => seenOf(start(), size.settleMs));
      return [
        { what: "all on one machine, the very first start, ms", value: first.startMs },
        ...measuresOf("all on one machine, to its first answer", next, bare),
      ];
    } finally {
      removeEmbeddedPostgres(dataDir);
    }
  });
}

/** Until it runs a program, and what it holds then. */
async function bareNode(): Promise<Seen> {
  const began = performance.now();
  const child = spawn(process.execPath, [
    "-e",
    'process.stdout.write("up");setInterval(()=>{},1e6)',
  ]);
  await once(child.stdout, "data");
  const startMs = performance.now() - began;
  await pause(1_000);
  const { memoryBytes } = usageOf(child.pid ?? 0);
  child.kill("SIGKILL");
  return { startMs, memoryBytes };
}

async function several({ starts }: Size, work: () => Promise<Seen>): Promise<readonly Seen[]> {
  const seen: Seen[] = [];
  for (let start = 0; start < starts; start += 1) seen.push(await work());
  return seen;
}

function measuresOf(name: string, seen: readonly Seen[], bare: readonly Seen[]): Measure[] {
  const middle = (some: readonly Seen[], of: keyof Seen) =>
    quantiles(some.map((one) => one[of])).p50;
  return [
    { what: `${name}, ms`, value: middle(seen, "startMs"), floor: middle(bare, "startMs") },
    {
      what: `${name.split(",")[0]}: memory, MB`,
      value: middle(seen, "memoryBytes") / MB,
      floor: middle(bare, "memoryBytes") / MB,
    },
  ];
}
