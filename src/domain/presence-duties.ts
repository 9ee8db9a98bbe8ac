import type { Instant } from "./session/people.ts";

/** What the line owes to its own people, that they can be reached. */
export type PresenceDuty = AskStandby | TellOfPerson | RingForCover | TestRing | EndTestRing;

/** Somebody on call hears by text that nobody of the line is free. */
export type AskStandby = { readonly kind: "askStandby"; readonly staffId: string };

/** Somebody hears of a person: who is on shift and rests, or let a test ring go by, which they are told themselves too. */
export type TellOfPerson = {
  readonly kind: "tellOfPerson";
  readonly to: string;
  readonly staffId: string;
  readonly what: "resting" | "testRingMissed";
};

/** Somebody is rung to cover for who rests. Of the line itself: it comes again, the next person each round, until one does. */
export type RingForCover = { readonly kind: "ringForCover"; readonly round: number };

/** A shift has begun, and its person wishes to be rung once. */
export type TestRing = {
  readonly kind: "testRing";
  readonly staffId: string;
  readonly startsAt: Instant;
};

/** By now it was taken, or it was missed. */
export type EndTestRing = {
  readonly kind: "endTestRing";
  readonly staffId: string;
  readonly rungAt: Instant;
};
