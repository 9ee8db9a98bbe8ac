import { closeSession } from "./closing.ts";
import { inTurn, later, now, owe, record } from "./compose.ts";
import { nothing, refuse, type Decision } from "./decision.ts";
import type { Alarm, Duty } from "./duties.ts";
import type { Ending, Instant } from "./people.ts";
import { seek } from "./ringing.ts";
import type { Session } from "./session.ts";

/** How often somebody who asked to be called is called before a person decides. */
const TRIES = 3;
/** Between two tries, at least. */
const REST_MS = 60_000;

/** From the time promised on, supervisors are told this often that it is theirs to decide. */
export const REMINDED_EVERY_MS = 30 * 60_000;
/** Who was not reached this long after the time promised has left: the line closes it, and where they were is erased. */
export const OVER_AFTER_MS = 12 * 60 * 60_000;

const triesOf = ({ caller }: Session): number => caller.callBackTries ?? 0;

/** They are not called again of the line's own accord. */
export const triesAreOver = (session: Session): boolean => triesOf(session) >= TRIES;

/** The time has come that was promised, or another half hour has gone by since, and they were not reached. */
export function callBackPromiseDue(session: Session, by: Instant, at: Instant): Decision {
  if (!isPromised(session, by)) return nothing;
  if (at >= by + OVER_AFTER_MS && mayBeOver(session)) {
    return closeSession(session, { outcome: "left", by: "line" }, at);
  }
  const again = later(at, REMINDED_EVERY_MS, { kind: "callBackPromised", by });
  const isNews = at < by + REMINDED_EVERY_MS && !triesAreOver(session);
  return inTurn(
    session,
    () => (isNews ? late(at) : owe(tellSupervisors(at))),
    () => owe(again),
  );
}

/** Neither being called at this moment, nor with help on its way to them. */
const mayBeOver = ({ company, watch, help }: Session): boolean =>
  company.state !== "with" && watch === null && help.state === "none";

const isPromised = ({ caller }: Session, by: Instant): boolean =>
  caller.callBackBy === by && caller.on !== "line";

const late = (at: Instant): Decision =>
  record(at, [{ kind: "callBackLate" }], [tellSupervisors(at)]);

const tellSupervisors = (at: Instant): Duty => now(at, { kind: "page", because: "callBackLate" });

/**
 * They asked to be called, and did not pick up; or a machine did, which is told nothing. Their responder is free again, and they are
 * called twice more, spread over what is left of the time that was promised. After that a supervisor decides.
 */
export function callBackUnanswered(session: Session, how: Ending, at: Instant): Decision {
  const { caller, company, watch, help } = session;
  const { responder } = company;
  const { callBackBy: by } = caller;
  if (by === null || caller.on === "line" || responder === null) return nothing;
  if (watch !== null || help.state !== "none") return nothing;
  const tries = triesOf(session) + 1;
  const told = now(at, { kind: "moveLeg", legId: responder.legId });
  return inTurn(
    session,
    () => record(at, [{ kind: "callBackUnanswered", how, tries }], [told]),
    () => (tries < TRIES ? owe(again(by, tries, at)) : late(at)),
  );
}

function again(by: Instant, tries: number, at: Instant): Duty {
  const spreadMs = (by - at) / (TRIES - tries + 1);
  return now(at + Math.max(REST_MS, spreadMs), { kind: "callBackAgain", by, tries });
}

/** Somebody is found for the next try, like for any caller. */
export function callBackAgain(
  session: Session,
  { by, tries }: Alarm & { kind: "callBackAgain" },
  at: Instant,
): Decision {
  if (!isPromised(session, by) || triesOf(session) !== tries) return nothing;
  return sought(session, "line", at);
}

/** A person has them called once more. */
export function callThemNow(session: Session, by: string, at: Instant): Decision {
  return session.closed === null ? sought(session, by, at) : refuse("closed");
}

/** Nobody is with them and nobody is being found: from now on somebody is. */
export function sought(session: Session, by: string, at: Instant): Decision {
  const { company } = session;
  if (company.state === "with" || company.search !== null) return nothing;
  return inTurn(session, () => record(at, [{ kind: "callBackSought", by }]), seek(at));
}
