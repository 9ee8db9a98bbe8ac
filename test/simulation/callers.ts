import type { Instant } from "../../src/domain/session/people.ts";
import { handle } from "../../src/engine/handle.ts";
import type { Call, Gather, Handset, Pickup, Reaction } from "../support/calls.ts";
import { dice, type Dice } from "../support/dice.ts";
import type { Network } from "../support/network.ts";
import { onlyMeant } from "../support/playing.ts";
import type { World } from "../support/world.ts";
import type { CallerPart } from "./cast.ts";

/** A caller as they really are, whatever the line believes. */
export type Caller = {
  readonly part: CallerPart;
  readonly handset: Handset;
  /** The calls they rang us with, and those of ours they picked up. */
  readonly calls: Call[];
  isWell(at: Instant): boolean;
  texted(): void;
};

type Their = {
  readonly world: World;
  readonly network: Network;
  readonly luck: Dice;
  readonly part: CallerPart;
  /** When they last pressed their key of the menu. */
  pressedAt: Instant;
  /** They said once that what was played was wrong. */
  refused: boolean;
};

export function callerOf(world: World, network: Network, part: CallerPart): Caller {
  const calls: Call[] = [];
  let dropped = false;
  const their: Their = {
    world,
    network,
    part,
    luck: dice(world.seed, part.name),
    pressedAt: 0,
    refused: false,
  };
  const isWell = (at: Instant): boolean => at < part.arrivesAt + part.wellMs;
  const caller: Caller = {
    part,
    calls,
    isWell,
    handset: {
      rung: (call) => {
        if (dropped) calls.push(call);
        return callBack(their, calls, isWell(world.time.now()));
      },
      asked: (_call, gather) => (isWell(world.time.now()) ? answers(their, gather) : null),
      says: () => (isWell(world.time.now()) ? part.says : null),
    },
    texted: () => {
      if (dropped && part.drop?.after === "texts" && isWell(world.time.now())) textsBack(their);
    },
  };
  const dial = (): void => {
    if (world.troubles.isCalm()) return;
    calls.push(network.dial(caller.handset, part.number, part.dials));
  };
  world.time.plan(part.arrivesAt, dial);
  if (part.patienceMs < Infinity) {
    world.time.plan(part.arrivesAt + part.patienceMs, () => {
      for (const call of calls) if (!hasCompany(their, call)) network.hangUp(call);
    });
  }
  const { drop } = part;
  if (drop !== null) {
    world.time.plan(part.arrivesAt + drop.afterMs, () => {
      dropped = true;
      for (const call of calls) network.hangUp(call);
      const againMs = redialsAfter(their, drop.after);
      if (againMs === null) return;
      world.time.plan(world.time.now() + againMs, () => {
        if (isWell(world.time.now())) dial();
      });
    });
  }
  if (!part.withheld) network.handsets.set(part.number, caller.handset);
  return caller;
}

function hasCompany({ world }: Their, { legId, conference }: Call): boolean {
  const session = world.rows.sessions.get(legId ?? "")?.session;
  return conference !== null || session?.company.state === "with" || session?.watch != null;
}

function redialsAfter({ luck }: Their, after: string): number | null {
  if (after === "redialsAtOnce") return luck.between(20, 2_500);
  return after === "redials" ? luck.between(2_000, 40_000) : null;
}

/** Somebody who talks to us on another line is engaged. */
function callBack({ luck, part }: Their, calls: readonly Call[], isWell: boolean): Pickup {
  const after = part.drop?.after;
  if (calls.some(({ state }) => state === "up")) return { refusesAfterMs: 800, how: "busy" };
  if (after === "voicemail")
    return { answersAfterMs: luck.between(8_000, 20_000), machine: true, staysMs: 30_000 };
  if (after === "household") return { answersAfterMs: luck.between(2_000, 9_000), staysMs: 9_000 };
  if (after === "busy") return { refusesAfterMs: luck.between(800, 3_000), how: "busy" };
  if (!isWell || after === "gone") return { refusesAfterMs: 60_000, how: "noAnswer" };
  if (after === "happy" && luck.chance(0.5)) return { refusesAfterMs: 60_000, how: "noAnswer" };
  if (luck.chance(0.2)) return { refusesAfterMs: luck.between(1_000, 8_000), how: "busy" };
  return { answersAfterMs: luck.between(1_000, 15_000) };
}

