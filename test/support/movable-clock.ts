import type { Clock } from "../../src/engine/ports.ts";
import type { EmulatorClock } from "../../src/emulator/clock.ts";

type Timer = { readonly when: number; readonly run: () => void };

/** One clock for the line and the telephone network: it stands still until it is moved. */
export type MovableClock = Clock &
  EmulatorClock & {
    start(): Promise<void>;
    stop(): void;
    /** Moves to the next timer due by `until`, or to `until`; says whether a timer rang. */
    next(until: number): boolean;
  };

export function movableClock(start: number): MovableClock {
  let now = start;
  const timers = new Set<Timer>();
  const at = (when: number, run: () => void) => {
    const timer = { when, run };
    timers.add(timer);
    return () => {
      timers.delete(timer);
    };
  };
  return {
    now: () => now,
    at,
    until: (when) =>
      when <= now
        ? Promise.resolve()
        : new Promise((resolve) => {
            at(when, resolve);
          }),
    start: () => Promise.resolve(),
    stop: () => timers.clear(),
    next(until) {
      const [first] = [...timers].toSorted((a, b) => a.when - b.when);
      if (first === undefined || first.when > until) {
        now = until;
        return false;
      }
      timers.delete(first);
      now = Math.max(now, first.when);
      first.run();
      return true;
    },
  };
}
