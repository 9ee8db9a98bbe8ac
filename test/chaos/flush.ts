import { setTimeout as pause } from "node:timers/promises";

import { standard } from "../../src/domain/session/policy.ts";
import { openHouse, type House } from "./house.ts";
import type { Options } from "./options.ts";
import { percentile, seconds, table } from "./report.ts";
import { connectTo, isKind, type Telephones } from "./telephones.ts";
import { timeNow, troublesOf } from "./troubles.ts";
import { openWatches, type Watched } from "./watches.ts";

/** The outgoing gate is not what is looked at: the asks are moves of calls that are up, and pass no gate. */
const PER_SECOND = 100;
/** Second and third asks fall due within it; the first help does not, for that is another load: a thousand people silent at once. */
const WINDOW_MS = 50_000;
/** What is still not asked by then was not asked in time. */
const AFTER_MS = 8_000;
const LATE_MS = 5_000;

type Found = {
  /** How late each ask was, by the carrier: Infinity where it never came. */
  readonly first: readonly number[];
  readonly all: readonly number[];
};

/**
 * Redis emptied in the middle of a thousand open watches whose check-ins fall due within a minute; and the same again
 * with Redis left alone, as the floor. Nobody answers, so that second and third asks fall due as well.
 */
export async function flush(
  options: Options,
  say: (words: string) => void,
): Promise<{ text: string; late: number }> {
  say(`The floor: ${options.sessions} watches, and nothing happens to Redis`);
  const floor = await minute(options, null, say);
  say("The same, and Redis is emptied in the middle");
  const emptied = await minute(options, WINDOW_MS / 2, say);
  const late = emptied.all.filter((ms) => ms > LATE_MS).length;
  const row = (name: string, lateMs: readonly number[]) => [
    name,
    String(lateMs.length),
    ...[0.5, 0.99, 1].map((part) => seconds(percentile(lateMs, part))),
    String(lateMs.filter((ms) => ms > LATE_MS).length),
  ];
  const text = [
    `${options.sessions} open watches, two api, two worker, one watchdog, the emulator and the harness on one machine.`,
    "",
    table(
      ["asks", "how many", "p50", "p99", "worst", "over 5 s"],
      [
        row("Redis emptied: first asks", emptied.first),
        row("Redis emptied: all asks", emptied.all),
        row("Redis left alone: first asks", floor.first),
        row("Redis left alone: all asks", floor.all),
      ],
    ),
  ].join("\n");
  return { text, late };
}

async function minute(
  options: Options,
  flushAfterMs: number | null,
  say: (words: string) => void,
): Promise<Found> {
  const troubles = troublesOf();
  const wanted = { seed: options.seed, perSecond: PER_SECOND, heartbeatUrl: null };
  const house = await openHouse(wanted, troubles);
  const telephones = connectTo(house.emulatorUrl);
  try {
    const { watches, beginsAt } = await openWatches(house, telephones, options.sessions, WINDOW_MS);
    say(`${watches.length} watches are open`);
    await pause(Math.max(0, beginsAt - timeNow()));
    await Promise.all([
      pause(WINDOW_MS + AFTER_MS),
      flushAfterMs === null ? null : emptyRedis(house, flushAfterMs),
    ]);
    return judged(telephones, watches, beginsAt + WINDOW_MS);
  } finally {
    await telephones.close();
    await house.close(false);
  }
}

async function emptyRedis({ redis }: House, afterMs: number): Promise<void> {
  await pause(afterMs);
  await redis.flushAll();
}

const { aloneSecondMs, aloneThirdMs } = standard.numbers;

/** The n-th time a call was moved was for its n-th ask. */
function judged(telephones: Telephones, watches: readonly Watched[], endsAt: number): Found {
  const first: number[] = [];
  const all: number[] = [];
  for (const { callSid, dueAt } of watches) {
    const moved = telephones.on(callSid).filter((entry) => isKind(entry, "moved"));
    for (const [index, afterMs] of [0, aloneSecondMs, aloneThirdMs].entries()) {
      const at = dueAt + afterMs;
      if (at > endsAt) continue;
      const late = Math.max(0, (moved[index]?.at ?? Infinity) - at);
      all.push(late);
      if (index === 0) first.push(late);
    }
  }
  return { first, all };
}