/** "1", as src/http/messages.ts takes it in. */
function textsBack({ world, luck, part }: Their): void {
  world.time.plan(world.time.now() + luck.between(3_000, 25_000), () => {
    world.note(`${part.name} texts 1`);
    world
      .request(async (line) => {
        const at = line.clock.now();
        const [id, ...others] = await line.store.lostLines(line.plans.hashNumber(part.number), at);
        const input = { kind: "texted", id: line.ids.uuid(), at, answer: true } as const;
        if (id !== undefined && others.length === 0) await handle(line, id, input);
      })
      .catch(onlyMeant)
      .catch((err: unknown) => void world.unexpected.push(`A text: ${String(err)}`));
  });
}

/** Since the line dropped it is somebody else who answers that telephone. */
const isHousehold = ({ drop }: CallerPart, sinceMs: number): boolean =>
  drop?.after === "household" && sinceMs > drop.afterMs;

function answers(their: Their, gather: Gather): Reaction | null {
  const { luck, world, part } = their;
  const sinceMs = world.time.now() - part.arrivesAt;
  const soonMs = luck.between(800, part.slow ? 9_000 : 4_000);
  if (isHousehold(part, sinceMs)) return null;
  switch (gather.ask) {
    case "menu":
    case "nobody":
      return waits(their, gather, sinceMs);
    case "otherLanguage":
      return luck.chance(0.7) ? { afterMs: soonMs, digits: "1" } : null;
    case "help":
      return luck.chance(0.5) ? { afterMs: soonMs, digits: "1" } : null;
    case "open":
      return luck.chance(part.denies ? 0.8 : 0.3)
        ? { afterMs: soonMs, digits: luck.pick(["1", "1", "9"]) }
        : null;
    case "back":
      return luck.chance(0.85) ? { afterMs: soonMs, digits: "1" } : null;
    case "redial":
      return wasCutOff(their, soonMs);
    case "province":
    case "provinces":
    case "rightPlace":
    case "samePlace":
      return ofPlace(their, gather, soonMs);
    case "sayPlace":
      return null;
    case "auto":
      return betweenAsks(their, sinceMs, soonMs);
    default:
      return answersAsk(their, gather, soonMs);
  }
}

function betweenAsks({ luck, part }: Their, sinceMs: number, afterMs: number): Reaction | null {
  if (sinceMs > part.byeAfterMs) return { afterMs, digits: "0" };
  return luck.chance(0.05) ? { afterMs, digits: luck.pick(["5", "7"]) } : null;
}

/** Where they are: by keys, and whether it was right as it was played. */
function ofPlace(their: Their, { ask }: Gather, afterMs: number): Reaction | null {
  const { luck, part } = their;
  if (part.says === null) return luck.chance(0.5) ? { afterMs, digits: "*" } : null;
  if (ask === "province") return { afterMs, digits: luck.pick(["1", "1", "1", "2", "6"]) };
  if (ask === "provinces") return { afterMs, digits: luck.pick(["1", "8"]) };
  const refuses = part.saysAgain && !their.refused;
  their.refused = true;
  if (luck.chance(0.15)) return null;
  return { afterMs, digits: refuses ? "2" : "1" };
}

/** They know whether they were; somebody who was not presses something else, or nothing. */
function wasCutOff({ luck, part, world }: Their, afterMs: number): Reaction | null {
  const cutOff = part.drop !== null && world.time.now() > part.arrivesAt + part.drop.afterMs;
  if (cutOff) return luck.chance(0.9) ? { afterMs, digits: "1" } : null;
  return luck.chance(0.5) ? { afterMs, digits: "5" } : null;
}

const PRESSED_MS = 20_000;

/** A key once, at their moment; where nobody is free, now and then. */
function waits(their: Their, gather: Gather, sinceMs: number): Reaction | null {
  const { waiting } = their.part;
  const now = their.world.time.now();
  if (waiting === null || now - their.pressedAt < PRESSED_MS) return null;
  const afterMs = Math.max(500, waiting.afterMs - sinceMs);
  const pressed = sinceMs > waiting.afterMs + 30_000;
  const wanted = gather.ask === "nobody" || !pressed;
  if (!wanted) return null;
  if (afterMs <= PRESSED_MS) their.pressedAt = now;
  return { afterMs, digits: waiting.key };
}

const WORDS = ["yes", "I'm okay", "still here", "oui", "mmh the thing", "no", "help me"] as const;

function answersAsk(
  { luck, world, part }: Their,
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
      return { afterMs, said: luck.pick(WORDS) };
    case "wrongKey":
      return { afterMs, digits: luck.pick(["3", "4", "9", "0", "*", "#"]) };
    case "nods": {
      if (luck.chance(0.5)) return null;
      const lateMs = luck.between(3_000, 9_000);
      return luck.chance(0.5)
        ? { afterMs: lateMs, said: "mmh" }
        : { afterMs: lateMs, digits: luck.pick(["1", "5"]) };
    }
  }
}
