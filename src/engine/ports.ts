import type { Sparing } from "../domain/after/spared.ts";
import type { DeskEntry } from "../domain/desks/desk.ts";
import type { Language } from "../domain/language.ts";
import type { Restricted } from "../domain/restrictions.ts";
import type { ClaimChange } from "../domain/session/claims.ts";
import type { Ending, Instant, Role, Roster, Via } from "../domain/session/people.ts";
import type { Place, PlanSummary } from "../domain/session/plan.ts";
import type { CoverageReason } from "../domain/session/duties.ts";
import type { Waiting } from "../domain/session/queue.ts";
import type { Script } from "../domain/session/steps.ts";
import type { Metrics } from "./ports-metrics.ts";
import type { OtherLines } from "./ports-other-lines.ts";
import type { PageLinks } from "./ports-pages.ts";
import type { PresencePort, StaffCalls } from "./ports-presence.ts";
import type { SyntheticCalls } from "./ports-synthetic.ts";
import type { BesidePlan, Profiles } from "./ports-profiles.ts";
import type { RemindShift } from "../domain/shifts/duties.ts";
import type { Owed, OwedByLine, Store } from "./ports-store.ts";
import type { TrainingPort } from "./ports-training.ts";
import type { Keeping } from "./retention.ts";

/** Everything the line is made of. Built once by `line.ts`; a test replaces one field. */
export type Line = {
  readonly clock: Clock;
  readonly store: Store;
  readonly legs: Legs;
  readonly alarms: Alarms;
  readonly phone: Phone;
  readonly plans: Plans;
  readonly recordings: Recordings;
  readonly keeping: Keeping;
  readonly profiles: Profiles;
  readonly roster: RosterPort;
  readonly presence: PresencePort;
  readonly staffCalls: StaffCalls;
  readonly synthetic: SyntheticCalls;
  readonly waitingList: WaitingList;
  readonly desks: Desks;
  readonly otherLines: OtherLines;
  readonly gate: Gate;
  readonly restraints: Restraints;
  readonly shiftsAhead: ShiftsAhead;
  readonly training: TrainingPort;
  readonly pageLinks: PageLinks;
  readonly live: Live;
  readonly lineEvents: LineEvents;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly ids: { uuid(): string };
  readonly voice: VoiceSettings;
};

export type Clock = {
  now(): Instant;
  /** Resolves once `now()` is at least `at`. */
  until(at: Instant): Promise<void>;
};

export type Log = {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};

/** What the phone side needs to know of this line's numbers and names. */
export type VoiceSettings = {
  readonly lineName: Record<Language, string>;
  readonly timeZone: string;
  /** Our number that outgoing calls show, by the session's kind; desks are shown a desk-return number. */
  readonly fromNumber: (role: Role, rehearsal: boolean) => string;
  readonly deskReturnNumber: (rehearsal: boolean) => string;
};

/** One phone connection. `id` is the duty's id and the attempt, stored before the carrier is asked. */
export type Leg = {
  readonly id: string;
  readonly sessionId: string | null;
  readonly role: Role;
  /** The staff member or desk it is for. */
  readonly party: string | null;
  readonly dutyId: string | null;
  readonly attempt: number;
  readonly callSid: string | null;
  readonly rehearsal: boolean;
  readonly language: Language | null;
  readonly via: Via | null;
  readonly requestedAt: Instant;
  readonly answeredAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly endedHow: Ending | null;
  /** When we last asked the carrier to move it; its next fetch clears this. */
  readonly movedAt: Instant | null;
};

export type Unheard = "urgent" | "all";

export type Legs = {
  /** Stores a leg; a second with the same id or CallSid is not stored and the first is returned. */
  add(leg: Leg): Promise<Leg>;
  byId(legId: string): Promise<Leg | null>;
  byCallSid(callSid: string): Promise<Leg | null>;
  ofSession(sessionId: string): Promise<readonly Leg[]>;
  /** First bind wins; a different CallSid afterwards is an orphan (returns false). */
  bind(legId: string, callSid: string): Promise<boolean>;
  update(
    legId: string,
    change: Partial<
      Pick<
        Leg,
        | "sessionId"
        | "role"
        | "party"
        | "rehearsal"
        | "answeredAt"
        | "endedAt"
        | "endedHow"
        | "movedAt"
        | "language"
      >
    >,
  ): Promise<void>;
  /** Asked for before `before` and not over as far as we know: those never heard from and every desk, or all of them. */
  unheard(before: Instant, which: Unheard): Promise<readonly Leg[]>;
};

