import { fork } from "node:child_process";
import { once } from "node:events";
import { cpus } from "node:os";
import path from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";

import { realClock } from "../../src/emulator/clock.ts";
import { createCourier } from "../../src/emulator/courier.ts";
import { createLog, type LogView } from "../../src/emulator/log.ts";
import type { PhoneCall } from "../../src/emulator/people/phone-call.ts";
import { startEmulator, type Emulator } from "../../src/emulator/server.ts";
import { createTraffic } from "../../src/emulator/traffic.ts";
import { quantiles, type Found, type Measure } from "./measures.ts";
import type { Options } from "./options.ts";

const CALLS = 500;
const ROOM = 50;
const PER_SECOND = 200;
/** What 500 calls ask for, each every 1.9 s. */
const OFFERED_PER_SECOND = 260;
const ACCOUNT = { accountSid: `AC${"0".repeat(32)}`, authToken: "0".repeat(32) };
const LINE = "+15555550100";
const ROOM_LINE = "+15555550101";

/**
 * 500 calls at once that ask for over 200 documents a second, and fifty people in one conference, beside the floor: the same
 * webhooks from the same courier to the same application, without any calls. `seconds` of it, 60 by default.
 */
export async function benchEmulator({ words, quick }: Options): Promise<Found> {
  const application = await startApplication();
  const seconds = Number(words[0] ?? (quick ? 5 : 60));
  const durationMs = seconds * 1000;
  const floor = await measureFloor(application.url, Math.min(durationMs, 20_000));
  const emulator = await startEmulator({
    port: 0,
    ...ACCOUNT,
    numbers: [
      { number: LINE, voiceUrl: `${application.url}/turn` },
      { number: ROOM_LINE, voiceUrl: `${application.url}/room` },
    ],
  });
  const measures = await measure(emulator, durationMs, floor);
  const told = (await application.counts())["/told"] ?? 0;
  // Each joined, the conference started, each was muted and unmuted.
  const wanted = ROOM + 1 + 2 * ROOM;
  measures.push({
    what: "conference callbacks that arrived",
    value: told,
    must: { equal: wanted },
  });
  await emulator.close();
  application.stop();
  return {
    measures,
    beside: "the same webhooks by the same courier, without any calls",
    about: { calls: CALLS, seconds },
  };
}

async function measure(
  { network, url }: Emulator,
  durationMs: number,
  floor: Quantiles,
): Promise<Measure[]> {
  const { log } = network;
  await spread(CALLS, 1_900, (place) => network.phone(numberAt(place)).calls(LINE));
  const people = await spread(ROOM, 1_000, (place) =>
    network.phone(numberAt(CALLS + place)).calls(ROOM_LINE),
  );
  await until(() => count(log, "joined") === ROOM);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const before = {
    seq: log.entries.length,
    cpu: process.cpuUsage(),
    busy: machineBusyMs(),
    at: performance.now(),
  };
  const end = pause(durationMs);
  const voice = await speakOnce(log, people);
  const rest = await muteAndUnmute(url, log);
  await end;
  delay.disable();
  const took = (performance.now() - before.at) / 1000;
  const cpu = process.cpuUsage(before.cpu);
  const ourMs = (cpu.user + cpu.system) / 1000;
  const othersMs = machineBusyMs() - before.busy - ourMs;
  const webhooks = log
    .since(before.seq)
    .flatMap((entry) => (entry.kind === "webhook" ? entry.ms : []));
  const over = count(log, "ended");
  const { p50, p99, max } = quantiles(webhooks);
  return [
    { what: "calls up at the end", value: CALLS + ROOM - over, must: { equal: CALLS + ROOM } },
    { what: "webhooks a second", value: webhooks.length / took, must: { atLeast: PER_SECOND } },
    { what: "webhooks that failed", value: count(log, "webhookFailed"), must: { equal: 0 } },
    { what: "warnings", value: count(log, "warned"), must: { equal: 0 } },
    { what: "a webhook, middle one, ms", value: p50, floor: floor.p50 },
    { what: "a webhook, 99th of 100, ms", value: p99, floor: floor.p99 },
    { what: "a webhook, slowest, ms", value: max, floor: floor.max },
    {
      what: "people in the conference who heard a sentence",
      value: voice.heard,
      must: { equal: ROOM - 1 },
    },
    { what: "until the last one heard it, ms", value: voice.ms },
    { what: "muting by REST, middle one, ms", value: rest.p50 },
    { what: "muting by REST, slowest, ms", value: rest.max },
    { what: "the event loop held up, 99th of 100, ms", value: delay.percentile(99) / 1e6 },
    { what: "processor used by the network, % of one core", value: ourMs / took / 10 },
    { what: "processor used by everything else, % of one core", value: othersMs / took / 10 },
  ];
}

