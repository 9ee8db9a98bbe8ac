import type { Language } from "../domain/language.ts";
import type { PlaceDetails } from "../domain/place.ts";
import type { Province } from "../domain/provinces.ts";
import type { Kept } from "../domain/session/evolve-keeping.ts";
import type { ReferralTalk } from "../domain/referrals/referral.ts";
import type { Instant } from "../domain/session/people.ts";
import type { Plan } from "./ports.ts";

/** How a caller likes to be accompanied. Sealed with the plan, and with what is kept of it. */
export type Preferences = {
  readonly company: "talk" | "quiet" | null;
  readonly everyMs: number | null;
  /** Whom they would like again, and who agreed to it. */
  readonly responderId: string | null;
};

/** Where they are; and what is sealed with a plan, and written by no form of it. */
export type BesidePlan = PlaceDetails & {
  readonly preferences?: Preferences;
  /** What was said of a referral, and which they wanted: the only thread between those and this call. */
  readonly referral?: ReferralTalk;
  /** What they kept and was found again tonight: named here alone, so that it can be erased at their word. */
  readonly profileId?: string;
};

/** What a caller keeps from one night to another. */
export type Profile = {
  readonly kept: Kept;
  readonly language: Language;
  readonly plan: Plan;
  /** Where they are, in their own voice, in base64. */
  readonly spoken: {
    readonly audio: string;
    readonly lastsMs: number;
    readonly province: Province | null;
  } | null;
};

/** What was keyed, and where: what is kept until tomorrow is found together with the number alone, and nothing by the number alone. */
export type Code = {
  readonly code: string;
  readonly number: string | null;
  readonly rehearsal: boolean;
};

export type Found = { readonly id: string; readonly profile: Profile };

export type Tried = {
  /** Null: nobody kept anything under it, or not any more, or the line takes no more guesses this hour. */
  readonly found: Found | null;
  /** This one was the first too many of its hour. */
  readonly tooMany: boolean;
};

/** Sealed with a code and the line's keys, so that neither alone opens it; see decision 025. */
export type Profiles = {
  /** Until when something kept now is kept: the day that is stored, and its noon. */
  until(kept: Kept, at: Instant): { readonly day: string; readonly until: Instant };
  /** Takes as long whatever comes of it. */
  find(code: Code, at: Instant): Promise<Tried>;
  /** False: that code is somebody else's. Done again with the same, it is true. */
  keep(code: Code, profile: Profile, day: string): Promise<boolean>;
  /** Kept anew, until that day. */
  renew(id: string, day: string): Promise<void>;
  erase(id: string): Promise<void>;
  /** Everything whose day has had its noon. Returns how many there were. */
  eraseExpired(at: Instant): Promise<number>;
  /** So many digits nobody can foretell; the same for the same request, should it come twice. */
  digits(request: string, count: number): string;
};
