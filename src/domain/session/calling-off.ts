import { inTurn, later, now, owe, record, when } from "./compose.ts";
import { armed, resumed } from "./deadlines.ts";
import { nothing, refuse, type Decision } from "./decision.ts";
import { allCallsFor, callsFor, live, taken, whoHasIt } from "./dispatch.ts";
import { openLineSpeaks } from "./open-line.ts";
import type { Instant } from "./people.ts";
import type { StandDownReason } from "./plan.ts";
import { helpIsOut, numbersOf, type Session } from "./session.ts";
import { speakerIsUp } from "./speaker.ts";
import { trustedToldOver } from "./trusted.ts";

type Said = { readonly by: string; readonly reason: StandDownReason };

/** Only a person calls help off, named, with a reason; the desk is told and decides (promise 6). The watch goes on at 45 s. */
export function standDown(session: Session, said: Said, at: Instant): Decision {
  if (!helpIsOut(session)) return refuse("helpNotAsked");
  return inTurn(
    session,
    (s) => calledOff(s, said, at),
    (s) => tellDesk(s, nextTelling(s), at),
  );
}

/** On a lost line it is the reach deadline that stands again, for nobody has heard a goodbye. */
function calledOff(session: Session, said: Said, at: Instant): Decision {
  const moves = resumed(session, at);
  return record(
    at,
    [{ kind: "helpStoodDown", ...said, moves }],
    [
      ...(moves === null ? [] : armed(moves)),
      now(at, { kind: "endRinging", role: "desk" }),
      ...trustedToldOver(session, at),
    ],
  );
}

/** Names the next call that tells a desk: every telling is made once. */
export const nextTelling = (session: Session): number =>
  allCallsFor(session, "answering").length + 1;

/** Tells whoever has it, or heard of it last, that the caller answers or that we called it off (words 11c). */
export function tellDesk(session: Session, attempt: number, at: Instant): Decision {
  if (attempt !== nextTelling(session) || !hasNews(session)) return nothing;
  if (live(callsFor(session, "answering")).length > 0) return nothing;
  const deskId = whoHasIt(session);
  if (deskId === undefined) return nothing;
  const rung = { deskId, attempt, errand: "answering", beside: false } as const;
  return record(at, [{ kind: "deskRung", ...rung }], [now(at, { kind: "callDesk", ...rung })]);
}

/** The caller answers, or help was called off, and no desk has answered for it yet. */
const hasNews = ({ help }: Session): boolean =>
  (help.answeringSince !== null || help.state === "stoodDown") &&
  help.deskStill === null &&
  help.state !== "arrived";

/** A desk that was being told is rung until somebody there has answered for it. */
export function tellAgain(session: Session, at: Instant): Decision {
  const telling = callsFor(session, "answering");
  if (telling.length === 0 || live(telling).length > 0 || !hasNews(session)) return nothing;
  const again = { kind: "tellDesk", attempt: nextTelling(session) } as const;
  return owe(later(at, numbersOf(session).nextRoundMs, again));
}

/** The desk decides: still sending, and arrival is owed again; or cancelled, and the watch goes on (PRACTICE 26). */
export function deskDecided(
  session: Session,
  stillSending: boolean,
  by: string,
  at: Instant,
): Decision {
  if (session.help.state === "none") return refuse("helpNotAsked");
  if (session.help.state === "arrived") return nothing;
  const told = { kind: "deskTold", stillSending, by } as const;
  if (!stillSending) {
    return inTurn(
      session,
      when(helpIsOut(session), (s) => calledOff(s, { by, reason: "callerTalking" }, at)),
      () => record(at, [{ ...told, arrivalDueAt: null }]),
    );
  }
  const arrivalDueAt = at + numbersOf(session).arrivalMs;
  const arrival = now(arrivalDueAt, { kind: "arrival", dueAt: arrivalDueAt });
  return inTurn(
    session,
    () => record(at, [{ ...told, arrivalDueAt }], [arrival]),
    when(!helpIsOut(session), (s) => openLineSpeaks(s, s.help.openLineTurn + 1, at)),
  );
}

/** Keys pressed by the person at the desk. */
export function deskKey(
  session: Session,
  pressed: { legId: string; deskId: string; ask: string; digits: string },
  at: Instant,
): Decision {
  const { legId, deskId, ask, digits } = pressed;
  const by = `desk:${deskId}`;
  if (digits === "3") return asksForPerson(session, legId, at);
  if (ask === "answering" && digits === "1") return deskDecided(session, true, by, at);
  if (ask === "answering" && digits === "2") return deskDecided(session, false, by, at);
  if (ask === "brief" && digits === "1") return taken(session, { deskId, by }, at);
  return nothing;
}

function asksForPerson(session: Session, legId: string, at: Instant): Decision {
  const { company, help } = session;
  const responder = company.state === "with" ? company.responder : null;
  const speaks = { kind: "speakerJoined", staffId: responder?.staffId ?? "", legId: null } as const;
  return inTurn(
    session,
    () => record(at, [{ kind: "deskAskedForPerson", legId }]),
    when(!speakerIsUp(session) && responder !== null, () => record(at, [speaks])),
    (s) =>
      speakerIsUp(s)
        ? owe(now(at, { kind: "moveLeg", legId }))
        : owe(now(at, { kind: "ringSpeaker", attempt: (help.speaker?.attempt ?? 0) + 1 })),
  );
}
