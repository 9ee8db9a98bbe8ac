/**
 * Passwords tried in vain make the next try wait. A browser that has signed in before has a count of its own, so nobody elsewhere can
 * lock its owner out. From anywhere else an address waits longer and longer, and an account at most a minute: enough against
 * guessing (twelve letters), and never a door that a stranger can hold shut.
 */
export type TryKind = "device" | "address" | "account";

type Patience = { readonly free: number; readonly longestMs: number };

export const PATIENCE: Readonly<Record<TryKind, Patience>> = {
  device: { free: 5, longestMs: 5 * 60_000 },
  address: { free: 10, longestMs: 15 * 60_000 },
  account: { free: 10, longestMs: 60_000 },
};

/** After so long without a try, the count begins anew. */
export const FORGOTTEN_AFTER_MS = 60 * 60_000;

const FIRST_WAIT_MS = 1_000;

/** How long the next try waits after so many in vain: nothing at first, then twice as long each time. */
export function waitAfter(kind: TryKind, failures: number): number {
  const { free, longestMs } = PATIENCE[kind];
  if (failures < free) return 0;
  return Math.min(longestMs, FIRST_WAIT_MS * 2 ** Math.min(failures - free, 30));
}
