import type { Story } from "../call-log/story.ts";
import type { Language } from "../language.ts";
import type { Restricted } from "../restrictions.ts";
import type { WatchStep } from "./duties.ts";
import type { Deadline } from "./events.ts";
import type { Keeping } from "./evolve-keeping.ts";
import type { PlaceSeal } from "./evolve-seal.ts";
import { nothingSpoken, type SpokenPlace } from "./evolve-spoken.ts";
import { noHelp, type Help } from "./help.ts";
import type { Instant, Listens, Via } from "./people.ts";
import type { Protocol } from "./policy.ts";
import { isTheirs, isThirdThere, type Transfer } from "./evolve-transfer.ts";
import {
  emptyPlan,
  type Concern,
  type Dose,
  type HelpChosen,
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
  /** In force as the call arrived, unless a supervisor has lifted it here since. */
  readonly restriction?: Restricted | null;
  readonly kind: SessionKind | null;
  /** 9 was pressed, or a person called it an emergency: help as soon as there is a place. */
  readonly emergency: boolean;
  readonly concerns: readonly Concern[];
  readonly plan: PlanSummary;
  /** Where the line stands in asking for the place itself. */
  readonly spoken: SpokenPlace;
  /** What was kept from another night, or is to be of this one; see `keepingOf`. */
  readonly keeping?: Keeping;
  /** Missing: this line, or a session stored before there was this, seals no place. */
  readonly seal?: PlaceSeal;
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
  /** A supervisor who listens is said in the call; missing: it is disclosed in the privacy message alone. */
  readonly saysListeners?: true;
  /** Supervisors in the call beside its responder; see `listenersOf`. */
  readonly listeners?: readonly Listener[];
  /** Of the listeners those who only learn, and never talk in it. */
  readonly trainees?: readonly string[];
  /** Whom the caller is handed to; missing: nobody ever was to be. What ended stays, so that people see how. */
  readonly transfer?: Transfer;
  readonly question: AskedQuestion | null;
  /** What the call log searches by, of all that was; see `storyOf`. */
  readonly story?: Story;
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
  /** How often they were called since, and did not pick up. */
  readonly callBackTries?: number;
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
  /** Their own phone may be rung too. */
  readonly orPhone?: boolean;
  /** The line of theirs that failed before this ring: heard of twice, it ends nothing. */
  readonly after?: string;
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
  /** The line they had: it may still be up. */
  readonly lastLegId?: string;
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
  /** Their console is silent; without a sign of life by then they are lost. Missing: it is not. */
  readonly unheardUntil?: Instant;
  /** When they last showed otherwise that they are there: a check-in confirmed, or star. */
  readonly signAt?: Instant;
  /** Their own phone may be rung, should this line be lost. */
  readonly orPhone?: boolean;
};

/** A supervisor in a call, or rung to come into it because they asked. */
export type Listener = {
  readonly staffId: string;
  readonly how: Listens;
  readonly via: Via;
  readonly askedAt: Instant;
  /** Of their ring. */
  readonly until: Instant;
  /** Once they are there, they answer this caller. */
  readonly takesOver: boolean;
  /** Null while they are rung. */
  readonly legId: string | null;
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

export type Phase = "waiting" | "accompanied" | "watching" | "escalated" | "closed";

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
  return session.company.state === "with" || isTheirs(session) ? "accompanied" : "waiting";
}

export const numbersOf = (session: Session) => session.protocol.numbers;

/** The help to send: what the caller chose with us, unless they called it an emergency since (PRACTICE 2, 6). */
export const helpChosen = ({ plan, emergency }: Session): HelpChosen =>
  emergency ? "ambulance" : plan.help;

/** Help is on its way and nobody has called it off. */
export const helpIsOut = (session: Session): boolean =>
  session.help.state === "asked" || session.help.state === "taken";

/** The caller hears the line itself: nobody is with them, or they are held outside the conference. */
export const isAlone = (session: Session): boolean =>
  lineAsks(session) && (session.keysOnly || !isThirdThere(session));

/** Nobody of ours asks the caller, or hears them: whoever they are handed to does neither for us. */
export const lineAsks = (session: Session): boolean =>
  session.keysOnly || (session.company.state !== "with" && !speakerIsWithCaller(session));

/** While help is out, whoever of ours joined for the desk is company for a caller who has none. */
const speakerIsWithCaller = ({ help }: Session): boolean =>
  (help.state === "asked" || help.state === "taken") &&
  help.speaker?.state === "up" &&
  help.speaker.legId !== null;
