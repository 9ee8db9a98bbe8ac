import type { HelpTimes } from "../session/help-times.ts";
import type { Arrived } from "./answering.ts";

/** From one moment of an emergency to another: silence, help asked for, a desk rung, taken, there. */
export const STAGES = ["silentToAsked", "askedToRung", "askedToTaken", "takenToThere"] as const;

/** What is timed, and told as a median and the longest. */
export const TIMED = ["waits", ...STAGES] as const;
export type Timed = (typeof TIMED)[number];

/** Check-ins, emergencies, and how long things took, over some sessions. */
export type Care = {
  readonly checkInsKept: number;
  readonly checkInsMissed: number;
  readonly helpAsked: number;
  /** In milliseconds, one for each time; what never came is in none. */
  readonly lastedMs: Readonly<Record<Timed, readonly number[]>>;
};

export const noCare: Care = {
  checkInsKept: 0,
  checkInsMissed: 0,
  helpAsked: 0,
  lastedMs: { waits: [], silentToAsked: [], askedToRung: [], askedToTaken: [], takenToThere: [] },
};

/** One session's. */
export function careOf(arrived: Arrived): Care {
  const { checkInsKept, checkInsMissed, emergencies } = arrived;
  const each = (of: (times: HelpTimes) => number | null) =>
    emergencies.map(of).filter((ms) => ms !== null);
  return {
    checkInsKept,
    checkInsMissed,
    helpAsked: emergencies.length,
    lastedMs: {
      waits: waitOf(arrived),
      silentToAsked: each((one) =>
        isSilence(one) ? between(one.silentSince, one.escalatedAt) : null,
      ),
      askedToRung: each((one) => between(one.escalatedAt, one.deskRungAt)),
      askedToTaken: each((one) => between(one.escalatedAt, one.takenAt)),
      takenToThere: each((one) => between(one.takenAt, one.thereAt)),
    },
  };
}

export const bothCare = (a: Care, b: Care): Care => ({
  checkInsKept: a.checkInsKept + b.checkInsKept,
  checkInsMissed: a.checkInsMissed + b.checkInsMissed,
  helpAsked: a.helpAsked + b.helpAsked,
  lastedMs: {
    waits: [...a.lastedMs.waits, ...b.lastedMs.waits],
    silentToAsked: [...a.lastedMs.silentToAsked, ...b.lastedMs.silentToAsked],
    askedToRung: [...a.lastedMs.askedToRung, ...b.lastedMs.askedToRung],
    askedToTaken: [...a.lastedMs.askedToTaken, ...b.lastedMs.askedToTaken],
    takenToThere: [...a.lastedMs.takenToThere, ...b.lastedMs.takenToThere],
  },
});

/** Of whoever is among the callers, and was answered. */
function waitOf({ openedAt, joinedAt, wentBack, restricted }: Arrived): readonly number[] {
  return joinedAt === null || wentBack || restricted ? [] : [joinedAt - openedAt];
}

/** Nobody decided it: they stopped answering, or their line was lost and not found again. */
const isSilence = ({ reason }: HelpTimes): boolean =>
  reason === "stoppedAnswering" || reason === "lineLost";

const between = (from: number | null, to: number | null): number | null =>
  from === null || to === null ? null : to - from;
