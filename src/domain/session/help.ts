import type { DeskErrand } from "./duties.ts";
import type { Ending, Instant, Via } from "./people.ts";
import type { ArrivalTrouble, HelpReason } from "./plan.ts";

/** Where sending help stands in one session. */
export type Help = {
  readonly state: "none" | "asked" | "taken" | "arrived" | "stoodDown";
  readonly reason: HelpReason | null;
  readonly askedAt: Instant | null;
  readonly reference: string | null;
  /** Every call to a desk so far, in order. */
  readonly desks: readonly DeskCall[];
  /** How many of those belong to an emergency before this one, that was called off. */
  readonly earlier: number;
  readonly takenBy: string | null;
  /** Who says that it was taken, and when. */
  readonly takenWord: { readonly by: string; readonly at: Instant } | null;
  readonly speaker: Speaker | null;
  /** Is being rung to join the desk, whoever speaks to it now. */
  readonly joining: { readonly staffId: string; readonly until: Instant } | null;
  /** Spoke to the desk before somebody joined, and are still on the call, on lines of their own. */
  readonly besides: readonly Besides[];
  readonly trusted: "none" | "ringing" | "going" | "cannot" | "talk";
  readonly trustedTries: number;
  readonly openLineTurn: number;
  /** The caller has been answering since then, though help was sent. */
  readonly answeringSince: Instant | null;
  readonly someoneThere: boolean;
  readonly arrivalDueAt: Instant | null;
  /** What a crew found at the door, if not the caller. */
  readonly trouble: ArrivalTrouble | null;
  /** What the desk that took it answered when told the caller is well; null: not told. */
  readonly deskStill: boolean | null;
  /** Other desks that had heard of it, and said after the stand-down that they send nobody. */
  readonly notSending: readonly string[];
};

export type DeskCall = {
  readonly deskId: string;
  readonly attempt: number;
  /** What it is for; `calledBack` when they rang us. */
  readonly errand: DeskErrand | "calledBack";
  readonly legId: string | null;
  readonly state: "rung" | "answered" | "ended";
  /** Null when they rang us. */
  readonly rungAt: Instant | null;
  readonly answeredAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly how: Ending | null;
  /** It had its time, and the next route was rung beside it. */
  readonly slow: boolean;
  /** The carrier heard a machine there. */
  readonly machine: boolean;
  /** Somebody there pressed a key, or took it: no later guess of the carrier's makes a machine of them. */
  readonly person: boolean;
  /** A person of ours was up when it was rung. */
  readonly byHand: boolean;
  /** They heard a recording and hung up on it. */
  readonly hungUp: boolean;
};

export type Speaker = {
  readonly staffId: string;
  readonly state: "rung" | "up" | "lost";
  /** Null: the session's own responder speaks, on the line they already have. */
  readonly legId: string | null;
  readonly via?: Via;
  readonly attempt: number;
  /** Null once they took it. Who missed a ring is not rung again in the same breath. */
  readonly rungAt: Instant | null;
};

type Besides = { readonly staffId: string; readonly legId: string; readonly via?: Via };

/** Nobody has asked for any. */
export const noHelp: Help = {
  state: "none",
  reason: null,
  askedAt: null,
  reference: null,
  desks: [],
  earlier: 0,
  takenBy: null,
  takenWord: null,
  speaker: null,
  joining: null,
  besides: [],
  trusted: "none",
  trustedTries: 0,
  openLineTurn: 0,
  answeringSince: null,
  someoneThere: false,
  arrivalDueAt: null,
  trouble: null,
  deskStill: null,
  notSending: [],
};
