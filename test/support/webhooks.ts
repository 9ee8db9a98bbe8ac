import type { Instant } from "../../src/domain/session/people.ts";
import {
  answerCall,
  answerLeg,
  type Answer,
  type Heard,
  type OnCall,
} from "../../src/engine/answered.ts";
import type { Arrivals } from "../../src/engine/arrive.ts";
import type { Line } from "../../src/engine/ports.ts";

/** What a leg's request brings, as its address and form would. */
export type Asking = {
  readonly legId: string;
  readonly ask: string;
  readonly askedAt: Instant;
  readonly turn: number;
  readonly heard: Heard | null;
  /** When the answer was given, if not now. */
  readonly answeredAt: Instant | null;
  readonly call: OnCall;
};

type Routes = { readonly line: Line; readonly arrivals: Arrivals };

/** A request for a leg's script, or for a call that has no leg yet, without TwiML: what src/http/leg.ts hands to the engine. */
export function fetched(
  routes: Routes,
  { answeredAt, askedAt, ...asking }: Omit<Asking, "legId"> & { readonly legId: string | null },
): Promise<Answer | null> {
  const { legId, call, ask } = asking;
  if (legId === null) return answerCall(routes, call);
  return answerLeg(routes, {
    ...asking,
    legId,
    askedAt: String(askedAt),
    at: answeredAt ?? routes.line.clock.now(),
    leftConference: ask === "conference",
  });
}

/** The input that an answer becomes, by its id. */
export const causeOf = ({ legId, ask, askedAt, turn }: Asking): string =>
  `${legId}:${ask}:${askedAt}:${turn}`;
