import type { ReasonToOpen } from "../audit.ts";
import type { Language } from "../language.ts";
import type { Restricted } from "../restrictions.ts";
import type { Alarm } from "./duties.ts";
import type { Kept, KeepWish } from "./evolve-keeping.ts";
import type { Opened } from "./keeping.ts";
import type {
  CallBackProof,
  Ending,
  Instant,
  Listens,
  Person,
  Role,
  Roster,
  Via,
} from "./people.ts";
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
import type { Waiting } from "./queue.ts";

/** What a leg of the phone network told us. */
export type LegInput =
  | {
      kind: "callArrived";
      legId: string;
      language: Language;
      protocol: Protocol;
      rehearsal: boolean;
      /** The carrier gave a number; it was sealed with the plan. */
      numberKnown: boolean;
      /** In force for that number as the call arrived; nothing is added to a session later. */
      restriction?: Restricted;
      /** The line's setting: once read back, the place is out of sight until it is needed. */
      sealsPlace?: true;
      /** The line's setting: a supervisor who listens is said in the call. */
      saysListeners?: true;
    }
  | {
      kind: "keyPressed";
      legId: string;
      role: Role;
      party: string | null;
      ask: string;
      digits: string;
    }
  /** Speech is kept only as yes, help or unclear (PRACTICE 37). */
  | { kind: "spoke"; legId: string; ask: string; meaning: "yes" | "help" | "unclear" }
  /** A responder's softphone fetched its leg URL, or their own phone pressed 1. */
  | { kind: "legAccepted"; legId: string; role: Role; staffId: string; via: Via }
  | {
      kind: "legAnswered";
      legId: string;
      role: Role;
      party: string | null;
      /** A desk that rang us, not one we rang, and how it is known for one. */
      calledBack?: CallBackProof;
    }
  /** The carrier says that a machine answered for a desk. It errs, both ways. */
  | { kind: "machineHeard"; legId: string; role: Role; party: string | null }
  | {
      kind: "legEnded";
      legId: string;
      role: Role;
      party: string | null;
      how: Ending;
      /** When the call was begun; missing: it never was. */
      requestedAt?: Instant;
    }
  /** A caller whose number had a lost line rang again: they are asked before anything else. */
  | { kind: "redialArrived"; legId: string; numberKnown: boolean }
  /** Their own session wants who was being asked back on the line: a check-in there comes before the question. */
  | { kind: "redialTakenBack"; legId: string }
  /** This session's caller said they were just cut off from another, and is back there. */
  | { kind: "wentBack" }
  /** Star, in a conference. What they wish is what they press next; that they are there is known now. */
  | { kind: "starPressed"; legId: string }
  /** What came from a leg could not be read. */
  | { kind: "legGarbled"; legId: string }
  | { kind: "texted"; answer: boolean }
  /** A code was keyed. What it opens is known; the code itself comes no further than the vault. */
  | { kind: "codeKeyed"; legId: string; opened: Opened | null; tooMany: boolean }
  /** A recording of the place has ended, by the key in `digits` or by none. */
  | {
      kind: "recordingEnded";
      legId: string;
      take: number;
      recordingSid: string;
      lastsMs: number;
      digits: string;
    }
  /** The carrier says that it can be fetched. */
  | { kind: "recordingReady"; legId: string; take: number; recordingSid: string; lastsMs: number };

/** Whom a call is handed to, as the roster knows them. */
export type HandedTo = Pick<Person, "staffId" | "languages" | "via" | "hasPhone" | "deaf">;

/** Who joins the caller, and keeps them when we leave: another line of our table, or a navigator of ours. */
export type TransferTarget =
  | { readonly kind: "line"; readonly lineId: string }
  | { readonly kind: "navigator"; readonly staffId: string };

/** How they are reached, gathered where they are kept: by what, spoken to in which language, and what takes the call. */
export type TransferReach = {
  readonly via: Via;
  readonly language: Language;
  /** Picking up is enough where nobody can be asked for a key; a navigator's own phone always takes with 1. */
  readonly takesBy: "key" | "answer";
};

