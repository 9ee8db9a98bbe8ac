import { closeSession } from "./closing.ts";
import { inTurn, now, owe, record, when } from "./compose.ts";
import { nothing, refuse, type Decision } from "./decision.ts";
import { lineRestored } from "./line-loss.ts";
import type { Instant } from "./people.ts";
import { helpIsOut, type Session } from "./session.ts";

/** Somebody rings while this line is lost: "Were we just cut off? Press 1" comes before anything else (PRACTICE 20). */
export function redialArrived(
  session: Session,
  { legId, numberKnown }: { legId: string; numberKnown: boolean },
  at: Instant,
): Decision {
  const asked = { kind: "redialAsked", legId, numberKnown } as const;
  const isLost = session.caller.on === "lost";
  return record(at, isLost ? [asked] : [asked, { kind: "redialDeclined", legId }]);
}

/** Only 1 rejoins. Without a number to go by, the responder says whether it is them; with none, it is a new session. */
export function redialKey(
  session: Session,
  { legId, ask, digits }: { legId: string; ask: string; digits: string },
  at: Instant,
): Decision {
  const { redial, company, caller } = session;
  if (redial?.legId !== legId || redial.state !== "asked" || ask !== "redial") return nothing;
  const declined = record(at, [{ kind: "redialDeclined", legId }]);
  if (digits !== "1" || caller.on === "line") return declined;
  if (redial.numberKnown) return lineRestored(session, { legId, how: "redial", by: "caller" }, at);
  return company.state === "with" ? record(at, [{ kind: "redialUnsure", legId }]) : declined;
}

/** The responder has heard who it is. */
export function redialJudged(session: Session, same: boolean, by: string, at: Instant): Decision {
  const { redial } = session;
  if (redial?.state !== "unsure") return refuse("noRedial");
  const { legId } = redial;
  if (same) {
    return inTurn(
      session,
      (s) => lineRestored(s, { legId, how: "redial", by }, at),
      // With their next fetch, what they began before they were known ends: nobody is rung for it any more.
      () => owe(now(at, { kind: "moveLeg", legId })),
    );
  }
  return inTurn(
    session,
    () => record(at, [{ kind: "redialDeclined", legId }]),
    () => owe(now(at, { kind: "moveLeg", legId })),
  );
}

/** They hung up, or their own session wants them back. */
export function redialEnded(session: Session, legId: string, at: Instant): Decision {
  const open = session.redial?.legId === legId && session.redial.state !== "declined";
  return open ? record(at, [{ kind: "redialDeclined", legId }]) : nothing;
}

/**
 * The caller was cut off from another session, and has just said so: there they are watched over and asked. Here is nobody left to
 * be. Help that was sent meanwhile is not called off by this: a person decides.
 */
export function wentBack(session: Session, at: Instant): Decision {
  return inTurn(
    session,
    () => record(at, [{ kind: "callerWentBack" }]),
    when(helpIsOut(session), () => owe(now(at, { kind: "page", because: "answeredAfterSending" }))),
    when(!helpIsOut(session) && session.watch !== null, () =>
      record(at, [{ kind: "watchEnded", because: "wentBack" }]),
    ),
    when(!helpIsOut(session), (s) => closeSession(s, { outcome: "left", by: "caller" }, at)),
  );
}
