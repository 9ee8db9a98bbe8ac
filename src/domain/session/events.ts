import type { ReasonToOpen } from "../audit.ts";
import type { Language } from "../language.ts";
import type { Province } from "../provinces.ts";
import type { Restricted } from "../restrictions.ts";
import type { DeskErrand } from "./duties.ts";
import type { Kept, KeepWish } from "./evolve-keeping.ts";
import type { TransferReach, TransferTarget } from "./inputs.ts";
import type { CallBackProof, Ending, Instant, Listens, Via } from "./people.ts";
import type { Protocol } from "./policy.ts";
import type {
  ArrivalTrouble,
  Concern,
  HelpReason,
  Outcome,
  PlanSummary,
  ReadBackPart,
  Route,
  SessionKind,
  StandDownReason,
  Substance,
  WaiveReason,
} from "./plan.ts";
import type { Question } from "./questions.ts";

/** The one deadline of an open watch. Help is sent at `helpAt` unless an answer moves it first. */
export type Deadline = {
  readonly kind: "checkIn" | "quiet" | "away" | "reach" | "asked" | "open";
  readonly dueAt: Instant;
  /** Null once help is out: there is no harder step left. */
  readonly helpAt: Instant | null;
};

/** A new deadline, and the number that names it from now on. */
export type Moves = { readonly checkIn: number; readonly deadline: Deadline };

type ArrivalEvent =
  | {
      kind: "callArrived";
      legId: string;
      language: Language;
      protocol: Protocol;
      rehearsal: boolean;
      numberKnown: boolean;
      restriction?: Restricted;
      sealsPlace?: true;
      saysListeners?: true;
    }
  | { kind: "restrictionLifted"; by: string }
  | { kind: "languageChosen"; language: Language }
  | { kind: "privacyAsked" }
  | { kind: "keysOnlyChosen"; on: boolean }
  | { kind: "kindChosen"; sessionKind: SessionKind }
  | { kind: "emergencyDeclared" }
  | { kind: "concernMarked"; concern: Concern; by: string }
  | {
      kind: "planRecorded";
      plan: PlanSummary;
      by: string;
      /** The caller is somewhere else than was written before; not said: it may be so. */
      placeChanged?: boolean;
    }
  /** Parts of the place were read back to the caller. */
  | { kind: "placeReadBack"; parts: readonly ReadBackPart[]; by: string; whole?: boolean }
  /** Somebody looked where the caller is, before it was needed. */
  | { kind: "placeOpened"; by: string; because: ReasonToOpen; until: Instant }
  /** There is nobody to send there, and the caller was told. */
  | { kind: "noDeskTold"; by: string }
  | { kind: "callBackAsked"; by: Instant }
  /** So that their responder, named here, is free for somebody who is about to use. */
  | { kind: "callBackAgreed"; by: Instant; staffId: string }
  | { kind: "callBackLate" }
  /** They did not pick up the call they asked for. */
  | { kind: "callBackUnanswered"; how: Ending; tries: number }
  | { kind: "callBackSought"; by: string };

/** The caller says where they are, and the line writes down only that they did (PRACTICE 7). */
type SpokenPlaceEvent =
  | { kind: "placeAsked"; by: string }
  | { kind: "placeSkipped" }
  | { kind: "provinceChosen"; province: Province }
  | { kind: "placeHeard"; take: number }
  | { kind: "placeUnheard"; take: number }
  | { kind: "placeKept"; take: number; lastsMs: number; desks: readonly string[] }
  | { kind: "placeRefused" }
  | {
      kind: "placeSpoken";
      by: "caller" | "line";
      province: Province | null;
      desks: readonly string[];
    };

/** What a caller keeps from one night to another (PRACTICE 35): that it was, never under which code. */
type KeepingEvent =
  | { kind: "codeAsked"; by: string }
  | { kind: "codeSkipped" }
  | { kind: "codeKeyed" }
  /** A code that was keyed opened what somebody had kept. */
  | { kind: "profileOpened"; kept: Kept }
  | { kind: "samePlaceAsked" }
  | { kind: "samePlace" }
  | { kind: "keptErased" }
  | { kind: "keepWished"; kept: KeepWish; by: string }
  | { kind: "ownCodeAsked" }
  | { kind: "ownCodeRefused" }
  | { kind: "keepChosen"; kept: KeepWish };

