import type { Language } from "../domain/language.ts";
import type { Instant } from "../domain/session/people.ts";
import type { Present } from "../domain/standby.ts";

/** Who of ours can be reached, as far as the line's own duties ask. */
export type PresencePort = {
  /** Everybody on shift. */
  people(at: Instant): Promise<readonly Present[]>;
  testRingTaken(staffId: string, since: Instant): Promise<boolean>;
  /** We rang them about themselves since then: to cover, or for a test. */
  calledSince(staffId: string, since: Instant): Promise<boolean>;
  /** Who hears of a person's troubles: who supervises now; where nobody does, every supervisor. */
  toTell(at: Instant): Promise<readonly string[]>;
};

/** What a call to one of ours, in no session, is about. */
export const STAFF_CALLS = ["cover", "test"] as const;
export type StaffCall = (typeof STAFF_CALLS)[number];

export type CallToStaff = {
  readonly staffId: string;
  readonly about: StaffCall;
  /** E.164, or `client:` and a staff id. */
  readonly to: string;
  readonly from: string;
  /** Said twice, each time followed by `press`. */
  readonly words: string;
  readonly press: string;
  readonly language: Language;
};

/** Throws `CarrierRefused` or `CarrierUnreachable`. All that is said goes with the request; only a key comes back. */
export type StaffCalls = { ring(call: CallToStaff): Promise<void> };
