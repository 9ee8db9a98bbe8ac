import type { Deaf, Device, State } from "../../src/domain/presence.ts";
import type { Instant } from "../../src/domain/session/people.ts";
import type { Rows } from "./memory-store.ts";

/** What is known of somebody's reachability, as in the table `presence`. */
export type PresenceRow = {
  state: State;
  since: Instant;
  heard: (Device & { readonly at: Instant }) | null;
  missedAt: Instant | null;
  callEndedAt: Instant | null;
  coversUntil: Instant | null;
  standbyAskedAt: Instant | null;
  noted: Deaf | null;
};

/** Their row, made if there is none. */
export function presenceOf(rows: Rows, staffId: string, at: Instant): PresenceRow {
  const known = rows.presence.get(staffId) ?? { ...nobodyYet, since: at };
  rows.presence.set(staffId, known);
  return known;
}

/** Of whom nothing is known. */
export const nobodyYet: PresenceRow = {
  state: "here",
  since: 0,
  heard: null,
  missedAt: null,
  callEndedAt: null,
  coversUntil: null,
  standbyAskedAt: null,
  noted: null,
};
