import type { EndedBy } from "./log.ts";
import { newSid } from "./sids.ts";
import type { Params } from "./signature.ts";
import { nothing } from "./nothing.ts";

export type CallStatus =
  | "queued"
  | "initiated"
  | "ringing"
  | "in-progress"
  | "completed"
  | "busy"
  | "failed"
  | "no-answer"
  | "canceled";

type Direction = "inbound" | "outbound-api" | "outbound-dial";
export type Method = "GET" | "POST";
export type Address = { url: string; method: Method };
/** Where a call's next document comes from. */
export type Source = Address | { twiml: string };
export type CallEvent = "initiated" | "ringing" | "answered" | "completed";
export type StatusCallback = Address & { events: readonly CallEvent[] };

/** Something a person said; `confidence` is null when speech recognition gives none. */
export type Speech = { text: string; confidence: number | null };

/** Why whatever a call was doing is cut short. */
export type StopReason = "redirected" | "hungUp" | "endedByLine";

/** What a call is doing while a document has it, or while it is bridged to another. */
export type CallFlow = {
  pressed(digit: string): void;
  said(speech: Speech): void;
  redirect(source: Source): void;
  stop(why: StopReason): void;
};

/** What whoever started an outgoing call wants to know. */
type CallHooks = { answered(): void; ended(): void };

export type CallPlan = {
  direction: Direction;
  from: string;
  to: string;
  /** The telephone or softphone at the other end: `+1…` or `client:identity`. */
  handset: string;
  parentSid: string | null;
  source: Source | null;
  fallback: Address | null;
  statusCallback: StatusCallback | null;
  timeoutMs: number;
  timeLimitMs: number;
  machineDetection: "Enable" | "DetectMessageEnd" | null;
  detection?: DetectionSettings;
  /** What a softphone is told beside the call: Client's `Parameter` nouns. */
  parameters?: Params;
};

/** How answering-machine detection is done, beyond the mode. */
export type DetectionSettings = {
  /** After which nothing more is found out; 30 s when left out. */
  timeoutMs?: number;
  /** The call's documents do not wait for it; `callback` is told. */
  asynchronous: boolean;
  callback: Address | null;
};

export type Call = Omit<CallPlan, "source" | "fallback" | "statusCallback"> & {
  readonly sid: string;
  readonly createdAt: number;
  readonly parameters: Params;
  source: Source | null;
  fallback: Address | null;
  statusCallback: StatusCallback | null;
  status: CallStatus;
  updatedAt: number;
  startedAt: number | null;
  endedAt: number | null;
  endedBy: EndedBy | null;
  queueTimeMs: number;
  answeredBy: string | null;
  sipResponseCode: string | null;
  /** True once a voicemail, not a person, has it. */
  voicemail: boolean;
  /** The other end of it, where a number of the account's own was called. */
  farEnd: Call | null;
  /** The call it is connected to by a Dial of either. */
  bridgedTo: Call | null;
  /** Status callbacks sent so far: the next one's SequenceNumber. */
  callbacksSent: number;
  flow: CallFlow | null;
  hooks: CallHooks;
  timers: (() => void)[];
};

export const FOUR_HOURS_MS = 4 * 60 * 60 * 1000;

const FINAL: ReadonlySet<CallStatus> = new Set([
  "completed",
  "busy",
  "failed",
  "no-answer",
  "canceled",
]);

export function newCall(plan: CallPlan, at: number): Call {
  return {
    ...plan,
    sid: newSid("CA"),
    parameters: { ...parametersIn(plan.to), ...plan.parameters },
    createdAt: at,
    status: plan.direction === "inbound" ? "ringing" : "queued",
    updatedAt: at,
    startedAt: null,
    endedAt: null,
    endedBy: null,
    queueTimeMs: 0,
    answeredBy: null,
    sipResponseCode: null,
    voicemail: false,
    farEnd: null,
    bridgedTo: null,
    callbacksSent: 0,
    flow: null,
    hooks: { answered: nothing, ended: nothing },
    timers: [],
  };
}

/** `client:identity?name=value` hands its softphone these parameters. */
function parametersIn(to: string): Params {
  const query = to.startsWith("client:") ? to.split("?")[1] : undefined;
  return Object.fromEntries(new URLSearchParams(query ?? ""));
}

export function isOver(call: Call): boolean {
  return FINAL.has(call.status);
}

export function durationSeconds(call: Call): number {
  if (call.startedAt === null || call.endedAt === null) return 0;
  return Math.round((call.endedAt - call.startedAt) / 1000);
}

/** The parameters every webhook about a call carries, old duplicates and empty places included. */
export function callParams(call: Call, accountSid: string): Params {
  return {
    CallSid: call.sid,
    AccountSid: accountSid,
    ApiVersion: "2010-04-01",
    CallStatus: call.status,
    Direction: call.direction,
    From: call.from,
    To: call.to,
    Caller: call.from,
    Called: call.to,
    FromCity: "",
    FromState: "",
    FromZip: "",
    FromCountry: "US",
    CallerCity: "",
    CallerState: "",
    CallerZip: "",
    CallerCountry: "US",
    ToCity: "",
    ToState: "",
    ToZip: "",
    ToCountry: "US",
    CalledCity: "",
    CalledState: "",
    CalledZip: "",
    CalledCountry: "US",
    ...(call.parentSid === null ? {} : { ParentCallSid: call.parentSid }),
    ...(call.answeredBy === null ? {} : { AnsweredBy: call.answeredBy }),
  };
}
