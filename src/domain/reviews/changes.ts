import type { Owing } from "../line-duties.ts";
import type { Instant } from "../session/people.ts";

/** What is to be different. Words to choose from; what exactly is a sealed note of the call. */
export const CHANGES = [
  "protocol",
  "shifts",
  "training",
  "desks",
  "places",
  "system",
  "equipment",
  "support",
  "other",
] as const;
export type Change = (typeof CHANGES)[number];

/** Something that is to change after a review: owed by the line until a person says that it is done, or waives it by name. */
export type AgreedChange = {
  readonly kind: "agreedChange";
  /** Who sees to it. */
  readonly staffId: string;
  /** Of a practice call: nobody is reminded. */
  readonly rehearsal: boolean;
};

const DAY_MS = 24 * 3_600_000;

/** As long as the note that says what exactly is kept. */
const LONGEST_MS = 90 * DAY_MS;

/** Later than now, and within 90 days. */
export const isDueInTime = (dueAt: Instant, now: Instant): boolean =>
  dueAt > now && dueAt <= now + LONGEST_MS;

/** `cause` names the wish: said twice, it is owed once. */
export const agreedChange = (
  duty: Omit<AgreedChange, "kind">,
  { dueAt, cause }: { readonly dueAt: Instant; readonly cause: string },
): Owing & { readonly name: string } => ({
  duty: { kind: "agreedChange", ...duty },
  subject: { kind: "person", id: duty.staffId },
  dueAt,
  name: `agreedChange/${cause}`,
});
