import type { Behaviour } from "./behaviour.ts";
import type { Address, Call, Method } from "./call.ts";
import { closableClock, type EmulatorClock } from "./clock.ts";
import type { Conference } from "./conference/conference.ts";
import { createCourier, type Courier } from "./courier.ts";
import { noFaults, type Faults } from "./faults.ts";
import { createLog, type HeardSource, type Log } from "./log.ts";
import { seededRandom } from "./random.ts";
import { createTraffic, type Traffic } from "./traffic.ts";

/** One of the line's own numbers, and where its calls and messages go. */
export type LineNumber = {
  number: string;
  voiceUrl?: string;
  voiceMethod?: Method;
  voiceFallbackUrl?: string;
  smsUrl?: string;
  /** Told when a call to this number has ended. */
  statusCallback?: string;
};

type Timings = {
  /** From a REST redirect until the interrupted verb's `action` is fetched (its answer is thrown away). */
  redirectActionDelayMs: number;
  /** From a REST redirect until the new document is fetched. */
  redirectTargetDelayMs: number;
  /** From a call's turn until it is `initiated`. */
  dialDelayMs: number;
  /** From `initiated` until it rings. */
  ringDelayMs: number;
  /** How long answering-machine detection takes. */
  humanDetectionMs: number;
  machineDetectionMs: number;
};

const TIMINGS: Timings = {
  redirectActionDelayMs: 320,
  redirectTargetDelayMs: 650,
  dialDelayMs: 50,
  ringDelayMs: 200,
  humanDetectionMs: 1000,
  machineDetectionMs: 4000,
};

export type Handset = { id: string; pluggedIn: boolean; behaviour: Behaviour; online: boolean };
export type Recording = { sid: string; callSid: string; text: string; durationMs: number };
export type Message = {
  sid: string;
  direction: "inbound" | "outbound-api" | "outbound-reply";
  to: string;
  from: string;
  body: string;
  status: "queued" | "sent" | "delivered" | "undelivered" | "received";
  createdAt: number;
  statusCallback: Address | null;
};

export type ExchangeOptions = {
  clock: EmulatorClock;
  accountSid: string;
  authToken: string;
  /** How many outgoing calls the account may start in a second; the rest queue. */
  callsPerSecond?: number;
  numbers?: readonly LineNumber[];
  timings?: Partial<Timings>;
  /** Makes faults with a probability repeatable. */
  seed?: number;
};

/** All the network knows and everything it works with. */
export type Exchange = {
  readonly accountSid: string;
  readonly authToken: string;
  readonly callsPerSecond: number;
  readonly timings: Timings;
  readonly clock: EmulatorClock & { close(): void };
  readonly log: Log;
  readonly traffic: Traffic;
  readonly courier: Courier;
  readonly random: () => number;
  readonly faults: Faults;
  readonly numbers: Map<string, LineNumber>;
  readonly handsets: Map<string, Handset>;
  readonly calls: Map<string, Call>;
  readonly conferences: Map<string, Conference>;
  readonly messages: Map<string, Message>;
  readonly recordings: Map<string, Recording>;
  /** How long each recording that was played lasts, by address. */
  readonly audio: Map<string, number>;
  /** The last callback sent about each resource: the next one waits for it. */
  readonly callbackTails: Map<string, Promise<void>>;
  /** When the account's rate allows the next outgoing call. */
  nextCallAt: number;
  /** The server's own address, for what it serves itself; set once it listens. */
  baseUrl: string;
};

export function createExchange(options: ExchangeOptions): Exchange {
  const clock = closableClock(options.clock);
  const log = createLog(() => clock.now());
  const traffic = createTraffic();
  const { accountSid, authToken } = options;
  return {
    accountSid,
    authToken,
    callsPerSecond: options.callsPerSecond ?? 1,
    timings: { ...TIMINGS, ...options.timings },
    clock,
    log,
    traffic,
    courier: createCourier({ clock, authToken, log, traffic }),
    random: seededRandom(options.seed ?? 1),
    faults: noFaults(),
    numbers: new Map((options.numbers ?? []).map((number) => [number.number, number])),
    handsets: new Map(),
    calls: new Map(),
    conferences: new Map(),
    messages: new Map(),
    recordings: new Map(),
    audio: new Map(),
    callbackTails: new Map(),
    nextCallAt: 0,
    baseUrl: "",
  };
}

/** Runs after `ms`; the returned function cancels it. */
export function later(exchange: Exchange, ms: number, run: () => void): () => void {
  return exchange.clock.at(exchange.clock.now() + ms, run);
}

export type Heard = { text: string; language: string | null; source: HeardSource };

/** What reaches the ear at the far end of a call. */
export function hear(exchange: Exchange, call: Call, heard: Heard): void {
  exchange.log.append({
    kind: "heard",
    callSid: call.sid,
    handset: call.handset,
    ...heard,
    voicemail: call.voicemail,
  });
}

export function warn(exchange: Exchange, sid: string, code: number, message: string): void {
  exchange.log.append({ kind: "warned", code, message, sid });
}
