import type { Instant } from "../../src/domain/session/people.ts";
import { dice, type Dice } from "../support/dice.ts";
import type { Fault, FaultKind } from "../support/faults.ts";

/** How long things may go wrong for; then comes the morning. */
export const NIGHT_MS = 6.5 * 60_000;

/** Everything the engine waits for: a process may die before and after each. */
const OPERATIONS = [
  "store.load",
  "store.commit",
  "store.claim",
  "store.renew",
  "store.owed",
  "store.finish",
  "store.release",
  "store.overdue",
  "store.lostLines",
  "store.rememberLostLine",
  "store.forgetLostLine",
  "store.rangLately",
  "legs.add",
  "legs.byId",
  "legs.byCallSid",
  "legs.ofSession",
  "legs.bind",
  "legs.update",
  "legs.unheard",
  "plans.read",
  "plans.write",
  "plans.erase",
  "roster.now",
  "roster.member",
  "roster.rest",
  "desks.desk",
  "gate.pass",
  "lineEvents.append",
] as const;
const OUTSIDE = [
  "phone.call",
  "phone.move",
  "phone.hangUp",
  "phone.announce",
  "phone.text",
  "phone.look",
] as const;
export const AWAITED = [...OPERATIONS, ...OUTSIDE, "clock.until"] as const;

type Wanted = Partial<Pick<Fault, "lastsMs" | "share" | "where" | "after">>;
type Maker = (luck: Dice) => Wanted;

const span =
  (least: number, most: number, shares: readonly [number, ...number[]] = [1]): Maker =>
  (luck) => ({ lastsMs: luck.between(least, most), share: luck.pick(shares) });

/** What each fault is like when it comes. */
const KINDS: Readonly<Record<FaultKind, Maker>> = {
  crash: (luck) => ({
    lastsMs: luck.chance(0.85) ? luck.between(500, 5_000) : luck.between(20_000, 60_000),
    where: luck.pick(AWAITED),
    after: luck.chance(0.5),
  }),
  allCrash: (luck) => ({
    lastsMs: luck.chance(0.6) ? luck.between(1_000, 8_000) : luck.between(20_000, 60_000),
    where: luck.pick(AWAITED),
    after: luck.chance(0.5),
  }),
  storeFails: (luck) => ({ where: luck.pick(OPERATIONS), after: luck.chance(0.5) }),
  silent: (luck) => ({ where: luck.pick(OUTSIDE), after: luck.chance(0.5) }),
  refused: () => ({ where: "phone.call" }),
  queueEmptied: () => ({}),
  clockSteps: (luck) => ({ share: luck.pick([-200, -60, 60, 200]) }),
  storeAway: (luck) => ({
    lastsMs: luck.chance(0.7) ? luck.between(500, 6_000) : luck.between(10_000, 60_000),
  }),
  carrierAway: span(2_000, 40_000),
  tooMany: span(1_000, 15_000, [0.3, 0.7, 1]),
  queueGone: span(5_000, 400_000),
  queueLate: span(20_000, 400_000, [0.2, 1]),
  queueTwice: span(20_000, 400_000, [0.2, 1]),
  sweepOff: span(10_000, 400_000),
  race: span(20_000, 400_000, [0.05, 0.3]),
  slow: span(20_000, 400_000, [0.2, 0.5]),
  webhooksLost: span(10_000, 120_000, [0.1, 0.3, 1]),
  webhooksLate: span(20_000, 400_000, [0.1, 0.3, 1]),
  webhooksTwice: span(20_000, 400_000, [0.2, 1]),
  wordsFail: span(20_000, 400_000, [0.3, 1]),
};

/** More of what happens more, and of what leads further. */
const OFTEN: readonly [FaultKind, ...FaultKind[]] = [
  "crash",
  "crash",
  "crash",
  "crash",
  "allCrash",
  "storeFails",
  "storeFails",
  "storeFails",
  "silent",
  "silent",
  "silent",
  "refused",
  "queueEmptied",
  "clockSteps",
  "storeAway",
  "carrierAway",
  "tooMany",
  "queueGone",
  "queueGone",
  "queueLate",
  "queueTwice",
  "sweepOff",
  "race",
  "race",
  "slow",
  "slow",
  "webhooksLost",
  "webhooksLost",
  "webhooksLate",
  "webhooksLate",
  "webhooksTwice",
  "wordsFail",
];

/** Whole lists of it, in the order they come. A fifth of the nights are good ones, a few are very bad. */
export function badNight(seed: number, start: Instant): readonly Fault[] {
  const luck = dice(seed, "bad night");
  const kind = luck.next();
  const count = kind < 0.2 ? 0 : kind < 0.6 ? luck.between(1, 4) : luck.between(3, 12);
  const faults = Array.from({ length: count }, (_, id) => faultOf(luck, id, start));
  return faults.toSorted((a, b) => a.at - b.at);
}

function faultOf(luck: Dice, id: number, start: Instant): Fault {
  const kind = luck.pick(OFTEN);
  const at = start + luck.between(0, NIGHT_MS - 30_000);
  const nothing = { lastsMs: 0, share: 1, where: null, after: false };
  return { ...nothing, ...KINDS[kind](luck), id, kind, at };
}
