import { deskDecided } from "./calling-off.ts";
import { inTurn, now, owe, record } from "./compose.ts";
import { nothing, type Decision } from "./decision.ts";
import { whoHasIt } from "./desk-calls.ts";
import { taken } from "./dispatch.ts";
import type { CallBackProof, Instant } from "./people.ts";
import type { Session } from "./session.ts";
import { speakerIsUp, speakerJoins } from "./speaker.ts";
import { isBeingTold } from "./telling.ts";

type AtDesk = { readonly legId: string; readonly deskId: string };

type Pressed = AtDesk & { readonly ask: string; readonly digits: string };

/** Keys pressed by the person at the desk: that it is a person is kept before what they mean by it. */
export function deskKey(session: Session, pressed: Pressed, at: Instant): Decision {
  return inTurn(
    session,
    (s) => isPerson(s, pressed, at),
    (s) => meaning(s, pressed, at),
  );
}

const KEYS = new Set(["1", "2", "3", "4"]);

function isPerson(session: Session, { legId, deskId, digits }: Pressed, at: Instant): Decision {
  const call = session.help.desks.find((one) => one.legId === legId);
  if (call === undefined || call.person || !KEYS.has(digits)) return nothing;
  return record(at, [{ kind: "deskKeyed", deskId, legId }]);
}

function meaning(session: Session, pressed: Pressed, at: Instant): Decision {
  const { legId, deskId, ask, digits } = pressed;
  const by = `desk:${deskId}`;
  if (digits === "3") return asksForPerson(session, legId, at);
  const decides = ask === "answering" && isBeingTold(session);
  if (decides && digits === "1") return deskDecided(session, true, by, at);
  if (decides && digits === "2") return notSending(session, deskId, at);
  if (ask === "brief" && digits === "1") return taken(session, { deskId, by }, at);
  return nothing;
}

/** Whoever has it decides; a desk that only heard of it speaks for itself alone. */
function notSending(session: Session, deskId: string, at: Instant): Decision {
  const { state, notSending: known } = session.help;
  const decides = state !== "stoodDown" || deskId === whoHasIt(session);
  if (decides) return deskDecided(session, false, `desk:${deskId}`, at);
  return known.includes(deskId) ? nothing : record(at, [{ kind: "deskNotSending", deskId }]);
}

function asksForPerson(session: Session, legId: string, at: Instant): Decision {
  return inTurn(
    session,
    () => record(at, [{ kind: "deskAskedForPerson", legId }]),
    (s) => (speakerIsUp(s) ? owe(now(at, { kind: "moveLeg", legId })) : personFor(s, at)),
  );
}

/** The session's own responder speaks to a desk that waits for somebody; with nobody there one is rung. */
function personFor(session: Session, at: Instant): Decision {
  const { company, help } = session;
  if (company.state === "with" && company.responder !== null) {
    return speakerJoins(session, { staffId: company.responder.staffId, legId: null }, at);
  }
  return owe(now(at, { kind: "ringSpeaker", attempt: (help.speaker?.attempt ?? 0) + 1 }));
}

/** A desk rings us: it is joined to our people, and hears the brief until one of them is there (PRACTICE 25). */
export function deskCalledBack(
  session: Session,
  desk: AtDesk & { readonly proof: CallBackProof },
  at: Instant,
): Decision {
  if (session.help.desks.some((one) => one.legId === desk.legId)) return nothing;
  return inTurn(
    session,
    () => record(at, [{ kind: "deskCalledBack", ...desk }]),
    (s) => (speakerIsUp(s) || s.closed !== null ? nothing : personFor(s, at)),
  );
}