type CompanyEvent =
  | { kind: "ringStepped"; step: number }
  | {
      kind: "responderRung";
      staffId: string;
      via: Via;
      until: Instant;
      languages: readonly Language[];
      /** Their own phone is rung next, should this fail. */
      orPhone?: boolean;
      /** The line of theirs that failed before it. */
      after?: string;
    }
  | { kind: "ringMissed"; staffId: string; how: Ending }
  /** Somebody else needs them more: this ring ends. */
  | { kind: "ringYielded"; staffId: string }
  | { kind: "supervisorsTold" }
  | { kind: "responderJoined"; staffId: string; via: Via; legId: string }
  /** Their console has gone silent: they are asked to press star until then. */
  | { kind: "responderUnheard"; staffId: string; until: Instant }
  | { kind: "responderHeard"; staffId: string }
  | { kind: "responderLost"; staffId: string }
  | { kind: "responderLeft"; staffId: string }
  | { kind: "coverAsked"; staffId: string }
  /** To the caller, by the one who answers. */
  | { kind: "traineeIntroduced"; staffId: string; by: string }
  | { kind: "otherLanguageOffered"; staffId: string; via: Via; legId: string };

/** Supervisors in the call beside its responder. */
type ListeningEvent =
  | {
      kind: "listenerRung";
      staffId: string;
      how: Listens;
      /** Once there, they answer this caller. */
      takesOver: boolean;
      via: Via;
      until: Instant;
    }
  | { kind: "listenerJoined"; staffId: string; legId: string; how: Listens }
  | { kind: "listenerLeft"; staffId: string };

/** Somebody else joins the caller, and stays when we leave. */
type TransferEvent =
  /** The caller said yes to it. */
  | { kind: "transferAgreed"; to: TransferTarget; by: string }
  | {
      kind: "thirdRung";
      to: TransferTarget;
      reach: TransferReach;
      by: string;
      until: Instant;
    }
  | { kind: "thirdJoined"; legId: string }
  /** While somebody of ours was still there, or was being found. */
  | { kind: "thirdEnded"; how: Ending | "takenBack"; by: string }
  | { kind: "transferLeft"; by: string }
  /** After we had left: the caller is with us again, and somebody is found. */
  | { kind: "thirdLost" };

type WatchEvent =
  | { kind: "watchBegan"; by: string; plannedEndAt: Instant; moves: Moves }
  | {
      kind: "checkInKept";
      by: string;
      how: "responder" | "key" | "speech";
      /** At the first ask or before: two such in a row make a slow watch steady (PRACTICE 10). */
      prompt: boolean;
      /** 9 or 0 at an ask: an answer, and armed for the next. */
      armed: "9" | "0" | null;
      plannedEndAt: Instant;
      moves: Moves;
    }
  | { kind: "checkInDue" }
  | { kind: "responderChimed" }
  | { kind: "checkInAnnounced" }
  | { kind: "callerAsked"; ask: 1 | 2 | 3 }
  | { kind: "checkInMissed" }
  | { kind: "unclearHeard" }
  | { kind: "helpHeard" }
  | { kind: "askedForHelp"; moves: Moves }
  | { kind: "drowsyMarked"; by: string; plannedEndAt: Instant; moves: Moves }
  | { kind: "goneQuiet"; by: string; moves: Moves }
  | { kind: "steppedAway"; by: string; moves: Moves }
  | {
      kind: "doseTaken";
      substance: Substance;
      route: Route;
      by: string;
      plannedEndAt: Instant;
      moves: Moves | null;
    }
  | { kind: "intervalChosen"; everyMs: number; by: string }
  | { kind: "plannedTimeOver"; moves: Moves | null }
  | { kind: "questionAsked"; question: Question; turn: number; by: string }
  | { kind: "questionAnswered"; turn: number; yes: boolean }
  | { kind: "watchEnded"; because: "goodbye" | "helpArrived" | "person" | "wentBack" };

