import { Redis } from "ioredis";
import type { Instant } from "../domain/session/people.ts";
import type { Log } from "../engine/ports.ts";

export const MINUTE_MS = 60_000;

/** How often each asked in the running minute. */
export type Pace = {
  /** Counts one more, and returns how many there are. Never fails, and waits for nothing that is away. */
  count(who: string, at: Instant): Promise<number>;
  close(): void;
};

const MOST_KNOWN = 100_000;

const minuteOf = (at: Instant): number => Math.floor(at / MINUTE_MS);

/** Of this process alone, and as far as its memory goes. */
export function paceHere(): Pace {
  const counts = new Map<string, number>();
  let minute = 0;
  return {
    async count(who, at) {
      if (minuteOf(at) !== minute || counts.size >= MOST_KNOWN) counts.clear();
      minute = minuteOf(at);
      const count = (counts.get(who) ?? 0) + 1;
      counts.set(who, count);
      return count;
    },
    close: () => undefined,
  };
}

const CONNECT_WITHIN_MS = 2_000;
/** Somebody presses a button meanwhile. */
const ANSWER_WITHIN_MS = 200;
const ASK_AGAIN_MS = 5_000;

/** Of all processes together, in Redis. While that is away each counts for itself, and asks it again every few seconds. */
export function sharedPace(url: string, log: Log): Pace {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: CONNECT_WITHIN_MS,
    commandTimeout: ANSWER_WITHIN_MS,
    retryStrategy: () => ASK_AGAIN_MS,
  });
  const here = paceHere();
  let away = false;
  let askAgainAt: Instant = 0;
  const noteAway = (err: unknown): void => {
    if (!away) log.warn({ err }, "Requests are counted by each process for itself: Redis is away");
    away = true;
  };
  // It tries again by itself; what it says of each try is said once.
  redis.on("error", noteAway);
  return {
    async count(who, at) {
      const known = await here.count(who, at);
      if (at < askAgainAt) return known;
      try {
        const shared = await countIn(redis, `pace:${minuteOf(at)}:${who}`);
        if (away) log.info({}, "Requests are counted in Redis again");
        away = false;
        return shared;
      } catch (err) {
        noteAway(err);
        askAgainAt = at + ASK_AGAIN_MS;
        return known;
      }
    },
    close: () => redis.disconnect(),
  };
}

async function countIn(redis: Redis, key: string): Promise<number> {
  const counting = redis
    .multi()
    .incr(key)
    .pexpire(key, 2 * MINUTE_MS);
  const [counted] = (await counting.exec()) ?? [];
  const [err, count] = counted ?? [];
  if (typeof count === "number") return count;
  throw err ?? new Error("Redis counted nothing");
}
