import type { Language } from "../language.ts";
import type { Instant } from "../session/people.ts";

/**
 * A referral is a caller's own wish to be met by somebody outside the line: offered, wanted, told to a responder, handed to a navigator by
 * name, met, or not now; any of these as often as it takes, none of them counted (decision 049). Nothing of it is an event.
 */

/** What was said of it in a call. "Not now" is an answer like any other: nobody asks again in that call. */
export const REFERRAL_SAID = ["offered", "notNow", "wanted"] as const;
export type ReferralSaid = (typeof REFERRAL_SAID)[number];

/** Sealed with the plan, and gone with it: the only thread between a call and a referral. */
export type ReferralTalk = {
  readonly said: ReferralSaid | null;
  /** What they would like to hear of again, in their own words. */
  readonly again: string | null;
  /** By their wish it is kept with their code, should they keep one. */
  readonly keep: boolean;
  /** Of the referrals they wanted. */
  readonly ids: readonly string[];
};

export const NOTHING_SAID: ReferralTalk = { said: null, again: null, keep: false, ids: [] };

/** What a navigator is told. Sealed; erased at its time, or as soon as it is closed. */
export type ReferralDetails = {
  /** A name to use. */
  readonly callerName: string | null;
  readonly language: Language;
  readonly wish: string;
  /** How and when they may be reached, as they said it. */
  readonly reach: string;
};

/** A call or text that somebody named promised, for a time the caller agreed to. */
export type PromisedContact = {
  /** Of its duty. */
  readonly dutyId: string;
  readonly staffId: string;
  readonly by: ContactWay;
  readonly dueAt: Instant;
};
export const CONTACT_WAYS = ["call", "text"] as const;
export type ContactWay = (typeof CONTACT_WAYS)[number];

/** One that is open, as far as it may be shown to whoever keeps an eye on it: neither who nor what. */
export type Referral = {
  readonly id: string;
  readonly rehearsal: boolean;
  /** To whom it is handed. */
  readonly navigatorId: string | null;
  readonly met: boolean;
  /** It is erased then, whatever became of it. */
  readonly until: Instant;
  readonly promised: PromisedContact | null;
};

/** Somebody outside the line to whom referrals are handed; after `until` they see none. */
export type Navigator = {
  readonly staffId: string;
  readonly organisation: string;
  readonly until: Instant;
};

/** At least so long, and on to the first of a month: a finer day would tell which night they called. */
export const REFERRAL_KEPT_DAYS = 30;

export const seesNow = (navigator: Pick<Navigator, "until"> | null, now: Instant): boolean =>
  navigator !== null && now < navigator.until;

/** Whoever asks: `navigator` is what they are outside the line, null for people of ours. */
export type Asking = {
  readonly staffId: string;
  readonly isNavigator: boolean;
  readonly navigator: Navigator | null;
};

/** A navigator sees what is handed to them, while their role holds; one of ours only what they promised, until it is kept. */
export function mayOpen(
  { staffId, isNavigator, navigator }: Asking,
  { navigatorId, promised }: Pick<Referral, "navigatorId" | "promised">,
  now: Instant,
): boolean {
  if (isNavigator) return seesNow(navigator, now) && navigatorId === staffId;
  return promised?.staffId === staffId;
}

export type PromiseRefusal = "promiseStands" | "promiseWrong" | "promiseNotTheirs";

/** Null: it may stand. `by` promises for themselves, or for the navigator it is handed to. */
export function promiseRefused(
  { navigatorId, promised, until }: Pick<Referral, "navigatorId" | "promised" | "until">,
  { staffId, dueAt }: Pick<PromisedContact, "staffId" | "dueAt">,
  { by, now }: { readonly by: string; readonly now: Instant },
): PromiseRefusal | null {
  if (promised !== null) return "promiseStands";
  if (staffId !== by && staffId !== navigatorId) return "promiseNotTheirs";
  return dueAt > now && dueAt < until ? null : "promiseWrong";
}
