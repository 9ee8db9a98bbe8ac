import type { HelpTimes } from "../session/help-times.ts";
import type { Instant } from "../session/people.ts";

/** What is counted of one session, from its events. Rehearsals never get here (PRACTICE 33). */
export type Arrived = {
  readonly id: string;
  readonly openedAt: Instant;
  /** The first person of ours was with the caller. */
  readonly joinedAt: Instant | null;
  /** They hung up before a watch, and wished for no call-back. */
  readonly leftAt: Instant | null;
  /** The line watched over them, or they called an emergency. */
  readonly inCare: boolean;
  readonly callBackAsked: boolean;
  /** They were cut off from another session, and went back to it. */
  readonly wentBack: boolean;
  readonly restricted: boolean;
  /** Answered before help was due, by the responder for them or by themselves. */
  readonly checkInsKept: number;
  /** A deadline passed in silence. */
  readonly checkInsMissed: number;
  /** Each time help was asked for. */
  readonly emergencies: readonly HelpTimes[];
};

export type Answering = {
  /** All who rang and could be answered by a person. */
  readonly callers: number;
  readonly answered: number;
  readonly answeredIn20s: number;
  /** Hung up after 20 s, before anybody was there. */
  readonly abandoned: number;
  /** Hung up sooner: a wrong number, or a change of mind. */
  readonly abandonedEarly: number;
  /** Nobody came, and the line itself watched over them or sent help. */
  readonly lineAlone: number;
  readonly callBackAsked: number;
  /** Nobody was rung for them. Not among the callers. */
  readonly restricted: number;
};

export const noAnswering: Answering = {
  callers: 0,
  answered: 0,
  answeredIn20s: 0,
  abandoned: 0,
  abandonedEarly: 0,
  lineAlone: 0,
  callBackAsked: 0,
  restricted: 0,
};

/** The standard of the lines we compare ourselves with (facts of the domain, 2.6). */
const SOON_MS = 20_000;

/** One more session counted. Whoever went back to another session was its caller all along, and is counted there. */
export function counted(sums: Answering, arrived: Arrived): Answering {
  if (arrived.wentBack) return sums;
  if (arrived.restricted) return { ...sums, restricted: sums.restricted + 1 };
  const callers = sums.callers + 1;
  const { openedAt, joinedAt } = arrived;
  if (joinedAt !== null) {
    const soon = joinedAt - openedAt <= SOON_MS ? 1 : 0;
    const answeredIn20s = sums.answeredIn20s + soon;
    return { ...sums, callers, answered: sums.answered + 1, answeredIn20s };
  }
  const what = unanswered(arrived);
  return what === null ? { ...sums, callers } : { ...sums, callers, [what]: sums[what] + 1 };
}

/** What became of somebody nobody was with; null: they wait, or it is none of these. */
function unanswered({ openedAt, leftAt, inCare, callBackAsked }: Arrived): keyof Answering | null {
  if (inCare) return "lineAlone";
  if (callBackAsked) return "callBackAsked";
  if (leftAt === null) return null;
  return leftAt - openedAt < SOON_MS ? "abandonedEarly" : "abandoned";
}

export const bothAnswering = (a: Answering, b: Answering): Answering => ({
  callers: a.callers + b.callers,
  answered: a.answered + b.answered,
  answeredIn20s: a.answeredIn20s + b.answeredIn20s,
  abandoned: a.abandoned + b.abandoned,
  abandonedEarly: a.abandonedEarly + b.abandonedEarly,
  lineAlone: a.lineAlone + b.lineAlone,
  callBackAsked: a.callBackAsked + b.callBackAsked,
  restricted: a.restricted + b.restricted,
});
