import { setTimeout as pause } from "node:timers/promises";

import type { Dice } from "../support/dice.ts";
import { roles, type House } from "./house.ts";
import type { Telephones } from "./telephones.ts";
import type { Troubles } from "./troubles.ts";

/** What goes wrong in ten minutes; shorter runs have their share of it. */
const IN_TEN_MINUTES = { kills: 24, flushes: 6, postgres: 4 } as const;
const REDIS_AWAY_MS = 60_000;

/** Of every kind of callback, from the first call to the last. */
const CALLBACK_FAULTS = [
  { effect: "duplicate", probability: 0.15 },
  { effect: "reorder", probability: 0.06 },
  { effect: "drop", probability: 0.04 },
  { effect: { delayMs: 3_000 }, probability: 0.06 },
] as const;

export async function disturbCallbacks(telephones: Telephones, seed: number): Promise<void> {
  for (const [index, fault] of CALLBACK_FAULTS.entries()) {
    const match = { purpose: "^(status|conference)$" };
    await telephones.addFault({ on: "webhook", match, seed: seed + index, ...fault });
  }
}

type Fault = { readonly afterMs: number; readonly name: string; do(): Promise<void> };

/** Everything that happens tonight, each at its moment. Resolves when all of it is over and everything is back. */
export async function breakThings(
  house: House,
  troubles: Troubles,
  luck: Dice,
  ms: number,
): Promise<void> {
  const faults = plan(house, troubles, luck, ms);
  await Promise.all(
    faults.map(async (fault) => {
      await pause(fault.afterMs);
      await fault.do();
    }),
  );
}

function plan(house: House, troubles: Troubles, luck: Dice, ms: number): readonly Fault[] {
  const share = ms / 600_000;
  const times = (count: number): number[] =>
    spread(luck, Math.max(1, Math.round(count * share)), ms);
  const redisAwayMs = Math.min(REDIS_AWAY_MS, ms / 4);
  const redisAt = ms * 0.55;
  const isRedisUp = (afterMs: number) =>
    afterMs < redisAt - 2_000 || afterMs > redisAt + redisAwayMs + 4_000;
  return [
    ...roles.flatMap((role) =>
      times(IN_TEN_MINUTES.kills).map((afterMs) => ({
        afterMs,
        name: `${role} killed`,
        do: () => kill(house, role, luck),
      })),
    ),
    ...times(IN_TEN_MINUTES.flushes).map((afterMs) => ({
      afterMs: isRedisUp(afterMs) ? afterMs : redisAt - 3_000,
      name: "Redis emptied",
      do: () => flush(house, troubles),
    })),
    { afterMs: redisAt, name: "Redis stopped", do: () => stopRedis(house, troubles, redisAwayMs) },
    ...times(IN_TEN_MINUTES.postgres).map((afterMs, index) => ({
      afterMs,
      name: "Postgres restarted",
      do: () => house.postgres.restart(index % 2 === 0 ? "restarted" : "killed"),
    })),
  ];
}

/** One in each equal part of the time, at any moment of it, and the last not at the very end. */
function spread(luck: Dice, count: number, ms: number): number[] {
  const part = (ms * 0.95) / count;
  return Array.from({ length: count }, (_, index) => (index + luck.next()) * part);
}

/** Whichever is up; where none is, as soon as one is. */
async function kill({ parts }: House, role: (typeof roles)[number], luck: Dice): Promise<void> {
  for (;;) {
    const up = parts[role].filter((one) => one.isUp());
    const one = up[luck.between(0, up.length - 1)];
    if (one?.kill() === true) return;
    await pause(100);
  }
}

async function flush({ redis }: House, troubles: Troubles): Promise<void> {
  const isBack = troubles.begin("Redis emptied", "Redis");
  await redis.flushAll();
  isBack();
}

async function stopRedis({ redis }: House, troubles: Troubles, awayMs: number): Promise<void> {
  const isBack = troubles.begin("Redis stopped", "Redis");
  await redis.stop();
  await pause(awayMs);
  await redis.start();
  isBack();
}
