import type { EntryOf, Fact, LogEntry } from "../log.ts";
import type { Transport } from "./transport.ts";

export type Within = {
  /** How long to wait for it, in ms. */
  within?: number;
};

const PATIENCE_MS = 10_000;
const STEP_MS = 100;

type Wish<T> = Within & {
  /** Looks again; null when it has not happened yet. */
  look(): T | null;
  /** Why it failed, for the person who reads the test. */
  complain(): string;
};

/** Resolves as soon as it has happened, in the past of the log or in time; else rejects with the complaint. */
export async function waitFor<T>(transport: Transport, wish: Wish<T>): Promise<T> {
  const deadline = transport.clock.now() + (wish.within ?? PATIENCE_MS);
  for (;;) {
    const found = wish.look();
    if (found !== null) return found;
    const left = deadline - transport.clock.now();
    if (left <= 0) throw new Error(wish.complain());
    await somethingNew(transport, left);
  }
}

async function somethingNew(transport: Transport, left: number): Promise<void> {
  if (transport.passTime) {
    await transport.passTime(Math.min(STEP_MS, left));
    return;
  }
  await new Promise<void>((resolve) => {
    const done = () => {
      cancel();
      unsubscribe();
      resolve();
    };
    const cancel = transport.clock.at(transport.clock.now() + left, done);
    const unsubscribe = transport.log.subscribe(done);
  });
}

/** The first entry of this kind, after `seq`, that fits. */
export function firstEntry<K extends Fact["kind"]>(
  entries: readonly LogEntry[],
  kind: K,
  fits: (entry: EntryOf<K>) => boolean,
): EntryOf<K> | null {
  for (const entry of entries) {
    if (isKind(entry, kind) && fits(entry)) return entry;
  }
  return null;
}

function isKind<K extends Fact["kind"]>(entry: LogEntry, kind: K): entry is EntryOf<K> {
  return entry.kind === kind;
}