/** Wakes the worker when a duty is due. Never throws: the sweep finds what it forgets. */
export type Alarms = { set(owed: readonly Owed[]): void };

export type OutgoingCall = {
  readonly leg: Leg;
  /** E.164, or `client:` and a staff id. */
  readonly to: string;
  readonly from: string;
  /** Where a stranger listens, the first words go with the request, so that they are heard even with us gone. */
  readonly firstWords: Script | null;
  readonly ringMs: number;
  /** Whether a machine answers: found out `first`, before anything is said, or `meanwhile`, and told of by its own callback. */
  readonly detectMachine: "not" | "first" | "meanwhile";
};

/** The carrier. Throws `CarrierRefused` (it said no) or `CarrierUnreachable` (nobody knows). */
export type Phone = {
  call(call: OutgoingCall): Promise<{ callSid: string }>;
  /** Has the leg fetch its script; false when the call is no longer up. */
  move(leg: Leg): Promise<boolean>;
  hangUp(leg: Leg): Promise<void>;
  /** Spoken into the session's conference, or to one leg of it; false when there is no started conference. */
  announce(sessionId: string, script: Script, to: Leg | null): Promise<boolean>;
  text(to: string, from: string, body: string): Promise<void>;
  /** The carrier's own word on a leg, for reconciliation. */
  look(leg: Leg): Promise<{ ended: Ending | null; answered: boolean }>;
};

/** A safety plan as people speak it. Sealed at rest; nothing of it leaves `plans` but its summary. */
export type Plan = BesidePlan & {
  readonly callerName: string | null;
  readonly place: Place;
  readonly othersThere: string | null;
  readonly callerNumber: string | null;
  readonly naloxone: "yes" | "no" | "unknown";
  readonly people: number | null;
  readonly trusted: { readonly name: string; readonly number: string } | null;
  readonly help: PlanSummary["help"];
  readonly trustedFirst: boolean;
  readonly mayText: boolean;
  /** They asked to be called back on `callerNumber` if the line is cut. */
  readonly numberGiven: boolean;
  /** What the desk that took it calls it. It could lead to a place, so it is kept here and nowhere else. */
  readonly deskReference?: string;
  /** The place is a recording of theirs; what is written beside it adds to it. */
  readonly spoken: boolean;
  /** They may be called afterwards, to ask how it went. */
  readonly mayFollowUp: boolean;
  /** The number the carrier gave as they rang, whatever number was given since. Only a hash is ever taken of it. */
  readonly rangFrom?: string;
};

/** Where callers are, in their own voice: the carrier's until it is sealed here, then ours alone. Numbered within a session. */
export type Recordings = {
  /** From the carrier; null where it has none, or none yet. */
  fetch(recordingSid: string): Promise<Uint8Array | null>;
  /** Deleted at the carrier; not there any more is as wished. */
  drop(recordingSid: string): Promise<void>;
  has(sessionId: string, take: number): Promise<boolean>;
  write(sessionId: string, take: number, audio: Uint8Array, at: Instant): Promise<void>;
  /** Null when there is none, or it was erased. */
  read(sessionId: string, take: number): Promise<Uint8Array | null>;
  /** All of a session's. */
  erase(sessionId: string): Promise<void>;
};

