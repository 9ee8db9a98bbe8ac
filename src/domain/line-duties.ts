import type { AskedDebrief } from "./after/debriefs.ts";
import type { PromisedContactDuty } from "./referrals/duties.ts";
import type { PresenceDuty } from "./presence-duties.ts";
import type { RetentionDuty } from "./retention-duties.ts";
import type { AgreedChange } from "./reviews/changes.ts";
import type { Instant } from "./session/people.ts";
import type { LookAhead, RemindShift, TellGaps } from "./shifts/duties.ts";
import type { SyntheticDuty } from "./synthetic.ts";
import type { TrainingDuty } from "./training/duties.ts";

/**
 * What the line owes in no session. Rows of `duties` like a session's, done at least once by the same `perform`, after
 * everything a session owes. What each is done by is in engine/line-acts.ts.
 */
export type LineDuty =
  | LookAhead
  | RemindShift
  | TellGaps
  | RetentionDuty
  | EraseRestraints
  | AskedDebrief
  | AgreedChange
  | PromisedContactDuty
  | PresenceDuty
  | SyntheticDuty
  | TrainingDuty;

/** Restrictions, and "not this caller to me", that have ended are erased with their hashes. */
type EraseRestraints = { readonly kind: "eraseRestraints" };

export const eraseRestraintsAt = (dueAt: Instant): Owing => ({
  duty: { kind: "eraseRestraints" },
  subject: { kind: "line", id: "restraints" },
  dueAt,
});

export type LineDutyDue = LineDuty & { readonly dueAt: Instant };

/** A line duty to be owed. */
export type Owing = {
  readonly duty: LineDuty;
  readonly dueAt: Instant;
} & (Standing | Once);

/** Of the line itself: owed again and again, once at a time under this name of its subject; the earliest moment holds. */
type Standing = { readonly subject: { readonly kind: "line"; readonly id: string } };

type Once = {
  readonly subject: { readonly kind: "shift" | "desk" | "person"; readonly id: string };
  /** Owed twice under one name, it is one duty, also when it has ended. */
  readonly name: string;
};

/** What is written down when a line duty ends. Never personal data. */
export type LineHappening = {
  readonly kind: string;
  /** The staff member, desk or part of the line it happened to. */
  readonly subject: string | null;
  readonly data: Readonly<Record<string, string | null>>;
  /** What brought it about, where that is not the duty itself. */
  readonly cause?: string;
};

/** What comes of ending a line duty: written with the end itself, all of it or none. */
export type LineOutcome = {
  readonly event: LineHappening;
  /** A duty that comes again owes itself anew here. */
  readonly owes: readonly Owing[];
};
