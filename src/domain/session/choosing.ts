import { now, record } from "./compose.ts";
import { nothing, type Decision } from "./decision.ts";
import type { Duty } from "./duties.ts";
import { keepingOf, type Kept, type KeepWish } from "./evolve-keeping.ts";
import type { Instant } from "./people.ts";
import type { Outcome } from "./plan.ts";
import type { Session } from "./session.ts";

const ENDED_WELL: ReadonlySet<Outcome> = new Set<Outcome>(["well", "notAUseCall"]);

/** After a goodbye with nothing gone wrong, they choose what becomes of what they told us. After an emergency it is kept for the desk, as long as decision 018 says. */
export function mayChoose(session: Session): boolean {
  const { closed, help, plan, planErased } = session;
  const { opened, wish, chosen } = keepingOf(session);
  if (closed === null || !ENDED_WELL.has(closed.outcome) || help.state !== "none" || planErased)
    return false;
  if (chosen !== null || wish === "erase") return false;
  return plan.place !== "none" || opened !== null || wish !== null;
}

/** Erased when the session closes, as they told their responder. */
export const erasedAtClose = (session: Session, at: Instant): readonly Duty[] =>
  keepingOf(session).wish === "erase" && session.help.state === "none"
    ? [now(at, { kind: "eraseKept", plan: true })]
    : [];

type Pressed = { readonly legId: string; readonly ask: string; readonly digits: string };

/** 1 erases all of it now; 3 is a code of their own. 2, and the code itself, come back as `kept`. */
export function keepKey(session: Session, { legId, ask, digits }: Pressed, at: Instant): Decision {
  if (legId !== session.caller.legId || ask !== "keep" || !mayChoose(session)) return nothing;
  if (digits === "3") return record(at, [{ kind: "ownCodeAsked" }]);
  if (digits !== "1") return nothing;
  return record(
    at,
    [{ kind: "keepChosen", kept: "erase" }],
    [now(at, { kind: "eraseKept", plan: true })],
  );
}

/** Sealed. It is erased on its day, unless they come back before that or erase it themselves. */
export const wasKept = (
  session: Session,
  { kept, until }: { readonly kept: Kept; readonly until: Instant },
  at: Instant,
): Decision =>
  mayChoose(session)
    ? record(at, [{ kind: "keepChosen", kept }], [now(until, { kind: "eraseExpired" })])
    : nothing;

/** Too easy to guess: another, twice at most. */
export const refuseOwnCode = (session: Session, at: Instant): Decision =>
  mayChoose(session) ? record(at, [{ kind: "ownCodeRefused" }]) : nothing;

export const wishToKeep = (kept: KeepWish, by: string, at: Instant): Decision =>
  record(at, [{ kind: "keepWished", kept, by }]);
