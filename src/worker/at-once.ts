import type { perform } from "../engine/perform.ts";
import type { Line } from "../engine/ports.ts";
import type { Owed } from "../engine/ports-store.ts";

export type AtOnce = {
  /** The same line, for whoever works: what it comes to owe by now is begun here. */
  readonly line: Line;
  /** What was begun is over. */
  close(): Promise<void>;
};

/**
 * What a worker comes to owe this very moment it does itself, without a detour through the queue: a desk called at a deadline waits
 * for nothing else. No more than `most` of them at a time; the rest, and whatever is due later, is woken for. What this process
 * takes with it when it dies is owed all the same, and the sweep finds it.
 */
export function atOnce(line: Line, holder: string, doOne: typeof perform, most: number): AtOnce {
  const begun = new Set<Promise<void>>();
  const begin = (owed: Owed): void => {
    const { id: dutyId } = owed;
    line.metrics.dutyFound("atOnce");
    const one = doOne(working, holder, dutyId, owed)
      .catch((err: unknown) => line.log.error({ dutyId, err }, "Duty failed; it stays owed"))
      .finally(() => begun.delete(one));
    begun.add(one);
  };
  const working: Line = {
    ...line,
    alarms: {
      set(owed) {
        const now = line.clock.now();
        const later = owed.filter((one) => {
          if (one.duty.dueAt > now || begun.size >= most) return true;
          begin(one);
          return false;
        });
        line.alarms.set(later);
      },
    },
  };
  return {
    line: working,
    async close() {
      while (begun.size > 0) await Promise.all(begun);
    },
  };
}
