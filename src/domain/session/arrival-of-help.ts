import { later, now, record } from "./compose.ts";
import { nothing, refuse, type Decision } from "./decision.ts";
import { whoHasIt } from "./desk-calls.ts";
import { ringing } from "./dispatch.ts";
import type { Instant } from "./people.ts";
import type { ArrivalTrouble } from "./plan.ts";
import { helpIsOut, numbersOf, type Session } from "./session.ts";
import { speakerIsUp } from "./speaker.ts";
import { trustedToldOver } from "./trusted.ts";

/** "Is help with them?" Owed from the moment somebody took it until help is with the caller (PRACTICE 23). */
export function arrivalDue(session: Session, dueAt: Instant, at: Instant): Decision {
  const { help } = session;
  if (!helpIsOut(session) || help.arrivalDueAt !== dueAt) return nothing;
  const next = at + numbersOf(session).arrivalEveryMs;
  return record(
    at,
    [{ kind: "arrivalAsked", dueAt: next }],
    [now(at, { kind: "page", because: "arrival" }), now(next, { kind: "arrival", dueAt: next })],
  );
}

/** They are at a door that does not open, or at another's: the desk is rung again, same reference. */
export function arrivalTroubled(
  session: Session,
  what: ArrivalTrouble,
  by: string,
  at: Instant,
): Decision {
  if (!helpIsOut(session)) return refuse("helpNotAsked");
  const deskId = whoHasIt(session) ?? session.plan.desks[0];
  const trouble = { kind: "arrivalTroubled", what, by } as const;
  const page = now(at, { kind: "page", because: "arrival" });
  if (deskId === undefined) return record(at, [trouble], [page]);
  const rung = ringing(session, deskId, false);
  const attempt = (session.help.speaker?.attempt ?? 0) + 1;
  const person = speakerIsUp(session) ? [] : [now(at, { kind: "ringSpeaker", attempt } as const)];
  return record(
    at,
    [trouble, { kind: "deskRung", ...rung }],
    [
      now(at, { kind: "callDesk", ...rung }),
      // Should word of how the call ended never reach us.
      later(at, numbersOf(session).nextRouteMs, { kind: "nextRoute", attempt: rung.attempt }),
      ...person,
      page,
    ],
  );
}

/** A named person says help is with the caller, and from whom they know. The watch has done its work. */
export function helpArrived(
  session: Session,
  heard: { by: string; heardFrom: string },
  at: Instant,
): Decision {
  if (!helpIsOut(session) && session.help.state !== "stoodDown") return refuse("helpNotAsked");
  const ended =
    session.watch === null ? [] : [{ kind: "watchEnded", because: "helpArrived" } as const];
  return record(at, [{ kind: "helpArrived", ...heard }, ...ended], trustedToldOver(session, at));
}
