import type { Dice } from "../support/dice.ts";
import type { Call, Gather, Handset, Pickup, Reaction } from "../support/calls.ts";
import type { Cast, DeskDoes, DeskPart, StaffPart } from "./cast.ts";

/** The people whose telephones the line rings. What staff do in the console is in staff.ts. */
export function staffHandset(luck: Dice, part: StaffPart): Handset {
  return {
    rung: () => staffPickup(luck, part),
    asked: (_call, gather) => {
      if (gather.ask === "accept") return { afterMs: luck.between(1_500, 5_000), digits: "1" };
      return gather.ask.startsWith("s") ? { afterMs: luck.between(500, 1_500), digits: "1" } : null;
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
    case "never":
      return via === "phone" && luck.chance(0.3)
        ? { answersAfterMs: 12_000, machine: true, staysMs: 20_000 }
        : { refusesAfterMs: 60_000, how: "noAnswer" };
  }
}

export function deskHandset(luck: Dice, part: DeskPart): Handset & { did(call: Call): DeskDoes } {
  const calls = new Map<Call, DeskDoes>();
  const did = (call: Call): DeskDoes => {
    const known = calls.get(call);
    if (known !== undefined) return known;
    const does = part.does[Math.min(calls.size, part.does.length - 1)] ?? "takes";
    calls.set(call, does);
    return does;
  };
  return {
    did,
    rung: (call) => deskPickup(luck, did(call)),
    asked: (call, gather) => deskKey(luck, did(call), gather),
  };
}

function deskPickup(luck: Dice, does: DeskDoes): Pickup {
  const answersAfterMs = luck.between(2_000, 12_000);
  switch (does) {
    case "busy":
      return { refusesAfterMs: 800, how: "busy" };
    case "hangsUp":
      return { answersAfterMs, staysMs: 4_000 };
    case "voicemail":
      return { answersAfterMs, machine: true, staysMs: 60_000 };
    case "listens":
      return { answersAfterMs, staysMs: 150_000 };
    case "takes":
    case "asksForPerson":
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
  return luck.chance(0.5) ? { afterMs: luck.between(3_000, 20_000), digits: "1" } : null;
}

export function trustedHandset(luck: Dice, { says }: Cast["trusted"]): Handset {
  return {
    rung: () =>
      says === "away"
        ? { refusesAfterMs: 60_000, how: "noAnswer" }
        : { answersAfterMs: luck.between(2_000, 15_000) },
    asked: () =>
      says === "nothing" || says === "away"
        ? null
        : { afterMs: luck.between(2_000, 7_000), digits: says },
  };
}
