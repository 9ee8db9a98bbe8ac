import type { Language } from "../language.ts";
import type { DeskErrand, WatchStep } from "./duties.ts";
import type { Deadline } from "./events.ts";
import { nothingSpoken, type SpokenPlace } from "./evolve-spoken.ts";
import type { Ending, Instant, Via } from "./people.ts";
import type { Protocol } from "./policy.ts";
import {
  emptyPlan,
  type ArrivalTrouble,
  type Concern,
  type Dose,
  type HelpChosen,
  type HelpReason,
  type Outcome,
  type PlanSummary,
  type SessionKind,
} from "./plan.ts";
import type { AskedQuestion } from "./questions.ts";

/** One accompanied episode, folded from its events. Its parts are independent: losing one changes no other. */
export type Session = {
  readonly id: string;
  /** The seq of the last event; 0 before the first. */
  readonly version: number;
  readonly protocol: Protocol;
  readonly rehearsal: boolean;
  readonly openedAt: Instant;
  readonly language: Language;
  readonly keysOnly: boolean;
  readonly kind: SessionKind | null;
  /** 9 was pressed, or a person called it an emergency: help as soon as there is a place. */
  readonly emergency: boolean;
  readonly concerns: readonly Concern[];
  readonly plan: PlanSummary;
  /** Where the line stands in asking for the place itself. */
  readonly spoken: SpokenPlace;
  /** When they were told that there is nobody to send to the place of the plan. */
  readonly noDeskToldAt: Instant | null;
  readonly planErased: boolean;
  readonly doses: readonly Dose[];
  readonly caller: Caller;
  readonly redial: Redial | null;
  readonly company: Company;
  readonly watch: Watch | null;
  /** How many deadlines there have been, in this watch and any before it: the next is named by the next number. */
  readonly deadlines: number;
  readonly help: Help;
  readonly question: AskedQuestion | null;
  readonly closed: { readonly at: Instant; readonly outcome: Outcome } | null;
};

export type Caller = {
  readonly on: "line" | "lost" | "gone";
  readonly legId: string;
  /** The carrier gave us a number to call back. */
  readonly numberKnown: boolean;
  readonly lost: {
    readonly at: Instant;
    readonly settled: boolean;
    readonly tries: number;
    readonly extended: boolean;
  } | null;
  /** A call-back of ours they picked up, not yet known to be them. */
  readonly pickedUp: string | null;
  /** They asked to be called back by then. */
  readonly callBackBy: Instant | null;
};

/** Somebody rang while this session's line was lost, and is being asked if it is them. */
export type Redial = {
  readonly legId: string;
  readonly numberKnown: boolean;
  readonly state: "asked" | "unsure" | "declined";
};

export type Ring = {
  readonly staffId: string;
  readonly via: Via;
  readonly until: Instant;
  readonly languages: readonly Language[];
};

export type Company = {
  readonly state: "none" | "with" | "lost";
  readonly since: Instant;
  /** When this search for somebody began, and the last circle rung; null when nobody is being sought. */
  readonly search: { readonly since: Instant; readonly step: number } | null;
  readonly ringing: readonly Ring[];
  readonly responder: Responder | null;
  /** Who was here before; after a lost line they are rung first. */
  readonly last: string | null;
  /** Who let it ring, and when: not rung again at once, while there may be others. */
  readonly missed: readonly { readonly staffId: string; readonly at: Instant }[];
  /** Who left this call by their own wish, or was relieved: not rung for it again (PRACTICE 31). */
  readonly left: readonly string[];
  readonly cover: boolean;
  /** Accepted, but speaks the other language: joins on the caller's 1, or when nobody else has come (PRACTICE 4). */
  readonly offered: Responder | null;
};

export type Responder = {
  readonly staffId: string;
  readonly legId: string;
  readonly via: Via;
  /** They have confirmed a check-in; until then the line asks a caller of an own-phone responder itself (PRACTICE 17). */
  readonly confirmed: boolean;
};

export type Watch = {
  readonly began: Instant;
  /** The interval agreed while accompanied. */
  readonly everyMs: number;
  readonly pace: "steady" | "slow" | "drowsy";
  /** Prompt answers in a row; two make a slow watch steady. */
  readonly prompt: number;
  /** Names the one deadline. */
  readonly checkIn: number;
  readonly deadline: Deadline;
  readonly step: "counting" | WatchStep;
  readonly lastAnswerAt: Instant;
  readonly plannedEndAt: Instant;
  /** The running check-in asks whether to go on (PRACTICE 15). */
  readonly asksToGoOn: boolean;
  readonly awayUsed: boolean;
  /** 9 or 0 was the last answer: pressed again at the next ask, it acts. */
  readonly armed: "9" | "0" | null;
  /** It was pressed while the line was asking, rather than between two asks. */
  readonly armedAtAsk: boolean;
};

