import type { Restricted } from "../restrictions.ts";
import { inTurn, now, owe, record, when } from "./compose.ts";
import { nothing, type Decision } from "./decision.ts";
import type { Instant } from "./people.ts";
import { seek } from "./ringing.ts";
import type { Session } from "./session.ts";

/** Nobody is rung for a talk with them. An emergency, or help once asked for, ends that for good: then they are a caller like any other. */
export function restrictionOf({ restriction, emergency, help }: Session): Restricted | null {
  return emergency || help.state !== "none" ? null : (restriction ?? null);
}

/** A supervisor has people rung for this caller, now; what stands about the number is not changed by it. */
export function liftRestriction(session: Session, by: string, at: Instant): Decision {
  if (restrictionOf(session) === null) return nothing;
  const { caller } = session;
  return inTurn(
    session,
    () => record(at, [{ kind: "restrictionLifted", by }]),
    seek(at),
    when(caller.on === "line", () => owe(now(at, { kind: "moveLeg", legId: caller.legId }))),
  );
}