/** What a person of ours did in the console, or by star menu. */
export type ConsoleInput = { by: string } & (
  | { kind: "planRecorded"; plan: PlanSummary; placeChanged?: boolean }
  /** `whole`: with these, all there is to read of the place was. */
  | { kind: "placeReadBack"; parts: readonly ReadBackPart[]; whole?: boolean }
  /** They look where the caller is, before it is needed. */
  | { kind: "placeOpened"; because: ReasonToOpen }
  | { kind: "noDeskTold" }
  /** The line asks the caller for the place, in their own voice. */
  | { kind: "placeAsked" }
  /** The line asks the caller for the code of what they kept. */
  | { kind: "codeAsked" }
  /** What is to become of it after goodbye, as the caller said. */
  | { kind: "keepWished"; kept: KeepWish }
  | { kind: "keptErased" }
  | { kind: "watchStarted" }
  /** Names the check-in it answers: a stale screen confirms nothing. */
  | { kind: "confirmed"; checkIn: number; mark: "well" | "drowsy" }
  | { kind: "goneQuietMarked" }
  | { kind: "awayMarked"; soonAfterDose: boolean }
  | { kind: "doseMarked"; substance: Substance; route: Route }
  | { kind: "intervalSet"; everyMs: number }
  | { kind: "helpSent"; reason: HelpReason }
  /** Help was sent in a hurry: why is said, or said better, now. */
  | { kind: "helpReasoned"; reason: HelpReason }
  | { kind: "trustedCalled" }
  | { kind: "saidGoodbye" }
  | { kind: "callerHeard" }
  | { kind: "redialJudged"; same: boolean }
  | { kind: "questionSent"; question: Question }
  | { kind: "concernMarked"; concern: Concern }
  | { kind: "languageSet"; language: Language }
  | { kind: "keysOnlySet"; on: boolean }
  | { kind: "kindSet"; sessionKind: SessionKind }
  | { kind: "coverAsked" }
  | { kind: "callLeft" }
  /** People are rung for this caller after all, in this session. */
  | { kind: "restrictionLifted" }
  | { kind: "deskTook"; deskId: string | null }
  | { kind: "deskTold"; stillSending: boolean }
  /** The caller was told of them: this trainee hears the call from now on. */
  | { kind: "traineeIntroduced"; staffId: string; via: Via }
  | { kind: "traineeDismissed"; staffId: string }
  /** They wish to be in the call beside its responder, and are rung for it. */
  | { kind: "listenedIn"; how: Listens; via: Via }
  /** They answer this caller from now on. */
  | { kind: "tookOver"; via: Via }
  /** Somebody named is rung for this call; its responder stays until they are there. */
  | { kind: "handedOver"; to: HandedTo }
  /** The caller agreed to it: somebody else is rung to join, and this responder stays until they leave. */
  | { kind: "transferAsked"; to: TransferTarget; reach: TransferReach; consented: true }
  /** Taken back: nobody is rung any more, or who joined is let go. */
  | { kind: "transferEnded" }
  /** The responder leaves the caller with whoever joined. `endsWatch`: the caller has finished, and is watched no more. */
  | { kind: "transferLeft"; endsWatch?: true }
  /** The caller makes room for somebody who is about to use, and is called back. */
  | { kind: "callBackOffered" }
  /** They wish to speak to the desk themselves, and are rung for it. */
  | { kind: "deskJoined"; via: Via }
  /** Their line is lost: they are called once more, now. */
  | { kind: "callerCalled" }
  | { kind: "arrivalTroubled"; what: ArrivalTrouble }
  | { kind: "helpArrived"; heardFrom: "openLine" | "caller" | "crew" | "desk" | "trusted" }
  | { kind: "stoodDown"; reason: StandDownReason }
  | { kind: "closed"; outcome: Outcome }
  | { kind: "outcomeAmended"; outcome: Outcome }
  | { kind: "dutyWaived"; dutyId: string; because: WaiveReason; followUp?: boolean }
  | { kind: "followUpEnded"; dutyId: string }
);

/** A clock of ours went off. Alarms are never cancelled: `decide` ignores one whose moment has moved. */
export type AlarmInput =
  | ({ kind: "due"; alarm: Alarm } & WhoIsFree)
  /** Somebody became free, or somebody more urgent waits. */
  | ({ kind: "queueMoved" } & WhoIsFree);

/** Gathered where people are rung. */
type WhoIsFree = {
  readonly roster: Roster;
  /** Who else looks for somebody; left out, nobody does. */
  readonly waiting?: Waiting;
  /** Whom of ours a caller who was found again would like, and who agreed to it. */
  readonly preferred?: string | null;
};

/** Nothing has come from a responder's console since `lastSignAt`, or something has again. */
export type PresenceInput = { kind: "responderUnheard"; staffId: string; lastSignAt: Instant };

/** What came of a duty that was not a phone leg. */
export type DoneInput =
  | { kind: "planErased" }
  | { kind: "numberForgotten" }
  /** Two people hold it: it is erased then (PRACTICE 36). */
  | { kind: "erasureHeld"; until: Instant }
  | { kind: "recordingKept"; take: number; lastsMs: number; desks: readonly string[] }
  | { kind: "recordingLost"; take: number }
  | { kind: "kept"; kept: Kept; until: Instant }
  | { kind: "ownCodeRefused" };

export type InputBody = LegInput | ConsoleInput | AlarmInput | PresenceInput | DoneInput;

/** `id` is unique per session, so a repeated webhook or click changes nothing. `cause` chains what followed from what. */
export type Input = InputBody & { readonly id: string; readonly at: Instant };