export type Help = {
  readonly state: "none" | "asked" | "taken" | "arrived" | "stoodDown";
  readonly reason: HelpReason | null;
  readonly askedAt: Instant | null;
  readonly reference: string | null;
  /** Every call to a desk so far, in order. */
  readonly desks: readonly DeskCall[];
  /** How many of those belong to an emergency before this one, that was called off. */
  readonly earlier: number;
  readonly takenBy: string | null;
  /** Who says that it was taken, and when. */
  readonly takenWord: { readonly by: string; readonly at: Instant } | null;
  readonly speaker: Speaker | null;
  /** Is being rung to join the desk, whoever speaks to it now. */
  readonly joining: { readonly staffId: string; readonly until: Instant } | null;
  /** Spoke to the desk before somebody joined, and are still on the call, on lines of their own. */
  readonly besides: readonly Besides[];
  readonly trusted: "none" | "ringing" | "going" | "cannot" | "talk";
  readonly trustedTries: number;
  readonly openLineTurn: number;
  /** The caller has been answering since then, though help was sent. */
  readonly answeringSince: Instant | null;
  readonly someoneThere: boolean;
  readonly arrivalDueAt: Instant | null;
  /** What a crew found at the door, if not the caller. */
  readonly trouble: ArrivalTrouble | null;
  /** What the desk that took it answered when told the caller is well; null: not told. */
  readonly deskStill: boolean | null;
  /** Other desks that had heard of it, and said after the stand-down that they send nobody. */
  readonly notSending: readonly string[];
};

export type DeskCall = {
  readonly deskId: string;
  readonly attempt: number;
  /** What it is for; `calledBack` when they rang us. */
  readonly errand: DeskErrand | "calledBack";
  readonly legId: string | null;
  readonly state: "rung" | "answered" | "ended";
  /** Null when they rang us. */
  readonly rungAt: Instant | null;
  readonly answeredAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly how: Ending | null;
  /** It had its time, and the next route was rung beside it. */
  readonly slow: boolean;
  /** The carrier heard a machine there. */
  readonly machine: boolean;
  /** Somebody there pressed a key, or took it: no later guess of the carrier's makes a machine of them. */
  readonly person: boolean;
  /** A person of ours was up when it was rung. */
  readonly byHand: boolean;
  /** They heard a recording and hung up on it. */
  readonly hungUp: boolean;
};

export type Speaker = {
  readonly staffId: string;
  readonly state: "rung" | "up" | "lost";
  /** Null: the session's own responder speaks, on the line they already have. */
  readonly legId: string | null;
  readonly attempt: number;
  /** Null once they took it. Who missed a ring is not rung again in the same breath. */
  readonly rungAt: Instant | null;
};

type Besides = { readonly staffId: string; readonly legId: string };

export type Phase = "waiting" | "accompanied" | "watching" | "escalated" | "closed";

const noHelp: Help = {
  state: "none",
  reason: null,
  askedAt: null,
  reference: null,
  desks: [],
  earlier: 0,
  takenBy: null,
  takenWord: null,
  speaker: null,
  joining: null,
  besides: [],
  trusted: "none",
  trustedTries: 0,
  openLineTurn: 0,
  answeringSince: null,
  someoneThere: false,
  arrivalDueAt: null,
  trouble: null,
  deskStill: null,
  notSending: [],
};

/** A session nobody has called yet: the fold's beginning. */
export function newSession(id: string, protocol: Protocol): Session {
  return {
    id,
    version: 0,
    protocol,
    rehearsal: false,
    openedAt: 0,
    language: "en",
    keysOnly: false,
    kind: null,
    emergency: false,
    concerns: [],
    plan: emptyPlan,
    spoken: nothingSpoken,
    noDeskToldAt: null,
    planErased: false,
    doses: [],
    caller: {
      on: "gone",
      legId: "",
      numberKnown: false,
      lost: null,
      pickedUp: null,
      callBackBy: null,
    },
    redial: null,
    company: {
      state: "none",
      since: 0,
      search: null,
      ringing: [],
      responder: null,
      last: null,
      missed: [],
      left: [],
      cover: false,
      offered: null,
    },
    watch: null,
    deadlines: 0,
    help: noHelp,
    question: null,
    closed: null,
  };
}

/** The phase people see, derived from the parts. */
export function phaseOf(session: Session): Phase {
  if (session.closed !== null) return "closed";
  if (session.help.state === "asked" || session.help.state === "taken") return "escalated";
  if (session.emergency && session.help.state === "none") return "escalated";
  if (session.watch !== null) return "watching";
  return session.company.state === "with" ? "accompanied" : "waiting";
}

export const numbersOf = (session: Session) => session.protocol.numbers;

/** The help to send: what the caller chose with us, unless they called it an emergency since (PRACTICE 2, 6). */
export const helpChosen = ({ plan, emergency }: Session): HelpChosen =>
  emergency ? "ambulance" : plan.help;

/** Help is on its way and nobody has called it off. */
export const helpIsOut = (session: Session): boolean =>
  session.help.state === "asked" || session.help.state === "taken";

/** The caller is asked by the line itself: nobody is with them, or they are held outside the conference. */
export function isAlone(session: Session): boolean {
  if (session.keysOnly) return true;
  return session.company.state !== "with" && !speakerIsWithCaller(session);
}

/** While help is out, whoever of ours joined for the desk is company for a caller who has none. */
const speakerIsWithCaller = ({ help }: Session): boolean =>
  (help.state === "asked" || help.state === "taken") &&
  help.speaker?.state === "up" &&
  help.speaker.legId !== null;
