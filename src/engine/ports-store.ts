import type { LineDutyDue, LineOutcome } from "../domain/line-duties.ts";
import type { ClaimChange } from "../domain/session/claims.ts";
import type { Duty } from "../domain/session/duties.ts";
import type { Event } from "../domain/session/events.ts";
import type { Instant } from "../domain/session/people.ts";
import type { WaiveReason } from "../domain/session/plan.ts";
import type { Session } from "../domain/session/session.ts";

/** A duty as a row, and how often it was tried: a session's, or the line's own. */
export type Owed = OwedBySession | OwedByLine;

export type OwedBySession = {
  readonly id: string;
  readonly sessionId: string;
  readonly duty: Duty;
  readonly attempts: number;
};

export type OwedByLine = {
  readonly id: string;
  readonly sessionId: null;
  readonly duty: LineDutyDue;
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
  readonly duties: readonly OwedBySession[];
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
  /** An input that meant nothing is known from now on, as one that was committed is. Known already, or of no session, it changes nothing. */
  know(sessionId: string, input: Commit["input"]): Promise<void>;
  events(sessionId: string): Promise<readonly StoredEvent[]>;
  /** Takes a 2 s lease on a duty still owed and due; null when it ended or another worker holds it. */
  claim(dutyId: string, holder: string, now: Instant): Promise<Owed | null>;
  renew(dutyId: string, holder: string, now: Instant): Promise<boolean>;
  /** A duty still owed, without taking it. */
  owed(dutyId: string): Promise<Owed | null>;
  finish(dutyId: string, ending: DutyEnding, now: Instant): Promise<void>;
  /** Ends a duty of the line, with what comes of it, all or none. Returns what is newly owed; null where it had ended before. */
  finishForLine(
    dutyId: string,
    ending: DutyEnding,
    outcome: LineOutcome,
    now: Instant,
  ): Promise<readonly OwedByLine[] | null>;
  /** Leaves it owed, free again at `retryAt`. */
  release(dutyId: string, error: string, retryAt: Instant): Promise<void>;
  /** Ids of duties due and held by nobody, most urgent first; the line's own after every session's. */
  overdue(now: Instant, limit: number): Promise<readonly string[]>;
  /** Sessions whose line is lost and whose caller rang from this number; with null, all whose line is lost. */
  lostLines(numberHash: string | null, now: Instant): Promise<readonly string[]>;
  rememberLostLine(numberHash: string, sessionId: string, until: Instant): Promise<void>;
  forgetLostLine(sessionId: string): Promise<void>;
  /** Sessions opened since `since` whose caller is on the line, and rang from this number or withheld theirs. */
  rangLately(numberHash: string | null, since: Instant): Promise<readonly string[]>;
};

export type StoredEvent = Event & { readonly seq: number; readonly cause: string };

/** Written of a duty that waits until a caller has been asked something else: it is not late. */
export const ONE_QUESTION = "One question at a time";
