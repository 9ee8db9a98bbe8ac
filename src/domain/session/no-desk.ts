import { now, record } from "./compose.ts";
import { nothing, type Decision } from "./decision.ts";
import type { Duty } from "./duties.ts";
import type { Instant } from "./people.ts";
import { isAskedNow } from "./script-asks.ts";
import { isAskedForCode } from "./script-keep.ts";
import { isAskedForPlace } from "./script-place.ts";
import { helpChosen, isAlone, type Session } from "./session.ts";

/** The plan sends an ambulance to a place that no desk of ours covers. */
export const hasNoDesk = (session: Session): boolean =>
  session.plan.place !== "none" &&
  session.plan.desks.length === 0 &&
  helpChosen(session) === "ambulance";

/** A responder told the caller so. */
export function noDeskWasTold(session: Session, by: string, at: Instant): Decision {
  if (!hasNoDesk(session) || session.noDeskToldAt !== null) return nothing;
  return record(at, [{ kind: "noDeskTold", by }]);
}

/**
 * Nobody uses in the belief that help would come where it cannot (PRACTICE 7): from the moment a watch runs the line says so
 * itself, if no person has. `speaks`: the caller's own line brought this input, and hears it in the answer.
 */
export function tellNoDesk(session: Session, speaks: boolean, at: Instant): Decision {
  const { watch, help, caller, closed } = session;
  if (watch === null || closed !== null || help.state !== "none" || caller.on !== "line") {
    return nothing;
  }
  if (!hasNoDesk(session) || session.noDeskToldAt !== null) return nothing;
  return record(at, [{ kind: "noDeskTold", by: "line" }], said(session, speaks, at));
}

/**
 * They are being asked something outside the conference, where their responder alone would hear the announcement: it waits until
 * they are back (PRACTICE 7).
 */
export const isAskedApart = (session: Session, at: Instant): boolean =>
  isAskedNow(session) || isAskedForCode(session, at) || isAskedForPlace(session, at);

function said(session: Session, speaks: boolean, at: Instant): readonly Duty[] {
  if (!isAlone(session)) return [now(at, { kind: "announce", words: "noDesk" })];
  return speaks ? [] : [now(at, { kind: "moveLeg", legId: session.caller.legId })];
}
