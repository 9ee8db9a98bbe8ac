import type { CallStatus } from "./call.ts";
import type { Params } from "./signature.ts";

export type HeardSource = "say" | "play" | "tones" | "voice" | "music";

/** What happened on the network, in words a test or a rehearsal can judge the line by. */
export type Fact =
  /** The line asked for a call by REST and was told yes: the moment promises are judged by. */
  | { kind: "callRequested"; callSid: string; to: string; from: string }
  /** A person dialled one of the line's numbers. */
  | { kind: "called"; callSid: string; handset: string; to: string; from: string }
  | {
      kind: "rang";
      callSid: string;
      handset: string;
      to: string;
      from: string;
      /** What a softphone is told beside the call, if anything. */
      parameters?: Params;
    }
  | { kind: "answered"; callSid: string; handset: string; to: string; from: string }
  | {
      kind: "heard";
      callSid: string;
      handset: string;
      /** Words; the address of a recording; or, for a voice, what the other person said. */
      text: string;
      language: string | null;
      source: HeardSource;
      /** True when nobody but a voicemail was listening. */
      voicemail: boolean;
    }
  /** Somebody put the call through to another telephone, which has it from now on. */
  | { kind: "transferred"; callSid: string; handset: string; to: string }
  | { kind: "pressed"; callSid: string; handset: string; digits: string }
  | { kind: "said"; callSid: string; handset: string; text: string }
  | { kind: "joined"; callSid: string; handset: string; conferenceSid: string; conference: string }
  | {
      kind: "left";
      callSid: string;
      handset: string;
      conferenceSid: string;
      conference: string;
      reason: string;
    }
  /** A Dial has connected two calls. */
  | { kind: "bridged"; callSid: string; handset: string; otherCallSid: string }
  | { kind: "conferenceStarted"; conferenceSid: string; conference: string }
  | { kind: "conferenceEnded"; conferenceSid: string; conference: string; reason: string }
  | {
      kind: "participantChanged";
      callSid: string;
      conferenceSid: string;
      muted: boolean;
      hold: boolean;
      coaching: boolean;
    }
  /** `callSid` is null for an announcement to everybody. */
  | { kind: "announced"; conferenceSid: string; callSid: string | null; url: string }
  /** The line moved a call to another document by REST. */
  | { kind: "moved"; callSid: string; handset: string; target: string }
  | {
      kind: "ended";
      callSid: string;
      handset: string;
      to: string;
      from: string;
      status: CallStatus;
      by: EndedBy;
    }
  | { kind: "messageSent"; messageSid: string; to: string; from: string; body: string }
  | { kind: "messageReceived"; messageSid: string; to: string; from: string; body: string }
  | {
      kind: "webhook";
      purpose: string;
      path: string;
      status: number;
      ms: number;
      callSid: string;
      /** Where the address asked Twilio to send it from. */
      edge?: string;
    }
  | {
      kind: "webhookFailed";
      purpose: string;
      path: string;
      code: number;
      reason: string;
      callSid: string;
    }
  /** A fault took effect, by its id: `what` is the purpose of a webhook, or what else it befell. */
  | { kind: "faulted"; fault: number; what: string; effect: string; sid: string }
  /** Something Twilio would put in its debugger. */
  | { kind: "warned"; code: number; message: string; sid: string }
  /** The line tried to reach a number that nobody may dial here. */
  | { kind: "refused"; to: string; code: number; message: string };

/** `person` hung up, `dropped` lost the line, `line` ended it by REST or TwiML, `network` is the carrier. */
export type EndedBy = "person" | "dropped" | "line" | "network";

export type LogEntry = Fact & { readonly seq: number; readonly at: number };
export type EntryOf<K extends Fact["kind"]> = Extract<LogEntry, { kind: K }>;

export type LogView = {
  readonly entries: readonly LogEntry[];
  since(seq: number): readonly LogEntry[];
  /** Called for each new entry, in order; the returned function ends it. */
  subscribe(listener: (entry: LogEntry) => void): () => void;
};
export type Log = LogView & {
  append(fact: Fact): LogEntry;
  /** Takes over an entry another process wrote. */
  copy(entry: LogEntry): void;
};

/** One ordered log; `seq` starts at 1 and counts without gaps. */
export function createLog(now: () => number): Log {
  const entries: LogEntry[] = [];
  const listeners = new Set<(entry: LogEntry) => void>();
  const copy = (entry: LogEntry) => {
    entries.push(entry);
    for (const listener of listeners) listener(entry);
  };
  return {
    entries,
    since: (seq) => entries.slice(seq),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    append(fact) {
      const entry: LogEntry = { ...fact, seq: entries.length + 1, at: now() };
      copy(entry);
      return entry;
    },
    copy,
  };
}

/** Every entry after `seq`, then each new one as it comes, until `signal` aborts. */
export async function* follow(
  log: LogView,
  seq: number,
  signal: AbortSignal,
): AsyncGenerator<LogEntry, void> {
  let last = seq;
  while (!signal.aborted) {
    for (const entry of log.since(last)) {
      last = entry.seq;
      yield entry;
    }
    if (log.since(last).length === 0) await nextEntry(log, signal);
  }
}

function nextEntry(log: LogView, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      end();
      signal.removeEventListener("abort", done);
      resolve();
    };
    const end = log.subscribe(done);
    signal.addEventListener("abort", done);
  });
}
