import type { ReasonToOpen } from "../audit.ts";
import { record } from "./compose.ts";
import { nothing, type Decision } from "./decision.ts";
import type { Instant } from "./people.ts";
import { phaseOf, type Session } from "./session.ts";

/** Long enough to say it to somebody, or to correct it. */
export const OPEN_FOR_MS = 2 * 60_000;

/**
 * Whether nobody sees the place now, but who said why. Help opens it to all who may read the plan, and no other step does: the
 * third ask is the caller's objection (PRACTICE 26), so an answer there leaves it shut. Called off, it is shut again.
 */
export function placeIsShut(session: Session): boolean {
  return session.seal?.shut === true && session.closed === null && !isNeeded(session);
}

const isNeeded = (session: Session): boolean =>
  phaseOf(session) === "escalated" || session.help.state === "arrived";

/** The reason for which this person sees a place that is shut; null where they gave none, or its time is over. */
export const openedBecause = (
  { seal }: Session,
  staffId: string,
  at: Instant,
): ReasonToOpen | null =>
  seal?.opened.find(({ by, until }) => by === staffId && at < until)?.because ?? null;

export const isSealedFor = (session: Session, staffId: string, at: Instant): boolean =>
  placeIsShut(session) && openedBecause(session, staffId, at) === null;

type Looking = { readonly by: string; readonly because: ReasonToOpen };

/** Looking before it is needed: for a while, and written down with why. Where it is not shut there is nothing to open. */
export function openPlace(session: Session, { by, because }: Looking, at: Instant): Decision {
  if (!placeIsShut(session)) return nothing;
  return record(at, [{ kind: "placeOpened", by, because, until: at + OPEN_FOR_MS }]);
}
