import type { DeskEntry } from "../domain/desks/desk.ts";
import type { Language } from "../domain/language.ts";
import type { PlaceDetails } from "../domain/place.ts";
import type { ClaimChange } from "../domain/session/claims.ts";
import type { Duty } from "../domain/session/duties.ts";
import type { Event } from "../domain/session/events.ts";
import type { Ending, Instant, Role, Roster, Via } from "../domain/session/people.ts";
import type { Place, PlanSummary, WaiveReason } from "../domain/session/plan.ts";
import type { Session } from "../domain/session/session.ts";
import type { Script } from "../domain/session/steps.ts";

/** Everything the line is made of. Built once by `line.ts`; a test replaces one field. */
export type Line = {
  readonly clock: Clock;
  readonly store: Store;
  readonly legs: Legs;
  readonly alarms: Alarms;
  readonly phone: Phone;
  readonly plans: Plans;
  readonly recordings: Recordings;
  readonly roster: RosterPort;
  readonly desks: Desks;
  readonly gate: Gate;
  readonly live: Live;
  readonly lineEvents: LineEvents;
  readonly log: Log;
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

/** A duty as a row: whose it is and how often it was tried. */
export type Owed = {
  readonly id: string;
  readonly sessionId: string;
  readonly duty: Duty;
  readonly attempts: number;
};

/** How a duty ended. There is no fourth way. */
export type DutyEnding =
  | { how: "done" }
  /** Names the event that made it moot, as "seq kind". */
  | { how: "overtaken"; by: string }
  | { how: "waived"; by: string; because: WaiveReason };

export type Commit = {
  /** The session as folded after `events`; `session.version` is the last event's seq. */
  readonly session: Session;
  /** The version decided on; 0 opens the session. */
  readonly before: number;
  readonly input: { readonly id: string; readonly at: Instant };
  readonly cause: string;
  readonly events: readonly Event[];
  readonly duties: readonly Owed[];
  readonly claims: readonly ClaimChange[];
  /** The duty this commit completes, if an alarm brought the input. */
  readonly completes: string | null;
};

export type Committed =
  | "done"
  /** Another input came first: load and decide again. */
  | "moved"
  /** This very input was handled before. */
  | "repeated"
  /** A responder is held by another session: gather facts and decide again. */
  | "claimed";

export type Store = {
  load(sessionId: string): Promise<Session | null>;
  /** One SQL statement: all of it or none. */
  commit(commit: Commit): Promise<Committed>;
  events(sessionId: string): Promise<readonly StoredEvent[]>;
  /** Takes a 2 s lease on an act still owed and due; null when it ended or another worker holds it. */
  claim(dutyId: string, holder: string, now: Instant): Promise<Owed | null>;
  renew(dutyId: string, holder: string, now: Instant): Promise<boolean>;
  /** A duty still owed, without taking it; for alarms. */
  owed(dutyId: string): Promise<Owed | null>;
  finish(dutyId: string, ending: DutyEnding, now: Instant): Promise<void>;
  /** Leaves it owed, free again at `retryAt`. */
  release(dutyId: string, error: string, retryAt: Instant): Promise<void>;
  /** Ids of duties due and held by nobody, most urgent first. */
  overdue(now: Instant, limit: number): Promise<readonly string[]>;
  /** Sessions whose line is lost and whose caller rang from this number; with null, all whose line is lost. */
  lostLines(numberHash: string | null, now: Instant): Promise<readonly string[]>;
  rememberLostLine(numberHash: string, sessionId: string, until: Instant): Promise<void>;
  forgetLostLine(sessionId: string): Promise<void>;
  /** Sessions opened since `since` whose caller is on the line, and rang from this number or withheld theirs. */
  rangLately(numberHash: string | null, since: Instant): Promise<readonly string[]>;
};

export type StoredEvent = Event & { readonly seq: number; readonly cause: string };

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
export type Plan = PlaceDetails & {
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
  /** Null when there is none, or it was erased. */
  read(sessionId: string): Promise<Plan | null>;
  write(sessionId: string, plan: Plan, at: Instant): Promise<void>;
  /** Returns whether something was there to erase. */
  erase(sessionId: string): Promise<boolean>;
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
  readonly number: string;
};

export type Desks = {
  /** In the order they are rung, for where the plan says the caller is. */
  forPlace(plan: Plan, rehearsal: boolean, at: Instant): Promise<readonly string[]>;
  desk(deskId: string): Promise<Desk | null>;
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
