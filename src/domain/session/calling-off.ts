import { inTurn, now, owe, record, when } from "./compose.ts";
import { armed, relook, resumed } from "./deadlines.ts";
import { refuse, nothing, type Decision } from "./decision.ts";
import { live } from "./desk-calls.ts";
import type { Duty } from "./duties.ts";
import { openLineSpeaks } from "./open-line.ts";
import type { Instant, Via } from "./people.ts";
import type { StandDownReason } from "./plan.ts";
import { seek } from "./ringing.ts";
import { helpIsOut, numbersOf, type Session } from "./session.ts";
import { speakerIsUp } from "./speaker.ts";
import { nextTelling, tellDesks } from "./telling.ts";
import { trustedToldOver } from "./trusted.ts";

type Responding = { readonly staffId: string; readonly via: Via; readonly legId: string };
type Said = { readonly by: string; readonly reason: StandDownReason };

/** Only a person calls help off, named, with a reason; the desk is told and decides (promise 6). The watch goes on at 45 s. */
export function standDown(session: Session, said: Said, at: Instant): Decision {
  if (!helpIsOut(session)) return refuse("helpNotAsked");
  return inTurn(
    session,
    (s) => calledOff(s, said, at),
    (s) => tellDesks(s, nextTelling(s), at),
    (s) => whoStays(s, at),
  );
}

/** Whoever spoke to the desk and is still with a caller who has nobody else is their responder now; without one, somebody is rung. */
function whoStays(session: Session, at: Instant): Decision {
  const { caller, company, help } = session;
  const { speaker } = help;
  if (company.state === "with" || company.search === null) return nothing;
  if (caller.on === "line" && speaker?.state === "up" && speaker.legId !== null) {
    const { staffId, legId, via = "softphone" } = speaker;
    return inTurn(
      session,
      () =>
        record(
          at,
          [
            { kind: "responderJoined", staffId, via, legId },
            { kind: "speakerJoined", staffId, legId: null },
          ],
          [now(at, { kind: "endRings", except: legId, role: "responder" })],
        ),
      (s) => owe(...relook(s, at), ...onOwnPhone({ staffId, via, legId }, at)),
    );
  }
  return company.search.since === at ? seek(at)(session) : nothing;
}

/** Their phone has the star key from now on, and the page of this session if they want it (PRACTICE 17). */
const onOwnPhone = ({ staffId, via, legId }: Responding, at: Instant): readonly Duty[] =>
  via === "phone"
    ? [now(at, { kind: "moveLeg", legId }), now(at, { kind: "textPage", staffId })]
    : [];

/** On a lost line it is the reach deadline that stands again, for nobody has heard a goodbye. */
function calledOff(session: Session, said: Said, at: Instant): Decision {
  const moves = resumed(session, at);
  return record(
    at,
    [{ kind: "helpStoodDown", ...said, moves }],
    [
      ...(moves === null ? [] : armed(moves)),
      now(at, { kind: "endRinging", role: "desk" }),
      ...hearItIsOff(session, at),
      ...trustedToldOver(session, at),
      ...whoWasGoing(session, at),
    ],
  );
}

/** Desks that listen to a recording hear now that it is called off. */
function hearItIsOff(session: Session, at: Instant): readonly Duty[] {
  if (speakerIsUp(session)) return [];
  return live(session.help.desks).flatMap(({ state, legId }) =>
    state === "answered" && legId !== null ? [now(at, { kind: "moveLeg", legId } as const)] : [],
  );
}

/** A trusted person who said they are going is rung as well: they may not look at a text on the way. */
function whoWasGoing({ help }: Session, at: Instant): readonly Duty[] {
  if (help.trusted !== "going") return [];
  return [now(at, { kind: "callTrusted", attempt: help.trustedTries + 1 })];
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
      (s) => tellDesks(s, nextTelling(s), at),
      (s) => whoStays(s, at),
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
