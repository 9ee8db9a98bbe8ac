import { inTurn, now, record } from "./compose.ts";
import { refuse, type Decision, type Refusal } from "./decision.ts";
import type { Instant } from "./people.ts";
import { seek } from "./ringing.ts";
import { numbersOf, type Session } from "./session.ts";

/**
 * Somebody is about to use and nobody is free for them: a caller who only talks may make room, and is called back (PRACTICE 3). Never
 * forced, and never somebody who is watched over or worried about.
 */
export function offerCallBack(session: Session, at: Instant): Decision {
  const { caller, company } = session;
  const { responder } = company;
  if (responder === null) return refuse("noResponder");
  const refused = whyNot(session);
  if (refused !== null) return refuse(refused);
  const by = at + numbersOf(session).callBackPromiseMs;
  const legs = [caller.legId, responder.legId];
  return inTurn(
    session,
    () =>
      record(
        at,
        [{ kind: "callBackAgreed", by, staffId: responder.staffId }],
        [
          now(by, { kind: "callBackPromised", by }),
          ...legs.map((legId) => now(at, { kind: "moveLeg", legId } as const)),
        ],
      ),
    seek(at),
  );
}

function whyNot(session: Session): Refusal | null {
  const { caller, watch, help, concerns, plan, transfer } = session;
  if (caller.on !== "line") return "lineLost";
  if (watch !== null) return "watchOpen";
  if (help.state !== "none") return "helpAskedAlready";
  if (concerns.length > 0) return "worrying";
  if (transfer !== undefined && transfer.state !== "ended") return "transferAlready";
  return caller.numberKnown || plan.numberGiven ? null : "noNumber";
}
