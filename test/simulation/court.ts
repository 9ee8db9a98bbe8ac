import type { Instant } from "../../src/domain/session/people.ts";
import type { Session } from "../../src/domain/session/session.ts";
import type { Network } from "../support/network.ts";
import type { World } from "../support/world.ts";

/** An answer this close to its deadline may be on its way when help is sent. */
export const ON_ITS_WAY_MS = 1_000;

/** Something that must be seen from outside in time. */
export type Awaited = {
  readonly sessionId: string;
  readonly role: string;
  readonly dueAt: Instant;
};

export type Owing = Awaited & {
  readonly promise: string;
  /** When it was done, or was no longer owed; null while it is. */
  readonly keptAt: (session: Session) => Instant | "moot" | null;
};

export type Answer = {
  readonly sessionId: string;
  readonly checkIn: number;
  /** By the last try, if it had to be told again. */
  reachedAt: Instant;
  readonly helpAt: Instant;
  done: boolean;
};

/** An answer as the carrier carried it: what it was, and from which leg. */
export type Carried = { readonly legId: string; readonly heard: string; readonly at: Instant };

/** What the judge has seen of a night so far. */
export type Court = {
  readonly world: World;
  readonly network: Network;
  readonly broken: string[];
  readonly seen: Map<
    string,
    { events: number; compared: number; last: object | null; session: Session }
  >;
  readonly owing: Owing[];
  readonly answers: Map<string, Answer>;
  /** Every answer carried to the line, by the id of the input it becomes. */
  readonly carried: Map<string, Carried>;
  /** When somebody last answered for a session's caller, as the carrier or a screen saw it. */
  readonly lastAnswer: Map<string, Instant>;
  /** Check-ins after which help was sent for silence. */
  readonly missed: Set<string>;
  /** Since when something that must never last has been so. */
  readonly lasting: Map<string, Instant>;
  /** How late what was owed came, at worst. */
  readonly worst: Map<string, number>;
};

export const courtOf = (world: World, network: Network): Court => ({
  world,
  network,
  broken: [],
  seen: new Map(),
  owing: [],
  answers: new Map(),
  carried: new Map(),
  lastAnswer: new Map(),
  missed: new Set(),
  lasting: new Map(),
  worst: new Map(),
});

export function forget(
  { world, seen, answers, carried, lasting, lastAnswer }: Court,
  before: Instant,
): void {
  const isKept = (id: string) => world.rows.sessions.has(id);
  for (const id of seen.keys()) if (!isKept(id)) seen.delete(id);
  for (const id of lastAnswer.keys()) if (!isKept(id)) lastAnswer.delete(id);
  for (const [key, { sessionId }] of answers) if (!isKept(sessionId)) answers.delete(key);
  for (const [key, { at }] of carried) if (at < before) carried.delete(key);
  for (const [key, since] of lasting) if (since < before) lasting.delete(key);
}

export const stored = ({ world }: Court, sessionId: string): Session | null =>
  world.rows.sessions.get(sessionId)?.session ?? null;

export function say(court: Court, promise: string, sessionId: string, what: string): void {
  const broken = `${promise}, session ${sessionId.slice(-4)}: ${what}`;
  court.world.note(`BROKEN ${broken}`);
  court.broken.push(broken);
}

export function cameLate(court: Court, promise: string, ms: number): void {
  court.worst.set(promise, Math.max(ms, court.worst.get(promise) ?? 0));
}
