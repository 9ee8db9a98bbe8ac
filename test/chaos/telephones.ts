import { setTimeout as pause } from "node:timers/promises";

import { z } from "zod";

import type { Command } from "../../src/emulator/people/commands.ts";
import type { EntryOf, LogEntry } from "../../src/emulator/log.ts";

/** The telephone network, as the people on it use it, and all that happened there. */
export type Telephones = {
  /** In order; `seq` counts from 1 without gaps. */
  readonly entries: readonly LogEntry[];
  /** What happened on one call. */
  on(callSid: string | null): readonly LogEntry[];
  /** Called for each new entry, a moment after it happened, until what it returns is called. */
  readonly onEntry: (hear: (entry: LogEntry) => void) => () => void;
  /** The call or message it made, if any. Rejects when the telephone could not do it. */
  perform(command: Command): Promise<string | null>;
  /** What goes wrong on the network from now on, until `calm`. */
  addFault(rule: object): Promise<void>;
  calm(): Promise<void>;
  close(): Promise<void>;
};

/** People are no faster than this; it also keeps two processes from talking of nothing else. */
const LOOK_EVERY_MS = 60;

const news = z.object({ entries: z.array(z.custom<LogEntry>()) });
const done = z.object({ sid: z.string().nullable() });

export const isKind = <K extends LogEntry["kind"]>(entry: LogEntry, kind: K): entry is EntryOf<K> =>
  entry.kind === kind;

/** Follows the log of a network in another process. `url` is the emulator's. */
export function connectTo(url: string): Telephones {
  const entries: LogEntry[] = [];
  const byCall = new Map<string, LogEntry[]>();
  const hearers = new Set<(entry: LogEntry) => void>();
  const stopping = new AbortController();
  const look = async () => {
    const response = await fetch(`${url}/control/log?after=${entries.length}`);
    const found = news.parse(await response.json());
    for (const entry of found.entries) {
      entries.push(entry);
      if ("callSid" in entry && entry.callSid !== null) {
        const known = byCall.get(entry.callSid);
        if (known === undefined) byCall.set(entry.callSid, [entry]);
        else known.push(entry);
      }
      for (const hear of hearers) hear(entry);
    }
  };
  const following = (async () => {
    while (!stopping.signal.aborted) {
      await look();
      await pause(LOOK_EVERY_MS);
    }
  })();
  return {
    entries,
    on: (callSid) => (callSid === null ? [] : (byCall.get(callSid) ?? [])),
    onEntry(hear) {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
    async perform(command) {
      const response = await post(`${url}/control/commands`, command);
      if (!response.ok) throw new Error(`${command.do}: ${await response.text()}`);
      return done.parse(await response.json()).sid;
    },
    async addFault(rule) {
      const response = await post(`${url}/control/faults`, rule);
      if (!response.ok)
        throw new Error(`The network knows no such fault: ${await response.text()}`);
    },
    async calm() {
      await fetch(`${url}/control/faults`, { method: "DELETE" });
    },
    async close() {
      await look();
      stopping.abort();
      await following;
    },
  };
}

const post = (url: string, body: object): Promise<Response> =>
  fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });

/** Calls that began and have not ended. */
export function openCalls(entries: readonly LogEntry[]): readonly string[] {
  const over = new Set(entries.flatMap((one) => (isKind(one, "ended") ? [one.callSid] : [])));
  return entries.flatMap((one) => {
    const began = isKind(one, "called") || isKind(one, "callRequested");
    return began && !over.has(one.callSid) ? [one.callSid] : [];
  });
}
