import { now, record } from "./compose.ts";
import { nothing, type Decision } from "./decision.ts";
import type { Instant, Person, Via } from "./people.ts";
import { numbersOf, type Ring, type Session } from "./session.ts";

type Reached = Pick<Person, "staffId" | "via" | "hasPhone" | "deaf">;

/**
 * Where somebody is rung: on their own phone once they have missed a ring of this search or their softphone looks deaf, if that
 * is how they want it (PRACTICE 18, 30).
 */
export function ringVia(
  { company }: Session,
  { staffId, via, hasPhone = false, deaf = false }: Reached,
): Via {
  const missed = company.missed.some((miss) => miss.staffId === staffId);
  return hasPhone && (missed || deaf) ? "phone" : via;
}

/** Whose softphone has just failed them, on a ring or in the middle of a call. */
export type Failed = Pick<Ring, "staffId" | "via" | "languages" | "orPhone"> & {
  readonly legId: string;
};

/** Their own phone is rung at once, before anybody else is thought of; only while somebody is being sought. */
export function ringOwnPhone(session: Session, failed: Failed, at: Instant): Decision {
  const { staffId, languages, orPhone = false, legId: after } = failed;
  if (session.company.search === null || !orPhone || failed.via === "phone") return nothing;
  const via = "phone" as const;
  const until = at + numbersOf(session).ringHoldsMs;
  return record(
    at,
    [{ kind: "responderRung", staffId, via, until, languages, orPhone, after }],
    [now(at, { kind: "ringResponder", staffId, via, until })],
  );
}
