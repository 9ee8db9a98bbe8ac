import { storyOf } from "../call-log/story.ts";
import type { Owing } from "../line-duties.ts";
import type { Instant } from "../session/people.ts";
import type { WaiveReason } from "../session/plan.ts";
import type { Session } from "../session/session.ts";

/**
 * Support for whoever was in an emergency, or asks for it: owed until a person says that it was given, or waives it by name. What is
 * said in it is kept nowhere (decision 041).
 */
export type Debrief = {
  /** Its duty's. */
  readonly id: string;
  /** Whom it is owed to. */
  readonly staffId: string;
  /** Null: they asked for it themselves. */
  readonly sessionId: string | null;
  readonly rehearsal: boolean;
  readonly since: Instant;
  readonly dueAt: Instant;
  readonly offered: Offer | null;
  readonly ended: Ended | null;
};

/** `by` arranged it, `withId` would give it. */
export type Offer = {
  readonly by: string;
  readonly withId: string;
  readonly at: Instant;
  readonly meetsAt: Instant | null;
};

/** Where it ended before there was this, who gave it and when it was waived is not known. */
export type Ended =
  | { readonly how: "given"; readonly withId: string | null; readonly at: Instant }
  | {
      readonly how: "waived";
      readonly by: string;
      readonly because: WaiveReason;
      readonly at: Instant | null;
    };

export type DebriefRefusal = "dutyEnded" | "debriefOwn" | "meetsInThePast";

/** Null: it is still owed, and may end. */
export const endRefused = ({ ended }: Pick<Debrief, "ended">): DebriefRefusal | null =>
  ended === null ? null : "dutyEnded";

/** Nobody gives it to themselves; null: it may be given. */
export const givenRefused = (
  { staffId, ended }: Pick<Debrief, "staffId" | "ended">,
  withId: string,
): DebriefRefusal | null => (withId === staffId ? "debriefOwn" : endRefused({ ended }));

export function offerRefused(
  debrief: Pick<Debrief, "staffId" | "ended">,
  { withId, meetsAt }: Pick<Offer, "withId" | "meetsAt">,
  now: Instant,
): DebriefRefusal | null {
  if (meetsAt !== null && meetsAt <= now) return "meetsInThePast";
  return givenRefused(debrief, withId);
}

/**
 * Everybody of ours who was in this emergency: with the caller before or during it, speaking to a desk, or there to learn. Who only
 * listened as a supervisor asks for one, like anybody after any call.
 */
export function owedDebrief(session: Session): readonly string[] {
  const { company, help, trainees = [] } = session;
  if (help.state === "none") return [];
  const { speaker, besides } = help;
  const people = [
    company.responder?.staffId ?? company.last,
    ...storyOf(session).people,
    speaker === null || speaker.state === "rung" ? null : speaker.staffId,
    ...besides.map(({ staffId }) => staffId),
    ...trainees,
  ];
  return [...new Set(people.filter((id) => id !== null))];
}

const HOUR_MS = 3_600_000;

/** One that was asked for is due like one after an emergency (facts of the field: within a day). */
export const ASKED_WITHIN_MS = 24 * HOUR_MS;
/** Those who supervise are reminded once a day, and only while they are on: no text about it wakes anybody. */
export const REMIND_EVERY_MS = 24 * HOUR_MS;
/** Nobody supervises now: looked at again. */
export const LOOK_AGAIN_MS = HOUR_MS;
/** Once they have had time to meet. */
export const AFTER_MEETING_MS = 2 * HOUR_MS;

/** Somebody asked for a debrief: of no session, so that no call's timeline says so. */
export type AskedDebrief = { readonly kind: "debrief"; readonly staffId: string };

export const askedDebrief = (staffId: string, cause: string, at: Instant): Owing => ({
  duty: { kind: "debrief", staffId },
  subject: { kind: "person", id: staffId },
  dueAt: at + ASKED_WITHIN_MS,
  name: `debrief/${cause}`,
});
