import { PRESENCE } from "../presence.ts";
import { responderLost } from "./company.ts";
import { inTurn, now, owe, record } from "./compose.ts";
import { nothing, type Decision } from "./decision.ts";
import type { Instant } from "./people.ts";
import type { Session } from "./session.ts";

/** What the line knows of the console of a responder who is with a caller. */
export type LastSign = { readonly staffId: string; readonly lastSignAt: Instant };

/**
 * A responder's console has gone silent: they are asked by voice to press star, and without it are lost (PRACTICE 18). A sign of
 * life since, by heartbeat, key or a confirmed check-in, ends it. No deadline moves.
 */
export function responderUnheard(session: Session, seen: LastSign, at: Instant): Decision {
  const { responder } = session.company;
  if (responder === null || responder.staffId !== seen.staffId) return nothing;
  if (responder.via === "phone") return nothing;
  const { unheardUntil, signAt = 0, legId, staffId } = responder;
  const lastSignAt = Math.max(seen.lastSignAt, signAt);
  // Who shows themselves while their console is long silent is taken at their word; one that speaks is believed again.
  const isAtTheirWord = signAt - seen.lastSignAt >= PRESENCE.unheardMs;
  const holdsMs = isAtTheirWord ? PRESENCE.signHoldsMs : PRESENCE.unheardMs;
  if (at - lastSignAt < holdsMs) {
    return unheardUntil === undefined ? nothing : record(at, [{ kind: "responderHeard", staffId }]);
  }
  if (unheardUntil === undefined) {
    const until = Math.max(lastSignAt + PRESENCE.lostMs, at + PRESENCE.starWithinMs);
    return record(
      at,
      [{ kind: "responderUnheard", staffId, until }],
      [now(at, { kind: "pressStar", legId })],
    );
  }
  if (at < unheardUntil) return nothing;
  // A line nobody is at must not keep them from being rung elsewhere, nor stay in the conference.
  return inTurn(
    session,
    (s) => responderLost(s, at),
    () => owe(now(at, { kind: "hangUp", legId })),
  );
}

/** Star, from inside the conference: they are there, whatever their console says. */
export function starPressed(session: Session, legId: string, at: Instant): Decision {
  const { responder } = session.company;
  if (responder?.legId !== legId || responder.unheardUntil === undefined) return nothing;
  return record(at, [{ kind: "responderHeard", staffId: responder.staffId }]);
}
