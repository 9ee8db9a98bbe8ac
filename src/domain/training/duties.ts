import type { Owing } from "../line-duties.ts";
import type { Instant } from "../session/people.ts";

/** What the line owes so that people know what they need to know. Nothing of it concerns a caller. */
export type TrainingDuty = LookAtTraining | TellTraining | RemindRehearsal | Practise;

/** Of the line itself: marks rehearsals, and owes word of what ends; it owes itself again in the transaction that ends it. */
type LookAtTraining = { readonly kind: "lookAtTraining" };

/** Somebody hears that what a person has learned ends: a supervisor, or the person. */
export type TellTraining = {
  readonly kind: "tellTraining";
  readonly to: string;
  readonly staffId: string;
  readonly what: string;
  readonly until: Instant;
};

/** A month went by without a rehearsal call: said once. */
export type RemindRehearsal = {
  readonly kind: "remindRehearsal";
  readonly staffId: string;
  /** When their last one was, or they came. */
  readonly since: Instant;
};

/** Our own caller rings the rehearsal number for one person, who asked for it. */
export type Practise = {
  readonly kind: "practise";
  readonly staffId: string;
  readonly callId: string;
};

export const LOOK_AT_TRAINING_EVERY_MS = 60 * 60_000;

export const lookAtTrainingAt = (dueAt: Instant): Owing => ({
  duty: { kind: "lookAtTraining" },
  subject: { kind: "line", id: "training" },
  dueAt,
});

type Told = Omit<TellTraining, "kind">;

/** Once for each who hears it and each end: renewed, it has another end. */
export const tellTrainingAt = (told: Told, dueAt: Instant): Owing => ({
  duty: { kind: "tellTraining", ...told },
  subject: { kind: "person", id: told.to },
  dueAt,
  name: `training/${told.staffId}/${told.what}/${told.until}/${told.to}`,
});

export const remindRehearsalAt = (staffId: string, since: Instant, dueAt: Instant): Owing => ({
  duty: { kind: "remindRehearsal", staffId, since },
  subject: { kind: "person", id: staffId },
  dueAt,
  name: `rehearsalDue/${staffId}/${since}`,
});

export const practiseAt = (staffId: string, callId: string, dueAt: Instant): Owing => ({
  duty: { kind: "practise", staffId, callId },
  subject: { kind: "person", id: staffId },
  dueAt,
  name: `practise/${callId}`,
});