type Quantiles = ReturnType<typeof quantiles>;

/** The courier alone, as many webhooks a second as the calls will send. */
async function measureFloor(url: string, durationMs: number): Promise<Quantiles> {
  const clock = realClock();
  const log = createLog(() => clock.now());
  const { authToken } = ACCOUNT;
  const courier = createCourier({ clock, authToken, log, traffic: createTraffic() });
  const params = { CallSid: `CA${"0".repeat(32)}`, From: numberAt(0), To: LINE };
  const webhook = {
    purpose: "floor",
    url: `${url}/turn`,
    method: "POST",
    params,
    callSid: "",
  } as const;
  const total = (durationMs / 1000) * OFFERED_PER_SECOND;
  const sent = await spread(total, durationMs, () => courier.send(webhook));
  if (sent.some(({ ok }) => !ok)) throw new Error("the floor itself failed");
  return quantiles(log.entries.flatMap((entry) => (entry.kind === "webhook" ? entry.ms : [])));
}

/** One of them speaks; how many of the others heard it, and how long that took. */
async function speakOnce(log: LogView, people: readonly PhoneCall[]) {
  const words = "can you all hear me";
  const startedAt = performance.now();
  await people[0]?.says(words);
  const heard = () =>
    log.entries.filter((entry) => entry.kind === "heard" && entry.text === words).length;
  await until(() => heard() >= ROOM - 1);
  return { heard: heard(), ms: performance.now() - startedAt };
}

async function muteAndUnmute(url: string, log: LogView): Promise<Quantiles> {
  const { accountSid, authToken } = ACCOUNT;
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`;
  const present = log.entries.filter((entry) => entry.kind === "joined");
  const took: number[] = [];
  for (const Muted of ["true", "false"]) {
    for (const { conferenceSid, callSid } of present) {
      const startedAt = performance.now();
      const participant = `Conferences/${conferenceSid}/Participants/${callSid}.json`;
      const response = await fetch(`${url}/2010-04-01/Accounts/${accountSid}/${participant}`, {
        method: "POST",
        headers: { authorization },
        body: new URLSearchParams({ Muted }),
      });
      if (!response.ok)
        throw new Error(`muting answered ${response.status}: ${await response.text()}`);
      await response.arrayBuffer();
      took.push(performance.now() - startedAt);
    }
  }
  return quantiles(took);
}

/** Starts `many` of something evenly over a time, and waits for all. */
async function spread<T>(
  many: number,
  ms: number,
  begin: (place: number) => Promise<T>,
): Promise<T[]> {
  const startedAt = performance.now();
  const begun: Promise<T>[] = [];
  for (let place = 0; place < many; place += 1) {
    const early = startedAt + (place * ms) / many - performance.now();
    if (early > 0) await pause(early);
    begun.push(begin(place));
  }
  return Promise.all(begun);
}

async function until(happened: () => boolean): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (!happened()) {
    if (performance.now() > deadline) throw new Error("it did not happen within 30 s");
    await pause(5);
  }
}

/** All the machine's cores so far, in ms of work. */
const machineBusyMs = (): number =>
  cpus().reduce((sum, { times: { user, nice, sys, irq } }) => sum + user + nice + sys + irq, 0);

const count = (log: LogView, kind: string): number =>
  log.entries.filter((entry) => entry.kind === kind).length;

const numberAt = (place: number): string => `+1555555${String(1000 + place)}`;

async function startApplication() {
  const child = fork(path.join(import.meta.dirname, "emulator-application.ts"));
  const [{ port }] = await once(child, "message");
  return {
    url: `http://127.0.0.1:${port}`,
    async counts(): Promise<Record<string, number>> {
      child.send("count");
      const [{ counts }] = await once(child, "message");
      return counts;
    },
    stop: () => child.disconnect(),
  };
}
