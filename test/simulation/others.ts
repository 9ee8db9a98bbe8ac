import type { Call, Gather, Handset, Pickup, Reaction } from "../support/calls.ts";
import { dice, type Dice } from "../support/dice.ts";
import type { Network } from "../support/network.ts";
import { RETURN_NUMBER, type World } from "../support/world.ts";
import type { Cast, DeskPart, DESK_DOES, StaffPart } from "./cast.ts";

type DeskDoes = (typeof DESK_DOES)[number];

/** The people whose telephones the line rings. What staff do in the console is in staff.ts. */
export function staffHandset(world: World, part: StaffPart): Handset {
  const luck = dice(world.seed, `telephone of ${part.id}`);
  return {
    rung: () => staffPickup(luck, part),
    asked: (_call, gather) => {
      if (gather.ask === "accept") return { afterMs: luck.between(1_500, 5_000), digits: "1" };
      if (!gather.ask.startsWith("s")) return null;
      const menu = ["1", "1", "1", "1", "2", "3", "4", "5", "6", "7", "8", "0", "99"] as const;
      return { afterMs: luck.between(500, 1_500), digits: luck.pick(menu) };
    },
  };
}

function staffPickup(luck: Dice, { rings, answersAfterMs, via }: StaffPart): Pickup {
  const jitter = luck.between(0, 2_000);
  switch (rings) {
    case "answers":
      return luck.chance(0.9)
        ? { answersAfterMs: answersAfterMs + jitter }
        : { refusesAfterMs: 60_000, how: "noAnswer" };
    case "declines":
      return { refusesAfterMs: 2_000 + jitter, how: "busy" };
    case "voicemail":
      return via === "phone"
        ? { answersAfterMs: 12_000, machine: true, staysMs: 20_000 }
        : { refusesAfterMs: 60_000, how: "noAnswer" };
    case "never":
      return { refusesAfterMs: 60_000, how: "noAnswer" };
  }
}

export function deskHandset(world: World, network: Network, part: DeskPart): Handset {
  const luck = dice(world.seed, part.id);
  const calls = new Map<Call, DeskDoes>();
  const did = (call: Call): DeskDoes => {
    const known = calls.get(call);
    if (known !== undefined) return known;
    const does = part.does[Math.min(calls.size, part.does.length - 1)] ?? "takes";
    calls.set(call, does);
    return does;
  };
  const handset: Handset = {
    rung: (call) => {
      if (did(call) === "callsBack")
        world.time.plan(world.time.now() + luck.between(20_000, 40_000), () => {
          if (world.troubles.isCalm()) return;
          const back = network.dial(handset, part.number, RETURN_NUMBER);
          calls.set(back, "takes");
          world.time.plan(world.time.now() + luck.between(40_000, 200_000), () =>
            network.hangUp(back),
          );
        });
      return deskPickup(luck, did(call));
    },
    asked: (call, gather) => deskKey(luck, did(call), gather),
  };
  return handset;
}

function deskPickup(luck: Dice, does: DeskDoes): Pickup {
  const answersAfterMs = luck.between(2_000, 12_000);
  switch (does) {
    case "busy":
      return { refusesAfterMs: 800, how: "busy" };
    case "hangsUp":
    case "callsBack":
      return { answersAfterMs, staysMs: 4_000 };
    case "voicemail":
      return { answersAfterMs, machine: true, staysMs: 60_000 };
    case "listens":
      return { answersAfterMs, staysMs: 150_000 };
    case "takes":
    case "asksForPerson":
    case "asksAgain":
      // We never hang up on a desk: they do, when they have what they need.
      return { answersAfterMs, staysMs: luck.between(120_000, 300_000) };
  }
}

function deskKey(luck: Dice, does: DeskDoes, { ask }: Gather): Reaction | null {
  if (does === "voicemail" || does === "listens" || does === "hangsUp") return null;
  if (ask === "answering")
    return { afterMs: luck.between(4_000, 12_000), digits: luck.pick(["1", "2"]) };
  if (does === "asksForPerson" && luck.chance(0.6))
    return { afterMs: luck.between(2_000, 6_000), digits: "3" };
  if (does === "asksAgain" && luck.chance(0.6))
    return { afterMs: luck.between(2_000, 6_000), digits: luck.pick(["2", "4", "7", "*"]) };
  return luck.chance(0.5) ? { afterMs: luck.between(3_000, 20_000), digits: "1" } : null;
}

export function trustedHandset(world: World, { says }: Cast["trusted"]): Handset {
  const luck = dice(world.seed, "trusted person");
  return {
    rung: () => {
      if (says === "away") return { refusesAfterMs: 60_000, how: "noAnswer" };
      const answersAfterMs = luck.between(2_000, 15_000);
      return says === "voicemail"
        ? { answersAfterMs, machine: true, staysMs: 30_000 }
        : { answersAfterMs };
    },
    asked: () =>
      says === "1" || says === "2" || says === "3"
        ? { afterMs: luck.between(2_000, 7_000), digits: says }
        : null,
  };
}
