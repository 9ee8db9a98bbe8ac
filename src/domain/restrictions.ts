import type { Instant } from "./session/people.ts";

/** From the mildest on: written down only · check-ins and emergencies but no talk · the same, and the line hangs up after saying so. */
export const RESTRICTION_STEPS = ["note", "watchOnly", "block"] as const;
export type RestrictionStep = (typeof RESTRICTION_STEPS)[number];

/** Why, and nothing more: words about a caller belong in a sealed note. */
export const RESTRICTION_REASONS = [
  "threats",
  "sexual",
  "harassment",
  "falseEmergencies",
  "tyingUpTheLine",
] as const;
export type RestrictionReason = (typeof RESTRICTION_REASONS)[number];

/** Telephones of many people: what one of them did is never held against the others (PRACTICE 31). */
export const EXEMPTIONS = ["shelter", "payphone", "shared"] as const;
export type Exemption = (typeof EXEMPTIONS)[number];

/** What a session begins with. It is never added to one that is open. */
export type Restricted = "watchOnly" | "blocked";

const DAY_MS = 24 * 60 * 60_000;

/** How long each step may stand at most, in days. */
export const LONGEST_DAYS: Readonly<Record<RestrictionStep, number>> = {
  note: 30,
  watchOnly: 14,
  block: 7,
};

/** Nobody approved it by then: it was no wish of the line's, and is erased. */
const ASK_WAITS_MS = 2 * DAY_MS;

/** How long "not this caller to me" stands; said again, it begins anew. */
export const NOT_TO_ME_MS = 30 * DAY_MS;

export type Restriction = {
  readonly id: string;
  readonly step: RestrictionStep;
  readonly reason: RestrictionReason;
  readonly days: number;
  /** Of the calls of rehearsals only, or of none of them. */
  readonly rehearsal: boolean;
  /** The session it is asked about. */
  readonly sessionId: string;
  readonly askedBy: string;
  readonly askedAt: Instant;
  /** Null: only asked for, and in force for nobody. */
  readonly approvedBy: string | null;
  /** When it ends by itself; of one that is only asked for, when the ask does. */
  readonly until: Instant;
};

export type RestrictionRefusal =
  | "notInThatSession"
  | "numberUnknown"
  | "numberExempt"
  | "restrictionTooLong"
  | "restrictionStands"
  | "restrictionSkipsAStep"
  | "restrictionSettled"
  | "restrictionOwnAsk"
  | "notTwoPeople";

type Asking = Pick<Restriction, "step" | "days"> & {
  /** Was this session's responder, or spoke in it. */
  readonly wasThere: boolean;
  /** The carrier gave the number, and its seal is still there to take a hash of. */
  readonly numberKnown: boolean;
  readonly exempt: boolean;
  /** All that is asked of, or in force for, the same number. */
  readonly others: readonly Restriction[];
};

/** Whether a restriction may be asked for; null: it may. Each step needs the one before it to be in force. */
export function judgeAsk(asking: Asking, now: Instant): RestrictionRefusal | null {
  const { step, days, wasThere, numberKnown, exempt, others } = asking;
  if (!wasThere) return "notInThatSession";
  if (!numberKnown) return "numberUnknown";
  if (exempt) return "numberExempt";
  if (days > LONGEST_DAYS[step]) return "restrictionTooLong";
  if (others.some((one) => one.step === step && one.until > now)) return "restrictionStands";
  return followsAStep(step, others, now) ? null : "restrictionSkipsAStep";
}

/** A second person decides, on how things stand then; null: they may approve it. */
export function judgeApproval(
  asked: Restriction,
  by: string,
  others: readonly Restriction[],
  now: Instant,
): RestrictionRefusal | null {
  if (asked.approvedBy !== null || asked.until <= now) return "restrictionSettled";
  if (asked.askedBy === by) return "restrictionOwnAsk";
  return followsAStep(asked.step, others, now) ? null : "restrictionSkipsAStep";
}

function followsAStep(
  step: RestrictionStep,
  others: readonly Restriction[],
  now: Instant,
): boolean {
  const before = RESTRICTION_STEPS[RESTRICTION_STEPS.indexOf(step) - 1];
  return before === undefined || others.some((one) => one.step === before && inForce(one, now));
}

type Standing = Pick<Restriction, "step" | "approvedBy" | "until">;

export const inForce = ({ approvedBy, until }: Standing, now: Instant): boolean =>
  approvedBy !== null && until > now;

export const askEndsAt = (now: Instant): Instant => now + ASK_WAITS_MS;
export const endsAt = ({ days }: Pick<Restriction, "days">, now: Instant): Instant =>
  now + days * DAY_MS;

/** What a call that arrives now begins with: the hardest step in force. A note changes nothing for the caller. */
export function restrictedNow(standing: readonly Standing[], now: Instant): Restricted | null {
  const steps = new Set(standing.filter((one) => inForce(one, now)).map(({ step }) => step));
  if (steps.has("block")) return "blocked";
  return steps.has("watchOnly") ? "watchOnly" : null;
}

/** A lifted step takes with it those that rest on it. */
export const liftedWith = (
  lifted: Restriction,
  others: readonly Restriction[],
): readonly Restriction[] =>
  others.filter(
    ({ step }) => RESTRICTION_STEPS.indexOf(step) >= RESTRICTION_STEPS.indexOf(lifted.step),
  );
