import { PRESENCE, type State } from "./presence.ts";
import type { Instant, Person } from "./session/people.ts";

/** Somebody on shift, as coverage counts them. */
export type Present = Pick<
  Person,
  "staffId" | "circle" | "free" | "reachable" | "deaf" | "layer"
> & {
  readonly state: State;
  readonly standbyAskedAt: Instant | null;
};

const onLine = ({ circle }: Present): boolean => circle === "line";
const canBeRung = ({ free, reachable }: Present): boolean => free && reachable !== false;

/**
 * Whom to ask to stand by: the line is staffed, and nobody of it is free and hears a ring (PRACTICE 29: coverage counts free
 * people). Of those on call the first layer that is there; nobody twice in half an hour.
 */
export function toStandBy(people: readonly Present[], at: Instant): readonly string[] {
  const staffed = people.some(onLine);
  const free = people.some((one) => onLine(one) && one.free && one.deaf !== true);
  if (!staffed || free) return [];
  const onCall = people.filter(({ circle, state }) => circle === "on-call" && state === "here");
  const first = Math.min(...onCall.map(layerOf));
  return onCall
    .filter((one) => layerOf(one) === first)
    .filter(
      ({ standbyAskedAt }) =>
        standbyAskedAt === null || at - standbyAskedAt >= PRESENCE.standbyAgainMs,
    )
    .map(({ staffId }) => staffId);
}

const layerOf = ({ layer = 1 }: Present): number => layer;

/** Somebody of the line rests after an emergency, and nobody else of it can be rung: those on call are, until one covers (PRACTICE 29, 30). */
export function needsCover(people: readonly Present[]): boolean {
  const line = people.filter(onLine);
  return line.some(({ state }) => state === "resting") && !line.some(canBeRung);
}

/** Who is rung to cover, beginning with another in each round, 0 first: on-call by layer, then who supervises, and around again. */
export function toCover(people: readonly Present[], round: number): readonly string[] {
  const here = people.filter(({ state, free }) => state === "here" && free);
  const onCall = here.filter(({ circle }) => circle === "on-call");
  const order = [
    ...onCall.toSorted((a, b) => layerOf(a) - layerOf(b)),
    ...here.filter(({ circle }) => circle === "supervising"),
  ].map(({ staffId }) => staffId);
  const first = order.length === 0 ? 0 : round % order.length;
  return [...order.slice(first), ...order.slice(0, first)];
}
