import { setImmediate as allSettled } from "node:timers/promises";
import type { Instant } from "../../src/domain/session/people.ts";

/** A clock that moves only when there is something to do, and everything that is to happen by it. */
export type VirtualTime = {
  now(): Instant;
  /** Resolves when the clock stands at `at`, or at once if that has passed. */
  until(at: Instant): Promise<void>;
  /** Calls back when the clock stands at `at`. */
  plan(at: Instant, happen: () => void): void;
  /** Lets everything planned up to `end` happen, one after another, each to its end before the next. */
  runTo(end: Instant): Promise<void>;
};

type Planned = { readonly at: Instant; readonly order: number; readonly happen: () => void };

export function virtualTime(start: Instant): VirtualTime {
  const heap: Planned[] = [];
  let now = start;
  let order = 0;
  const plan = (at: Instant, happen: () => void): void => {
    order += 1;
    push(heap, { at: Math.max(at, now), order, happen });
  };
  return {
    now: () => now,
    plan,
    until: (at) => (at <= now ? Promise.resolve() : new Promise((go) => plan(at, go))),
    async runTo(end) {
      await allSettled();
      for (let first = heap[0]; first !== undefined && first.at <= end; first = heap[0]) {
        pop(heap);
        now = first.at;
        first.happen();
        await allSettled();
      }
      now = Math.max(now, end);
    },
  };
}

const sooner = (a: Planned | undefined, b: Planned): boolean =>
  a !== undefined && (a.at < b.at || (a.at === b.at && a.order < b.order));

function push(heap: Planned[], planned: Planned): void {
  let at = heap.push(planned) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const above = heap[parent];
    if (above === undefined || sooner(above, planned)) break;
    heap[at] = above;
    at = parent;
  }
  heap[at] = planned;
}

function pop(heap: Planned[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    const right = heap[child + 1];
    const left = heap[child];
    if (left === undefined) break;
    if (right !== undefined && sooner(right, left)) child += 1;
    const smaller = heap[child];
    if (smaller === undefined || !sooner(smaller, last)) break;
    heap[at] = smaller;
    at = child;
  }
  heap[at] = last;
}
