import type { Ending, Instant } from "../../src/domain/session/people.ts";
import type { Step } from "../../src/domain/session/steps.ts";
import type { Leg } from "../../src/engine/ports.ts";
import type { Dice } from "./dice.ts";

export type Gather = Step & { step: "gather" };

/** What somebody does while something is asked of them, counted from its first word. */
export type Reaction = { readonly afterMs: number } & (
  | { readonly digits: string }
  | { readonly said: string }
);

export type Pickup =
  | { readonly answersAfterMs: number; readonly machine?: boolean; readonly staysMs?: number }
  | { readonly refusesAfterMs: number; readonly how: "busy" | "failed" | "noAnswer" };

/** A telephone and whoever holds it. */
export type Handset = {
  rung(call: Call): Pickup;
  asked(call: Call, gather: Gather): Reaction | null;
  /** What they say of where they are; null: nothing. Nobody but a caller is asked. */
  says?(call: Call): Spoken | null;
};

/** A place, said in so long, and how its recording ends: by a key, by silence, or with the call. */
export type Spoken = { readonly lastsMs: number; readonly ends: "#" | "*" | "9" | "" | "hangsUp" };

export type Call = {
  readonly sid: string;
  /** Null for a call to us, until it was told where it belongs. */
  legId: string | null;
  readonly leg: Leg | null;
  readonly from: string;
  readonly to: string;
  readonly inbound: boolean;
  readonly requestedAt: Instant;
  state: "ringing" | "up" | "over";
  how: Ending | null;
  answered: boolean;
  machine: boolean;
  /** The session whose conference it is in. */
  conference: string | null;
  starMenu: boolean;
  /** Raised whenever what it hears is broken off. */
  playing: number;
  sequence: number;
  readonly handset: Handset;
  /** Chance of its own. */
  readonly luck: Dice;
  /** When anything last began to be heard on it, and by when it was said. */
  spokenAt: Instant;
  heardAt: Instant;
  /** What was asked last, and which keys were pressed at what. */
  asked: string | null;
  readonly pressed: { readonly ask: string; readonly digits: string; readonly at: Instant }[];
  /** The line put down the telephone, not they. */
  endedByUs: boolean;
};
