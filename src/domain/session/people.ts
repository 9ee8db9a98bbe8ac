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
  /** Neither in a session, nor held by another ring, nor away. */
  readonly free: boolean;
  /** When they last became idle; the longest idle is rung first. */
  readonly idleSince: Instant;
  /** Order within on-call, 1 first; who has none is of the first. */
  readonly layer?: number;
};

export type Roster = readonly Person[];

/** Whom a leg is for. `speaker` is the person of ours who talks to a desk. */
export type Role =
  | "caller"
  | "redial"
  | "responder"
  | "speaker"
  | "desk"
  | "trusted"
  | "supervisor";

/** How a leg ended, in the carrier's words made ours. */
export const ENDINGS = ["completed", "busy", "failed", "noAnswer", "canceled", "machine"] as const;
export type Ending = (typeof ENDINGS)[number];

/** How somebody who rings the number we show to desks is known for one of them. */
export type CallBackProof = "number" | "reference";
