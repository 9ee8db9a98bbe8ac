import type { Instant } from "../domain/session/people.ts";

/** Whom a page is for: somebody of ours, on one call of theirs in one session. */
export type PageFor = {
  readonly staffId: string;
  readonly sessionId: string;
  readonly legId: string;
};

/** Addresses of pages for a responder on their own phone (PRACTICE 17). */
export type PageLinks = {
  /** A new secret address, in place of one nobody has opened; null where they want none. */
  make(whose: PageFor, at: Instant): Promise<string | null>;
};
