import type { Instant } from "../../src/domain/session/people.ts";
import type { Dice } from "../support/dice.ts";
import type { Call, Gather, Handset, Pickup, Reaction } from "../support/calls.ts";
import type { Network } from "../support/network.ts";
import { LINE_NUMBER, type World } from "../support/world.ts";
import type { CallerPart } from "./cast.ts";

/** A caller as they really are, whatever the line believes. */
export type Caller = {
  readonly part: CallerPart;
  readonly handset: Handset;
  /** The calls they rang us with, and those of ours they picked up. */
  readonly calls: Call[];
  isWell(at: Instant): boolean;
};

type Stage = { readonly world: World; readonly network: Network; readonly luck: Dice };

export function callerOf(stage: Stage, part: CallerPart): Caller {
  const { world, network } = stage;
  const calls: Call[] = [];
  let dropped = false;
  const isWell = (at: Instant): boolean => at < part.arrivesAt + part.wellMs;
  const caller: Caller = {
    part,
    calls,
    isWell,
    handset: {
      rung: (call) => {
        if (dropped) calls.push(call);
        return callBack(stage, part, isWell(world.time.now()));
      },
      asked: (_call, gather) => (isWell(world.time.now()) ? answers(stage, part, gather) : null),
    },
  };
  const dial = (): void => {
    calls.push(network.dial(caller.handset, part.number, LINE_NUMBER));
  };
  world.time.plan(part.arrivesAt, dial);
  const { drop } = part;
  if (drop !== null) {
    world.time.plan(part.arrivesAt + drop.afterMs, () => {
      dropped = true;
      for (const call of calls) network.hangUp(call);
      const { luck } = stage;
      const again = world.time.now() + luck.between(2_000, 40_000);
      if (drop.after === "redials")
        world.time.plan(again, () => {
          if (isWell(world.time.now())) dial();
        });
    });
  }
  if (!part.withheld) network.handsets.set(part.number, caller.handset);
  return caller;
}

function callBack({ luck }: Stage, { drop }: CallerPart, isWell: boolean): Pickup {
  if (drop?.after === "voicemail")
    return { answersAfterMs: luck.between(8_000, 20_000), machine: true, staysMs: 30_000 };
  if (!isWell || drop?.after === "gone") return { refusesAfterMs: 60_000, how: "noAnswer" };
  if (luck.chance(0.2)) return { refusesAfterMs: luck.between(1_000, 8_000), how: "busy" };
  return { answersAfterMs: luck.between(1_000, 15_000) };
}

function answers(stage: Stage, part: CallerPart, gather: Gather): Reaction | null {
  const { luck, world } = stage;
  const sinceMs = world.time.now() - part.arrivesAt;
  const soonMs = luck.between(800, part.slow ? 9_000 : 4_000);
  switch (gather.ask) {
    case "menu":
    case "nobody":
      return waits(part, gather, sinceMs);
    case "otherLanguage":
      return luck.chance(0.7) ? { afterMs: soonMs, digits: "1" } : null;
    case "help":
      return luck.chance(0.5) ? { afterMs: soonMs, digits: "1" } : null;
    case "open":
      return luck.chance(0.4) ? { afterMs: soonMs, digits: luck.pick(["1", "1", "9"]) } : null;
    case "back":
    case "redial":
      return luck.chance(0.85) ? { afterMs: soonMs, digits: "1" } : null;
    case "auto":
      if (sinceMs > part.byeAfterMs) return { afterMs: soonMs, digits: "0" };
      return luck.chance(0.05) ? { afterMs: soonMs, digits: "5" } : null;
    default:
      return answersAsk(stage, part, gather, soonMs);
  }
}

/** A key once, at their moment. */
function waits(part: CallerPart, gather: Gather, sinceMs: number): Reaction | null {
  const { waiting } = part;
  if (waiting === null) return null;
  const afterMs = Math.max(500, waiting.afterMs - sinceMs);
  const pressed = sinceMs > waiting.afterMs + 30_000;
  const wanted = gather.ask === "nobody" || !pressed;
  return wanted ? { afterMs, digits: waiting.key } : null;
}

function answersAsk(
  { luck, world }: Stage,
  part: CallerPart,
  gather: Gather,
  afterMs: number,
): Reaction | null {
  if (luck.chance(0.1)) return null;
  if (gather.ask.startsWith("q")) return { afterMs, digits: luck.pick(["1", "2"]) };
  if (world.time.now() - part.arrivesAt > part.byeAfterMs) return { afterMs, digits: "0" };
  const named = /(?:Press|Fais le) (\d)/.exec(JSON.stringify(gather.says))?.[1];
  switch (part.answers) {
    case "key":
      return { afterMs, digits: named ?? "1" };
    case "voice":
      return { afterMs, said: luck.pick(["yes", "I'm okay", "still here", "mmh the thing", "no"]) };
    case "wrongKey":
      return { afterMs, digits: luck.pick(["3", "4", "9", "0"]) };
  }
}
