import type { Circle, Instant, Via } from "./session/people.ts";

/**
 * The numbers of presence, all of them. They are the line's and not a session's: nothing a caller was promised rests on them.
 * Sources: PRACTICE 18 and 30; docs/decisions/022-who-can-be-reached.md for those that are ours.
 */
export const PRESENCE = {
  /** A console says every so often that it is there (ours). */
  beatEveryMs: 3_000,
  /** After so long without a word, a ring is not expected to reach a softphone (ours: five beats). */
  staleMs: 15_000,
  /** A responder with a caller, unheard for so long, is asked by voice to press star (PRACTICE 18). */
  unheardMs: 8_000,
  /** Unheard for so long they are lost, if they were asked (PRACTICE 18). */
  lostMs: 11_000,
  /** However late they were asked, they have so long to press it (ours: PRACTICE 18's own difference). */
  starWithinMs: 3_000,
  /** Star, or a check-in they confirm, holds for so long where their console stays silent (ours). */
  signHoldsMs: 45_000,
  /** A call about themselves keeps one of ours engaged for so long: till then a ring that ends as busy says nothing (ours: it rings for 25 s). */
  ownCallMs: 45_000,
  /** The same person on call is asked to stand by once in so long (ours). */
  standbyAgainMs: 30 * 60_000,
  /** Whoever says that they cover is rung like somebody on the line for so long (ours: PRACTICE 29 suggests half an hour of rest). */
  coversMs: 30 * 60_000,
  /** While nobody covers for who rests, the next of those on call or supervising is rung (ours). */
  coverEveryMs: 60_000,
  /** A test ring not taken by then was missed (ours: it rings for 25 s and is said twice). */
  testRingMs: 60_000,
  /** Later than so long after its beginning a shift is not tested any more (ours). */
  testRingLateMs: 5 * 60_000,
} as const;

/** What a person chose, or what an emergency did: never an automatic rule. */
export type State = "here" | "break" | "resting";

/** What a console says of the device its person is rung on. */
export type Device = { readonly registered: boolean; readonly microphone: boolean };

export const DEAF_REASONS = ["ringMissed", "noHeartbeat", "notRegistered", "noMicrophone"] as const;
/** Why a ring is not expected to reach somebody who is there, as far as machines can tell. */
export type Deaf = (typeof DEAF_REASONS)[number];

/** Somebody on shift, as their row says. */
export type Seen = {
  readonly staffId: string;
  readonly circle: Circle;
  readonly via: Via;
  readonly state: State;
  /** When their shift began, or they said that they are back: reason enough to expect them for a moment. */
  readonly cameAt: Instant;
  readonly heard: (Device & { readonly at: Instant }) | null;
  /** The last ring of this shift went unanswered, and they have neither taken a call nor said that they are back since. */
  readonly missed: boolean;
};

export type Unreachable = "offShift" | "onBreak" | "resting" | Deaf;

/** Whether somebody counts as reachable, and what there is against it. */
export type Standing = {
  readonly reachable: boolean;
  /** With `reachable`: what would be against it, were they not the last of their circle. */
  readonly why: Unreachable | null;
};

/** What an automatic rule has against somebody. A plain phone needs no heartbeat. */
export function deafness(seen: Seen, at: Instant): Deaf | null {
  if (seen.missed) return "ringMissed";
  if (seen.via === "phone") return null;
  const lastSign = Math.max(seen.cameAt, seen.heard?.at ?? seen.cameAt);
  if (at - lastSign >= PRESENCE.staleMs) return "noHeartbeat";
  if (seen.heard === null || seen.heard.at < seen.cameAt) return null;
  if (!seen.heard.registered) return "notRegistered";
  return seen.heard.microphone ? null : "noMicrophone";
}

const away = { here: null, break: "onBreak", resting: "resting" } as const satisfies Record<
  State,
  Unreachable | null
>;

/**
 * Everybody's standing. Where all of a circle who are here look deaf, all of them stay reachable: no automatic rule takes the
 * reachable people of a circle from one to zero (PRACTICE 30).
 */
export function standings(
  people: readonly Seen[],
  at: Instant,
): ReadonlyMap<string, Standing & { readonly deaf: Deaf | null }> {
  const judged = people.map((seen) => ({ seen, deaf: deafness(seen, at) }));
  const heard = new Set(
    judged
      .filter(({ seen, deaf }) => seen.state === "here" && deaf === null)
      .map(({ seen }) => seen.circle),
  );
  return new Map(
    judged.map(({ seen, deaf }) => {
      const absent = away[seen.state];
      const reachable = absent === null && (deaf === null || !heard.has(seen.circle));
      return [seen.staffId, { reachable, why: absent ?? deaf, deaf }] as const;
    }),
  );
}

const LIVE = "presence:";

/** How a change of somebody's standing is named to consoles, among the ids of sessions that changed. */
export const presenceName = (staffId: string): string => `${LIVE}${staffId}`;

/** Whose standing changed; null for a session's id. */
export const staffOfName = (name: string): string | null =>
  name.startsWith(LIVE) ? name.slice(LIVE.length) : null;