type LineEvent =
  | { kind: "lineLost"; settled: boolean; moves: Moves | null }
  | { kind: "callBackTried"; attempt: number }
  | { kind: "callBackOrdered"; by: string }
  | { kind: "callBackPickedUp"; legId: string }
  | { kind: "callBackEnded"; legId: string; how: Ending }
  | { kind: "lineRestored"; legId: string; how: "callBack" | "redial" }
  | { kind: "reachExtended"; moves: Moves }
  | { kind: "redialAsked"; legId: string; numberKnown: boolean }
  | { kind: "redialUnsure"; legId: string }
  | { kind: "redialDeclined"; legId: string };

type HelpEvent =
  | { kind: "helpAsked"; reason: HelpReason; by: string; reference: string; moves: Moves | null }
  | { kind: "helpReasonSet"; reason: HelpReason; by: string }
  | { kind: "noDesk" }
  | { kind: "deskOrdered"; by: string }
  | {
      kind: "deskRung";
      deskId: string;
      attempt: number;
      errand: DeskErrand;
      beside: boolean;
    }
  | { kind: "deskAnswered"; deskId: string; legId: string }
  | { kind: "deskCalledBack"; deskId: string; legId: string; proof: CallBackProof }
  /** The carrier heard a machine there. */
  | { kind: "deskMachine"; deskId: string; legId: string }
  /** No person of ours was there in time: the brief was read by recording. */
  | { kind: "briefPlayed"; deskId: string; legId: string }
  | { kind: "deskEnded"; deskId: string; legId: string; how: Ending }
  | { kind: "deskAskedForPerson"; legId: string }
  /** The first key from there, whatever it was: it is a person. */
  | { kind: "deskKeyed"; deskId: string; legId: string }
  /** Help was called off, and a desk that had only heard of it sends nobody either. */
  | { kind: "deskNotSending"; deskId: string }
  | { kind: "deskSlow"; attempt: number }
  | { kind: "speakerRung"; staffId: string; via: Via; attempt: number; until: Instant }
  | { kind: "speakerJoined"; staffId: string; legId: string | null; via?: Via }
  | { kind: "speakerLost"; staffId: string }
  /** Rung to join the desk, whoever speaks to it now. */
  | { kind: "joinRung"; staffId: string; via: Via; until: Instant; by: string }
  | { kind: "trustedRung"; attempt: number }
  | { kind: "trustedAnswered"; answer: "going" | "cannot" | "talk"; legId: string }
  | { kind: "trustedEnded"; how: Ending }
  | { kind: "helpTaken"; deskId: string | null; by: string; arrivalDueAt: Instant }
  | { kind: "openLineAsked"; turn: number; moves: Moves | null }
  | { kind: "answeredAfterSending" }
  | { kind: "someoneWithCaller" }
  | { kind: "arrivalAsked"; dueAt: Instant }
  | { kind: "arrivalTroubled"; what: ArrivalTrouble; by: string }
  | { kind: "helpArrived"; heardFrom: string; by: string }
  | { kind: "helpStoodDown"; reason: StandDownReason; by: string; moves: Moves | null }
  | { kind: "deskTold"; stillSending: boolean; by: string; arrivalDueAt: Instant | null };

type CloseEvent =
  | { kind: "goodbyeSaid"; by: string }
  | { kind: "callerLeft" }
  /** They were cut off from another session, and are back in it: this one was part of that. */
  | { kind: "callerWentBack" }
  | { kind: "sessionClosed"; outcome: Outcome; by: string }
  | { kind: "outcomeAmended"; outcome: Outcome; by: string }
  | { kind: "dutyWaived"; dutyId: string; because: WaiveReason; by: string }
  | { kind: "followUpEnded"; dutyId: string; by: string }
  | { kind: "planErased" }
  | { kind: "erasureHeld"; until: Instant }
  | { kind: "numberForgotten" };

/** Something happened, and stays written down. Past tense; never where somebody is, nor who. */
export type EventBody =
  | ArrivalEvent
  | SpokenPlaceEvent
  | KeepingEvent
  | CompanyEvent
  | ListeningEvent
  | TransferEvent
  | WatchEvent
  | LineEvent
  | HelpEvent
  | CloseEvent;

export type Event = EventBody & { readonly at: Instant };
