import type { LogEntry } from "../log.ts";

/** What a test has said it expects of one handset. */
export type Expectations = {
  /** Rings are expected: it was told how to behave. */
  behaves: boolean;
  /** Calls somebody waited for or answered. */
  takenCalls: Set<string>;
  /** Calls on which they have gone silent: they react to nothing. */
  silentCalls: Set<string>;
  /** What it waited to hear, or may hear. */
  speech: RegExp[];
  /** True once it was said what it may hear: everything else is then unexpected. */
  strict: boolean;
};

export function noExpectations(): Expectations {
  return {
    behaves: false,
    takenCalls: new Set(),
    silentCalls: new Set(),
    speech: [],
    strict: false,
  };
}

const APPLICATION_ERROR = /application error/i;

/**
 * Rings, messages and speech that nobody declared, and every refused number: rings and messages at handsets no test
 * plugged in; rings nobody waited for at one without a behaviour; an application error; speech outside `mayHear`.
 */
export function unexpectedIn(
  entries: readonly LogEntry[],
  handsets: ReadonlyMap<string, Expectations>,
): readonly LogEntry[] {
  return entries.filter((entry) => {
    if (entry.kind === "refused") return true;
    if (entry.kind === "messageSent") return !handsets.has(entry.to);
    if (entry.kind === "rang") return !expectsRing(handsets.get(entry.handset), entry.callSid);
    return entry.kind === "heard" && !expectsWords(handsets.get(entry.handset), entry.text);
  });
}

function expectsRing(expected: Expectations | undefined, callSid: string): boolean {
  return expected !== undefined && (expected.behaves || expected.takenCalls.has(callSid));
}

function expectsWords(expected: Expectations | undefined, words: string): boolean {
  if (expected?.speech.some((pattern) => pattern.test(words))) return true;
  return !(expected?.strict ?? true) && !APPLICATION_ERROR.test(words);
}