export type Plans = {
  /** Null when there is none, it was erased, or does not open: that is logged, and no call waits for it. */
  read(sessionId: string): Promise<Plan | null>;
  write(sessionId: string, plan: Plan, at: Instant): Promise<void>;
  amend(sessionId: string, change: (before: Plan | null) => Plan, at: Instant): Promise<void>;
  /** With the key of the session. Returns whether something was there to erase. */
  erase(sessionId: string, at: Instant): Promise<boolean>;
  /** There is one, and it does not open. */
  shut(sessionId: string): Promise<boolean>;
  /** Until when two people hold it; null where nobody does (PRACTICE 36). */
  heldUntil(sessionId: string, now: Instant): Promise<Instant | null>;
  hashNumber(number: string): string;
};

export type StaffMember = {
  readonly id: string;
  readonly name: string;
  readonly via: Via;
  readonly languages: readonly Language[];
  /** Unsealed only to place a call. */
  readonly phone: string | null;
};

export type RosterPort = {
  /** Everybody on shift, on call or supervising, as of now. */
  now(at: Instant): Promise<Roster>;
  member(staffId: string): Promise<StaffMember | null>;
  rest(staffId: string, at: Instant): Promise<void>;
  /** They let a ring go by. */
  missedRing(staffId: string, at: Instant): Promise<void>;
};

/** Sessions for which somebody is sought. */
export type WaitingList = {
  /** The `most` most urgent, and all that ring somebody now; in order. */
  first(most: number): Promise<Waiting>;
  /** Whether this page is to be sent: one of its kind in two minutes for the whole line, and none while somebody has said that they know. */
  mayPage(because: CoverageReason, dutyId: string, at: Instant): Promise<boolean>;
  /** Of a session that presses, that nobody can be reached is paged at once and then once in five minutes, whatever anybody knows. */
  mayPageAgain(sessionId: string, dutyId: string, at: Instant): Promise<boolean>;
};

/** The book of shifts, as far as the line's own duties go. */
export type ShiftsAhead = {
  /** Places shifts, owes reminders and word of gaps, and ends this duty, in one transaction. Returns what is newly owed. */
  look(owed: OwedByLine, now: Instant): Promise<readonly OwedByLine[]>;
  /** Whether they are still to be on then, as that shift. */
  stillOn(duty: RemindShift): Promise<boolean>;
};

export type Desk = Pick<
  DeskEntry,
  | "id"
  | "name"
  | "kind"
  | "whoComes"
  | "hours"
  | "timeZone"
  | "recording"
  | "verifiedAt"
  | "rehearsal"
> & {
  /** The one it prefers. */
  readonly language: Language;
  /** Null where what is sealed of it does not open: then the next desk is rung. */
  readonly number: string | null;
};

export type Desks = {
  /** In the order they are rung, for where the plan says the caller is. */
  forPlace(plan: Plan, rehearsal: boolean, at: Instant): Promise<readonly string[]>;
  desk(deskId: string): Promise<Desk | null>;
};

/** What people of ours said of a caller's number, known here by keyed hashes alone, and only until it ends (decision 026). */
export type Restraints = {
  /** What a session begins with, asked before it is opened; who is to be rung last for it is written down with that. */
  arriving(call: {
    readonly sessionId: string;
    readonly number: string;
    readonly rehearsal: boolean;
    readonly at: Instant;
  }): Promise<Restricted | null>;
  /** Who is rung for its caller only when nobody else is there (PRACTICE 31), or not at all by the caller's own wish. */
  rungLast(sessionId: string): Promise<readonly Sparing[]>;
  /** Erases what has ended and ends this duty, in one transaction. Returns what is newly owed. */
  eraseEnded(owed: OwedByLine, now: Instant): Promise<readonly OwedByLine[]>;
};

/** Paces outgoing calls at the account's rate, most urgent first. */
export type Gate = {
  /** Null: go now. Otherwise when to look again; a call of a lower class waits for those before it. */
  pass(owed: Owed, gateClass: number, now: Instant): Promise<Instant | null>;
};

/** Events of no session: paged, recorded, refused. Never personal data. */
export type LineEvents = {
  append(event: {
    readonly kind: string;
    readonly subject: string | null;
    readonly data: Readonly<Record<string, string | null>>;
    readonly at: Instant;
    readonly cause: string | null;
  }): Promise<void>;
};

export type Live = { changed(sessionId: string): void };

export type { ClaimChange };
