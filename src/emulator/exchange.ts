import type { Sound } from "./audio.ts";
import type { Behaviour } from "./behaviour.ts";
import type { Address, Call, Method } from "./call.ts";
import { closableClock, type EmulatorClock } from "./clock.ts";
import type { Conference } from "./conference/conference.ts";
import { createCourier, type Courier } from "./courier.ts";
import { createFaults, type Faults } from "./faults.ts";
import { createLog, type HeardSource, type Log } from "./log.ts";
import { createTraffic, type Traffic } from "./traffic.ts";
import { createOvertaking, disturbance, type Overtaking } from "./webhook-faults.ts";

/** Where a number's calls and messages go. An empty address is none. */
export type NumberSettings = {
  friendlyName?: string;
  voiceUrl?: string;
  voiceMethod?: Method;
  voiceFallbackUrl?: string;
  voiceFallbackMethod?: Method;
  smsUrl?: string;
  smsMethod?: Method;
  smsFallbackUrl?: string;
  smsFallbackMethod?: Method;
  /** Told when a call to this number has ended. */
  statusCallback?: string;
  statusCallbackMethod?: Method;
};

/** One of the line's own numbers. */
export type LineNumber = NumberSettings & { number: string };
export type OwnedNumber = LineNumber & { createdAt: number; updatedAt: number };

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

export type Handset = {
  id: string;
  pluggedIn: boolean;
  behaviour: Behaviour;
  online: boolean;
  /** Open in somebody's browser, who decides by hand whatever its behaviour says. */
  inHand: boolean;
};
/** A telephone people may want to be, before it was ever called. */
export type KnownTelephone = { address: string; name: string };
export type Recording = {
  sid: string;
  source: "RecordVerb" | "DialVerb";
  callSid: string;
  text: string;
  startedAt: number;
  durationMs: number;
};
export type Message = {
  sid: string;
  direction: "inbound" | "outbound-api" | "outbound-reply";
  to: string;
  from: string;
  body: string;
  status: "scheduled" | "queued" | "sent" | "delivered" | "undelivered" | "received" | "canceled";
  /** The Messaging Service it was sent by. */
  poolSid: string | null;
  mediaCount: number;
  createdAt: number;
  updatedAt: number;
  sentAt: number | null;
  statusCallback: Address | null;
  /** Calls a scheduled message off. */
  cancelSending: () => void;
};

export type ExchangeOptions = {
  clock: EmulatorClock;
  accountSid: string;
  authToken: string;
  /** How many outgoing calls the account may start in a second; the rest queue. */
  callsPerSecond?: number;
  numbers?: readonly LineNumber[];
  telephones?: readonly KnownTelephone[];
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
  /** The same for status callbacks, whose faults are decided before they get into their row. */
  readonly callbackCourier: Courier;
  readonly faults: Faults;
  readonly numbers: Map<string, OwnedNumber>;
  /** Keys that were made here, and the secret of each. */
  readonly apiKeys: Map<string, string>;
  readonly telephones: readonly KnownTelephone[];
  readonly handsets: Map<string, Handset>;
  readonly calls: Map<string, Call>;
  readonly conferences: Map<string, Conference>;
  readonly messages: Map<string, Message>;
  readonly recordings: Map<string, Recording>;
  /** What each recording that was played sounds like, by address. */
  readonly audio: Map<string, Sound>;
  /** The last callback sent about each resource: the next one waits for it. */
  readonly callbackTails: Map<string, Promise<void>>;
  readonly overtaking: Overtaking;
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
  const faults = createFaults(log, options.seed ?? 1);
  const overtaking = createOvertaking(clock);
  const desk = { clock, authToken, log, traffic };
  return {
    accountSid,
    authToken,
    callsPerSecond: options.callsPerSecond ?? 1,
    timings: { ...TIMINGS, ...options.timings },
    clock,
    log,
    traffic,
    courier: createCourier({
      ...desk,
      disturb: disturbance({ faults, overtaking, clock, traffic }),
    }),
    callbackCourier: createCourier(desk),
    faults,
    numbers: new Map(
      (options.numbers ?? []).map((line) => [line.number, owned(line, clock.now())]),
    ),
    apiKeys: new Map(),
    telephones: options.telephones ?? [],
    handsets: new Map(),
    calls: new Map(),
    conferences: new Map(),
    messages: new Map(),
    recordings: new Map(),
    audio: new Map(),
    callbackTails: new Map(),
    overtaking,
    nextCallAt: 0,
    baseUrl: "",
  };
}

/** A number as the account owns it from `at` on. */
export function owned(number: LineNumber, at: number): OwnedNumber {
  return { ...number, createdAt: at, updatedAt: at };
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
