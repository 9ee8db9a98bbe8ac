import type { Instant } from "../session/people.ts";

/** When somebody of ours is there for the others, as a peer. */
export type PeerTurn = {
  readonly id: string;
  readonly staffId: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
};

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Nobody is there for others longer at a stretch. */
const LONGEST_MS = DAY_MS;
const AHEAD_MS = 60 * DAY_MS;

/** Null: it may stand. */
export function turnRefused(
  { startsAt, endsAt }: Pick<PeerTurn, "startsAt" | "endsAt">,
  now: Instant,
): "turnWrong" | null {
  const isAhead = startsAt < endsAt && now < endsAt && startsAt <= now + AHEAD_MS;
  return isAhead && endsAt - startsAt <= LONGEST_MS ? null : "turnWrong";
}

export const isOnNow = (
  { startsAt, endsAt }: Pick<PeerTurn, "startsAt" | "endsAt">,
  now: Instant,
): boolean => startsAt <= now && now < endsAt;
