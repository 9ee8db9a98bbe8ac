import type { Remote } from "../emulator/remote.ts";

/** The telephone network the line runs on, and what happened there: all that a rehearsal is judged by. */
export type Network = Remote;
export type Handset = ReturnType<Remote["phone"]>;
export type Softphone = ReturnType<Remote["softphone"]>;
export type PhoneCall = Awaited<ReturnType<Handset["calls"]>>;
export type Entry = Remote["log"]["entries"][number];
export type EntryOf<K extends Entry["kind"]> = Extract<Entry, { kind: K }>;

export const isKind = <K extends Entry["kind"]>(entry: Entry, kind: K): entry is EntryOf<K> =>
  entry.kind === kind;

/** Calls that began and have not ended, as the network knows them. */
export function openCalls(entries: readonly Entry[]): readonly string[] {
  const over = new Set(entries.flatMap((entry) => (isKind(entry, "ended") ? entry.callSid : [])));
  return entries.flatMap((entry) => {
    const began = isKind(entry, "called") || isKind(entry, "callRequested");
    return began && !over.has(entry.callSid) ? entry.callSid : [];
  });
}

/** Puts down a telephone that a play left lying, or turns away its ring. */
export async function putDown(networkUrl: string, callSid: string): Promise<void> {
  for (const doing of ["hangUp", "decline"]) {
    const response = await fetch(`${networkUrl}/control/commands`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ do: doing, callSid }),
    });
    if (response.ok) return;
  }
}
