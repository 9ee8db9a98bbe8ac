import type { EmulatorClock } from "./clock.ts";
import type { Attempt, Webhook } from "./courier.ts";
import type { Faults } from "./faults.ts";
import type { Traffic } from "./traffic.ts";

/** How long it takes to notice that nobody can be connected to. */
const CONNECT_MS = 5000;
const LONGEST_HOLD_MS = 2000;

type Fate = { copies: number; delayMs: number; overtaken: boolean };

/** What the faults make of one webhook about a call, conference or message. */
export function fateOf(faults: Faults, about: string, webhook: Webhook): Fate {
  const fields = { ...webhook.params, purpose: webhook.purpose, path: pathOf(webhook.url) };
  const fate: Fate = { copies: 1, delayMs: 0, overtaken: false };
  for (const effect of faults.befalling("webhook", { sid: about, fields })) {
    if (effect === "drop") fate.copies = 0;
    else if (effect === "duplicate") fate.copies *= 2;
    else if (effect === "reorder") fate.overtaken = true;
    else fate.delayMs += effect.delayMs;
  }
  return fate;
}

/** Webhooks held back so that the next one about the same thing goes first. */
export type Overtaking = {
  hold(about: string, send: () => void): void;
  /** Another one has gone. */
  letGo(about: string): void;
};

export function createOvertaking(clock: EmulatorClock): Overtaking {
  const held = new Map<string, Set<() => void>>();
  return {
    hold(about, send) {
      const waiting = held.get(about) ?? new Set();
      const go = () => {
        cancel();
        waiting.delete(go);
        send();
      };
      const cancel = clock.at(clock.now() + LONGEST_HOLD_MS, go);
      held.set(about, waiting.add(go));
    },
    letGo(about) {
      for (const go of held.get(about) ?? []) go();
    },
  };
}

type Surroundings = {
  faults: Faults;
  overtaking: Overtaking;
  clock: EmulatorClock;
  traffic: Traffic;
};

/** Lets the faults befall each attempt to fetch something from the line. */
export function disturbance(around: Surroundings) {
  return async (webhook: Webhook, send: () => Promise<Attempt>): Promise<Attempt> => {
    const { copies, delayMs, overtaken } = fateOf(around.faults, webhook.callSid, webhook);
    if (copies === 0) {
      await quietly(around, (done) => after(around.clock, CONNECT_MS, done));
      return { answered: false, failure: "ct", reason: "a fault: lost on the way" };
    }
    if (delayMs > 0) await quietly(around, (done) => after(around.clock, delayMs, done));
    if (overtaken) {
      await quietly(around, (done) => around.overtaking.hold(webhook.callSid, done));
    } else around.overtaking.letGo(webhook.callSid);
    const [answer] = await Promise.all(Array.from({ length: copies }, send));
    if (!answer) throw new Error("a webhook with copies has an answer");
    return answer;
  };
}

/** Waits without counting as traffic: a movable clock must be able to move meanwhile. */
async function quietly({ traffic }: Surroundings, wait: (done: () => void) => void): Promise<void> {
  await new Promise<void>((resolve) => {
    wait(() => {
      traffic.begin();
      resolve();
    });
    traffic.end();
  });
}

function after(clock: EmulatorClock, ms: number, done: () => void): void {
  clock.at(clock.now() + ms, done);
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url;
}
