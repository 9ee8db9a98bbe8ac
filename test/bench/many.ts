import { cpus } from "node:os";

import twilio from "twilio";

import { readConfig } from "../../src/config.ts";
import { freePort } from "../support/free-port.ts";
import { startBareCarrier } from "./bare-carrier.ts";
import { quantiles, type Found, type Measure } from "./measures.ts";
import type { Options } from "./options.ts";
import { startApi, startConnected, type Part } from "./part.ts";
import { composeHere, onStage, say, settingsOf, type Stage } from "./stage.ts";
import { usageOf, usageOfPostgres, usageOfRedis, type Usage } from "./usage.ts";
import {
  followWatches,
  keyOf,
  lateness,
  openWatches,
  passes,
  type Answer,
  type Due,
} from "./watches.ts";

const EVERY_MS = 120_000;
const TEN_THOUSAND = 10_000;
const HUNDRED_THOUSAND = 100_000;
const MOST_MS = 1_000;
const ANSWERED_WITHIN_MS = 15_000;
/** Of one core: a Node process that uses more has none left. */
const FULL = 90;

/**
 * Ten thousand watches with a check-in every two minutes, and a hundred thousand, on the line's own processes: one web server, two
 * workers, a watchdog, Postgres and Redis on this machine, with answers coming in as signed webhooks. What is used, and what is full
 * first.
 */
export async function benchMany({ quick }: Options): Promise<Found> {
  const windowMs = quick ? 10_000 : 60_000;
  const counts = quick ? [200, 400] : [TEN_THOUSAND, HUNDRED_THOUSAND];
  const found: Loaded[] = [];
  for (const count of counts) found.push(await onStage((stage) => loaded(stage, count, windowMs)));
  return {
    measures: found.flatMap(measuresOf),
    beside: "none: nothing else does this",
    about: { "each every s": EVERY_MS / 1_000, "measured s": windowMs / 1_000, backend: "Redis" },
    notes: [
      ...found.map(fullFirst),
      "Everybody watched is with a responder. A caller alone with the line adds a webhook every 10 s: `npm run bench webhook` says how many a web server takes.",
      "This program, which plays the callers and the carrier, runs on the same machine.",
    ],
  };
}

type Loaded = {
  readonly count: number;
  readonly seconds: number;
  readonly due: readonly Due[];
  readonly unanswered: number;
  /** Share of one core, and bytes, by part. */
  readonly used: readonly {
    readonly name: string;
    readonly core: number;
    readonly bytes: number;
  }[];
};

async function loaded(stage: Stage, count: number, windowMs: number): Promise<Loaded> {
  say(`${count} watches`);
  const carrier = await startBareCarrier(Date.now);
  const wanted = { backend: "Redis", carrierUrl: carrier.url, port: await freePort() } as const;
  const env = settingsOf(stage, wanted);
  const composed = await composeHere(stage, wanted);
  const parts: Part[] = [];
  try {
    parts.push(await startApi(stage, env));
    for (const name of ["worker 1", "worker 2"])
      parts.push(await startConnected(stage, "worker", name, env));
    parts.push(await startConnected(stage, "watchdog", "watchdog", env));
    const opened = await openWatches(composed, { count, everyMs: EVERY_MS, withLegs: true });
    const { watches, beginsAt } = opened;
    const answer = byWebhook(env);
    const followed = followWatches(composed, watches, { everyMs: EVERY_MS, answer });
    const from = beginsAt + 5_000;
    await passes(composed, from, "it settles");
    const before = await usageNow(stage, parts);
    await passes(composed, from + windowMs, `${count} watches`);
    const after = await usageNow(stage, parts);
    await passes(composed, from + windowMs + 2_000, "the last");
    followed.stop();
    return {
      count,
      seconds: windowMs / 1_000,
      due: await lateness(stage, followed, from, from + windowMs),
      unanswered: followed.unanswered(),
      used: [...after].map(([name, { cpuMs, memoryBytes }]) => ({
        name,
        core: ((cpuMs - (before.get(name)?.cpuMs ?? 0)) / windowMs) * 100,
        bytes: memoryBytes,
      })),
    };
  } finally {
    await Promise.all(parts.map((part) => part.stop()));
    await composed.close();
    carrier.close();
  }
}

/** A caller presses a key: any answers, between asks. */
function byWebhook(env: Readonly<Record<string, string>>): Answer {
  const { secrets, config } = readConfig(env);
  const { publicUrl } = config.http;
  return async (watch, checkIn) => {
    const url = `${publicUrl}/twilio/legs/${watch.legId}?ask=auto&at=${checkIn}&turn=1`;
    const form = keyOf(watch, "+15555550150");
    const signature = twilio.getExpectedTwilioSignature(secrets.twilio.authToken, url, form);
    const answer = await fetch(url, {
      method: "POST",
      headers: { "x-twilio-signature": signature },
      body: new URLSearchParams(form),
      signal: AbortSignal.timeout(ANSWERED_WITHIN_MS),
    });
    if (!answer.ok) throw new Error(`The line answered ${answer.status}`);
    await answer.text();
  };
}

const HERE = "callers and carrier (this program)";

async function usageNow(stage: Stage, parts: readonly Part[]): Promise<Map<string, Usage>> {
  const used = new Map(parts.map((part) => [part.name, part.usage()]));
  used.set("Postgres", usageOfPostgres(stage));
  used.set("Redis", await usageOfRedis(stage));
  return used.set(HERE, usageOf(process.pid));
}

function measuresOf({ count, seconds, due, unanswered, used }: Loaded): Measure[] {
  const told = due.map(({ toldMs }) => toldMs);
  const { p50, p99, max } = quantiles(told);
  const of = (what: string) => `${count} watches: ${what}`;
  return [
    { what: of("check-ins due a second"), value: due.length / seconds },
    {
      what: of("of these told in time or late, a second"),
      value: told.filter(isIn).length / seconds,
    },
    { what: of("p50 ms late"), value: p50 },
    {
      what: of("p99 ms late"),
      value: p99,
      ...(count === TEN_THOUSAND ? { must: { atMost: MOST_MS } } : {}),
    },
    { what: of("the latest, ms"), value: max },
    { what: of("answers that failed"), value: unanswered },
    ...used.map(({ name, core }) => ({ what: of(`${name}, % of one core`), value: core })),
    ...used.map(({ name, bytes }) => ({ what: of(`${name}, MB`), value: bytes / 2 ** 20 })),
  ];
}

const isIn = (ms: number): boolean => ms < Infinity;

/** A Node process has one core; Postgres and Redis share what there is. */
function fullFirst({ count, used }: Loaded): string {
  const cores = cpus().length;
  const all = used.reduce((sum, { core }) => sum + core, 0);
  const node = used.filter(({ name }) => name !== "Postgres" && name !== HERE);
  const [busiest] = node.toSorted((a, b) => b.core - a.core);
  const machine = `all of it together uses ${Math.round(all)} of ${cores * 100} % of the machine`;
  if (busiest !== undefined && busiest.core >= FULL)
    return `${count} watches: what is full first is ${busiest.name}, at ${Math.round(busiest.core)} % of a core; ${machine}.`;
  const most = used.toSorted((a, b) => b.core - a.core)[0];
  const full = all >= FULL * cores ? "the machine itself is full" : "nothing is full";
  return `${count} watches: ${full}; ${machine}, most of it ${most?.name ?? "nothing"}.`;
}
