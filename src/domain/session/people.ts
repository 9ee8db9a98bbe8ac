import type { Language } from "../language.ts";

/** Milliseconds since the epoch. Time enters as a value; the domain never reads a clock. */
export type Instant = number;

/** How a person of ours is reached. */
export type Via = "softphone" | "phone";

export type Circle = "line" | "on-call" | "supervising";

/** One person of ours, as the roster saw them when an input was gathered. */
export type Person = {
  readonly staffId: string;
  readonly circle: Circle;
  readonly languages: readonly Language[];
  readonly via: Via;
  /** Their own phone may be rung too, where their softphone fails them. */
  readonly hasPhone?: boolean;
  /** Neither in a session, nor held by another ring, nor away. */
  readonly free: boolean;
  /** When they last became idle; the longest idle is rung first. */
  readonly idleSince: Instant;
  /** Missing: yes. Otherwise rung after all others, never left out (PRACTICE 30). */
  readonly reachable?: boolean;
  /** A ring is not expected to reach the device they are rung on, though they may be the last: their own phone, where they have one. */
  readonly deaf?: boolean;
  /** They asked not to have this caller: rung when nobody else is there (PRACTICE 31). */
  readonly notThisCaller?: boolean;
  /** Order within on-call, 1 first; who has none is of the first. */
  readonly layer?: number;
  /** How much of their time on the line they talked, in the last seven days: 0 to 1. */
  readonly talkShare?: number;
  /** Rung last, not never (PRACTICE 30). */
  readonly trainingLapsed?: boolean;
  /** A supervisor gave them other work than calls: rung in the last circle, and only with nobody else to ring. */
  readonly otherWork?: boolean;
  /** They have had as many callers in this shift as they wanted: rung after the others, never left out. */
  readonly atLimit?: boolean;
};

export type Roster = readonly Person[];

/** How a supervisor is in a call: heard by nobody, by its responder alone, or by both (PRACTICE 33). */
export const LISTENS = ["listen", "whisper", "talk"] as const;
export type Listens = (typeof LISTENS)[number];

/** Whom a leg is for. `speaker` is the person of ours who talks to a desk; `third` whoever a caller is handed to. */
export type Role =
  | "caller"
  | "redial"
  | "responder"
  | "speaker"
  | "desk"
  | "trusted"
  | "supervisor"
  | "third";

/** How a leg ended, in the carrier's words made ours. */
export const ENDINGS = ["completed", "busy", "failed", "noAnswer", "canceled", "machine"] as const;
export type Ending = (typeof ENDINGS)[number];

/** How somebody who rings the number we show to desks is known for one of them. */
export type CallBackProof = "number" | "reference";
