import type { Owing } from "../line-duties.ts";
import type { Instant } from "../session/people.ts";
import type { ContactWay } from "./referral.ts";

const DAY_MS = 24 * 3_600_000;

/** One text when it is due, and one a day while nobody has said what became of it. */
export const REMIND_PROMISE_EVERY_MS = DAY_MS;

/**
 * A call or text that was promised to a caller, by name: ended when the one who promised says that it was kept, overtaken when the
 * referral is gone, or waived by name.
 */
export type PromisedContactDuty = {
  readonly kind: "promisedContact";
  readonly staffId: string;
  readonly referralId: string;
  readonly by: ContactWay;
  readonly rehearsal: boolean;
};

/** Owed to whoever promised it. */
export const promisedContact = (
  duty: Omit<PromisedContactDuty, "kind">,
  dueAt: Instant,
  cause: string,
): Owing => ({
  duty: { kind: "promisedContact", ...duty },
  subject: { kind: "person", id: duty.staffId },
  dueAt,
  name: `promisedContact/${cause}`,
});

/** When a row of it says that it was made: no finer than the day, or it would tell which call it was. */
export const madeOn = (at: Instant): Instant => at - (at % DAY_MS);
