import { REFUSED_SIGNATURES, type Heartbeats } from "../adapters/postgres/heartbeats.ts";
import type { Clock, Log } from "../engine/ports.ts";

type Counting = {
  readonly heartbeats: Pick<Heartbeats, "count">;
  readonly clock: Clock;
  readonly log: Log;
  /** Requests that name another account come from anybody on the internet, and wake nobody. */
  readonly accountSid: string;
};

const WRITE_AFTER_MS = 1_000;

/** Counts refused requests for the watchdog: written once a second at most, however many come. */
export function countRefusals(counting: Counting): (accountSid: string) => void {
  const { heartbeats, clock, log } = counting;
  let unwritten = 0;
  const write = () => {
    const more = unwritten;
    unwritten = 0;
    heartbeats.count(REFUSED_SIGNATURES, clock.now(), more).catch((err: unknown) => {
      log.error({ err, more }, "Refused requests could not be counted");
    });
  };
  return (accountSid) => {
    if (accountSid !== counting.accountSid) return;
    unwritten += 1;
    if (unwritten === 1) setTimeout(write, WRITE_AFTER_MS).unref();
  };
}
