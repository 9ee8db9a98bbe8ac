import type { Instant } from "../../src/domain/session/people.ts";
import { dice, type Dice } from "./dice.ts";

/** What strikes once, at the first opportunity from its moment on. */
const MOMENTS = [
  /** A process dies, and with it all it had in memory; it is back after `lastsMs`. */
  "crash",
  /** Every process is away at once, for `lastsMs`. */
  "allCrash",
  /** One operation of the store fails, having done it or not. */
  "storeFails",
  /** The carrier says nothing for 2 s, having done it or not. */
  "silent",
  /** The carrier says no. */
  "refused",
  /** Redis is emptied: every alarm set so far is gone. */
  "queueEmptied",
  /** The clock of a process steps by `share`, in ms. */
  "clockSteps",
] as const;

/** What lasts, and meets `share` of what comes by. */
const SPANS = [
  /** Postgres does nothing and says so. */
  "storeAway",
  /** The carrier answers no request. */
  "carrierAway",
  /** The carrier is asked too much at once. */
  "tooMany",
  /** Redis takes and brings no alarm. */
  "queueGone",
  /** Alarms ring up to 3 s late. */
  "queueLate",
  /** Alarms ring twice. */
  "queueTwice",
  /** Nobody looks into Postgres for what is due. */
  "sweepOff",
  /** Somebody else's commit comes first. */
  "race",
  /** Operations take up to 60 ms, so that others come between. */
  "slow",
  /** Webhooks are never told, late and so in another order, or twice. */
  "webhooksLost",
  "webhooksLate",
  "webhooksTwice",
  /** What is only said fails: announcements and texts. */
  "wordsFail",
] as const;

export type FaultKind = (typeof MOMENTS)[number] | (typeof SPANS)[number];
export const FAULT_KINDS: readonly FaultKind[] = [...MOMENTS, ...SPANS];

/** One thing that goes wrong: a line of a night's plan. Leaving one out changes no other. */
export type Fault = {
  readonly id: number;
  readonly kind: FaultKind;
  readonly at: Instant;
  readonly lastsMs: number;
  readonly share: number;
  /** The operation it strikes, as "store.commit"; null: any. */
  readonly where: string | null;
  /** Once it is done, rather than before. */
  readonly after: boolean;
};

/** A fault as it came: what it struck, and until when it may be felt. */
export type Struck = {
  readonly fault: Fault;
  readonly at: Instant;
  readonly until: Instant;
  readonly where: string;
};

export type Troubles = {
  readonly struck: readonly Struck[];
  /** A fault of these kinds that strikes here, now; once. */
  strikes(kinds: readonly FaultKind[], where: string): Fault | null;
  /** One of the lasting kinds that meets this one. */
  meets(kind: FaultKind, where: string): Fault | null;
  /** Whether one of the lasting kinds is on; nothing is met by asking. */
  lasts(kind: FaultKind): boolean;
  /** Chance that is the fault's own, so that no other changes with it. */
  luckOf(fault: Fault): Dice;
  /** From now on nothing fails any more. */
  calm(): void;
  isCalm(): boolean;
};

const isSpan = ({ kind }: Fault): boolean => SPANS.some((span) => span === kind);

export function troublesOf(seed: number, plan: readonly Fault[], now: () => Instant): Troubles {
  const waiting = plan.filter((fault) => !isSpan(fault)).toSorted((a, b) => a.at - b.at);
  const spans = new Map<FaultKind, Fault[]>();
  for (const fault of plan) {
    if (isSpan(fault)) spans.set(fault.kind, [...(spans.get(fault.kind) ?? []), fault]);
  }
  const struck: Struck[] = [];
  const felt = new Set<Fault>();
  const luck = new Map<Fault, Dice>();
  let calm = false;
  const luckOf = (fault: Fault): Dice => {
    const own = luck.get(fault) ?? dice(seed, `fault ${fault.id}`);
    luck.set(fault, own);
    return own;
  };
  return {
    struck,
    luckOf,
    lasts(kind) {
      const at = now();
      const isOn = (fault: Fault) => at >= fault.at && at < fault.at + fault.lastsMs;
      return !calm && (spans.get(kind) ?? []).some(isOn);
    },
    strikes(kinds, where) {
      const at = now();
      const first = waiting[0];
      if (calm || first === undefined || first.at > at) return null;
      const index = waiting.findIndex(
        (fault) =>
          fault.at <= at &&
          kinds.includes(fault.kind) &&
          (fault.where === null || fault.where === where),
      );
      const [fault] = index === -1 ? [] : waiting.splice(index, 1);
      if (fault === undefined) return null;
      struck.push({ fault, at, until: at + fault.lastsMs, where });
      return fault;
    },
    meets(kind, where) {
      if (calm) return null;
      const at = now();
      for (const fault of spans.get(kind) ?? []) {
        if (at < fault.at || at >= fault.at + fault.lastsMs) continue;
        if (fault.where !== null && fault.where !== where) continue;
        if (fault.share < 1 && !luckOf(fault).chance(fault.share)) continue;
        if (!felt.has(fault)) {
          felt.add(fault);
          struck.push({ fault, at, until: fault.at + fault.lastsMs, where });
        }
        return fault;
      }
      return null;
    },
    calm: () => void (calm = true),
    isCalm: () => calm,
  };
}

/** A fault as a person reads it. */
export function written({ id, kind, at, lastsMs, share, where, after }: Fault, start: Instant) {
  const from = ((at - start) / 1_000).toFixed(1);
  const lasts = lastsMs > 0 ? ` for ${(lastsMs / 1_000).toFixed(1)} s` : "";
  const place = where === null ? "" : ` ${after ? "after" : "before"} ${where}`;
  return `#${id} ${kind} at ${from} s${lasts}${place}${share < 1 ? ` (${share})` : ""}`;
}
