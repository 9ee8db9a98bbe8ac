import type { Act, Alarm } from "../session/duties.ts";
import type { Instant } from "../session/people.ts";

/** A duty of a session as it is kept. */
export type KeptDuty = {
  readonly id: string;
  readonly kind: (Alarm | Act)["kind"];
  readonly dueAt: Instant;
  readonly doneAt: Instant | null;
  /** The event that made it moot. */
  readonly overtakenBy: string | null;
  readonly waivedBy: string | null;
  readonly attempts: number;
};

/** What became of it, and whose lateness it would be: the line's own, or that of a person it waits for. */
export type ToldDuty = KeptDuty & {
  readonly whose: "line" | "person";
  readonly ending: "owed" | "done" | "overtaken" | "waived";
  /** Null where nothing was late: it ended otherwise, or is not due yet. */
  readonly lateMs: number | null;
};

/** A debrief is given, and a caller is called afterwards, by people: the line only reminds of it. */
const BY_PEOPLE: ReadonlySet<KeptDuty["kind"]> = new Set(["debrief", "followUp"]);

/** How late each was done, or is by now. */
export const toldDuties = (duties: readonly KeptDuty[], now: Instant): readonly ToldDuty[] =>
  duties.map((duty) => {
    const ending = endingOf(duty);
    const whose = BY_PEOPLE.has(duty.kind) ? "person" : "line";
    return { ...duty, whose, ending, lateMs: lateOf(duty, ending, now) };
  });

function endingOf({ doneAt, overtakenBy, waivedBy }: KeptDuty): ToldDuty["ending"] {
  if (doneAt !== null) return "done";
  if (overtakenBy !== null) return "overtaken";
  return waivedBy === null ? "owed" : "waived";
}

function lateOf(
  { dueAt, doneAt }: KeptDuty,
  ending: ToldDuty["ending"],
  now: Instant,
): number | null {
  if (ending === "done" && doneAt !== null) return Math.max(0, doneAt - dueAt);
  return ending === "owed" && now > dueAt ? now - dueAt : null;
}
