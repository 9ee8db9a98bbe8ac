import { nothing } from "./nothing.ts";

/** Everything the emulator does later, it does through this: tests move it, rehearsals use `realClock`. */
export type EmulatorClock = {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs once at `when`; the returned function cancels it. */
  at(when: number, run: () => void): () => void;
};

export function realClock(): EmulatorClock {
  return {
    now: () => Date.now(),
    at(when, run) {
      const timer = setTimeout(run, Math.max(0, when - Date.now()));
      return () => clearTimeout(timer);
    },
  };
}

/** The same clock, whose outstanding timers are all dropped, and new ones ignored, once the network closes. */
export function closableClock(clock: EmulatorClock): EmulatorClock & { close(): void } {
  const outstanding = new Set<() => void>();
  let closed = false;
  return {
    now: () => clock.now(),
    at(when, run) {
      if (closed) return nothing;
      const cancelTimer = clock.at(when, () => {
        outstanding.delete(cancel);
        run();
      });
      const cancel = () => {
        outstanding.delete(cancel);
        cancelTimer();
      };
      outstanding.add(cancel);
      return cancel;
    },
    close() {
      closed = true;
      for (const cancel of outstanding) cancel();
    },
  };
}
