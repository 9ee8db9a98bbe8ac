import type { Instant } from "../../src/domain/session/people.ts";
import type { Session } from "../../src/domain/session/session.ts";
import type { Network } from "../support/network.ts";
import type { World } from "../support/world.ts";

/** An answer this close to its deadline may be on its way when help is sent. */
export const ON_ITS_WAY_MS = 1_000;

/** Something that must be asked of the carrier in time. */
export type Awaited = {
  readonly sessionId: string;
  readonly role: string;
  readonly dueAt: Instant;
};

export type Owing = Awaited & {
  readonly promise: string;
  readonly isKept: (session: Session) => boolean;
};

export type Answer = {
  readonly sessionId: string;
  readonly checkIn: number;
  /** By the last try, if it had to be told again. */
  reachedAt: Instant;
  readonly helpAt: Instant;
  done: boolean;
};

/** What the judge has seen of a night so far. */
export type Court = {
  readonly world: World;
  readonly network: Network;
  readonly broken: string[];
  readonly seen: Map<string, { events: number; session: Session }>;
  readonly owing: Owing[];
  readonly answers: Map<string, Answer>;
  /** Check-ins after which help was sent for silence. */
  readonly missed: Set<string>;
  /** Since when something that must never last has been so. */
  readonly lasting: Map<string, Instant>;
};

export const stored = ({ world }: Court, sessionId: string): Session | null =>
  world.rows.sessions.get(sessionId)?.session ?? null;

export function say(court: Court, promise: string, sessionId: string, what: string): void {
  const broken = `${promise}, session ${sessionId.slice(-4)}: ${what}`;
  court.world.note(`BROKEN ${broken}`);
  court.broken.push(broken);
}
