import { numbersOf, type Session } from "./session/session.ts";
import type { Instant } from "./session/people.ts";

/** How long everything is kept that says who or where somebody is (docs/privacy.md). All numbers of days and hours are here. */

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * How long a key of a table seals, and when it is destroyed after that. `day` and `month` are those of the line's own clock. A key
 * `ever` lasts as long as its rows. A `hold`'s own key goes with the hold.
 */
export type KeyClass =
  | { readonly seals: "day" | "month"; readonly destroyedAfterDays: number }
  | { readonly seals: "ever" | "hold" };

/** By table, as the vault's callers name it. What is not here lasts, under the line's own key. */
export const keyClasses: readonly (readonly [string, KeyClass])[] = [
  // The keys of sessions: plans and recordings. An emergency's is kept 7 days after a close that may come the day after.
  ["data", { seals: "day", destroyedAfterDays: 8 }],
  ["note", { seals: "month", destroyedAfterDays: 90 }],
  ["referral", { seals: "month", destroyedAfterDays: 90 }],
  // What our own people write for themselves after a call, and whom they asked to talk to.
  ["after", { seals: "month", destroyedAfterDays: 90 }],
  // What callers asked us to keep, sealed anew whenever they come back.
  ["profile", { seals: "month", destroyedAfterDays: 400 }],
  ["hold", { seals: "hold" }],
  ["staff", { seals: "ever" }],
  ["desk", { seals: "ever" }],
  ["demand", { seals: "ever" }],
  ["line", { seals: "ever" }],
];

const byName: ReadonlyMap<string, KeyClass> = new Map(keyClasses);

/** Which keys seal what belongs to this row, such as "staff:robin". */
export function keyClassOf(row: string): string {
  const [table = ""] = row.split(":");
  return byName.has(table) ? table : "line";
}

export const keyClassNamed = (name: string): KeyClass | null => byName.get(name) ?? null;

/** Notes are erased by then whatever becomes of them, before their keys are. */
export const NOTES_KEPT_MS = 90 * DAY_MS;

/** What our people wrote for themselves, likewise. */
export const AFTER_KEPT_MS = 90 * DAY_MS;
/** That somebody asked a peer to call them, and when somebody was there as one. */
export const PEER_ASKS_KEPT_MS = 7 * DAY_MS;

/** Addresses of a call's page. */
export const PAGES_KEPT_MS = DAY_MS;
/** A number nobody proved, and how many codes were texted to it: so long those count. */
export const PROOFS_KEPT_MS = HOUR_MS;
/** What is written down of a number before its call is a session. */
export const UNOPENED_KEPT_MS = HOUR_MS;

/** An erasure that is owed may take this long before it counts as kept past its time. */
export const LATE_MS = 15 * 60_000;
/** What the sweep takes away may wait for the next one, and one more. */
export const SWEEP_EVERY_MS = HOUR_MS;
export const SWEPT_LATE_MS = 2 * SWEEP_EVERY_MS + LATE_MS;

/**
 * Until when the plan of a session is kept, as its close decides (decision 018); null while it is open. After an emergency until
 * the follow-up they agreed to, 7 days at most.
 */
export function planKeptUntil(session: Session): Instant | null {
  const { closed, help } = session;
  if (closed === null) return null;
  const n = numbersOf(session);
  if (help.state === "none") return closed.at + n.planKeptMs;
  return closed.at + (mayFollowUp(session) ? n.planKeptEmergencyMs : n.followUpMs);
}

/** They agreed to be called afterwards, and can be. */
export const mayFollowUp = ({ plan, caller }: Session): boolean =>
  plan.mayFollowUp === true && (caller.numberKnown || plan.numberGiven);
