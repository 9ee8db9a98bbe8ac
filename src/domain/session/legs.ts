import { parseAsk } from "./asks.ts";
import { callerKey } from "./caller-keys.ts";
import { responderLost } from "./company.ts";
import { inTurn, now, owe, record } from "./compose.ts";
import { fromStar } from "./star-menu.ts";
import { nothing, type Decision } from "./decision.ts";
import { deskCalledBack, deskKey } from "./desk-keys.ts";
import { deskAnswered, deskEnded, deskIsMachine } from "./dispatch.ts";
import type { Input } from "./inputs.ts";
import { listenerAccepted, listenerEnded } from "./listening.ts";
import { callBackPickedUp, lineDropped } from "./line-loss.ts";
import { missedRing } from "./missed-ring.ts";
import { callBackUnanswered } from "./promised-call.ts";
import { redialEnded, redialKey } from "./redial.ts";
import { responderAccepted, ringEnded } from "./ringing.ts";
import type { Session } from "./session.ts";
import { speakerAccepted, speakerEnded } from "./speaker.ts";
import { tellAgain } from "./telling.ts";
import { thirdAccepted, thirdAnswered, thirdGone } from "./transfer.ts";
import { trustedEnded, trustedKey } from "./trusted.ts";

type Of<K extends Input["kind"]> = Input & { kind: K };

/** A key on any leg, by whose leg it is. The caller's is known by its id: a redial that rejoined is the caller. */
export function keyPressed(session: Session, input: Of<"keyPressed">): Decision {
  const { legId, role, party, ask, digits, at } = input;
  if (legId === session.caller.legId) return callerKey(session, ask, { legId, digits, at });
  switch (role) {
    case "caller":
      return callerKey(session, ask, { legId, digits, at });
    case "redial":
      return redialKey(session, { legId, ask, digits }, at);
    case "desk":
      return party === null ? nothing : deskKey(session, { legId, deskId: party, ask, digits }, at);
    case "trusted":
      return trustedKey(session, legId, digits, at);
    case "third":
      return nothing;
    case "responder":
    case "speaker":
    case "supervisor":
      return fromStar(session, { legId, staffId: party, ask: parseAsk(ask), digits }, input);
  }
}

export function legAccepted(session: Session, input: Of<"legAccepted">): Decision {
  const { legId, role, staffId, via, at } = input;
  if (role === "responder") return responderAccepted(session, { staffId, via, legId }, at);
  if (role === "speaker") return speakerAccepted(session, { staffId, via, legId }, at);
  if (role === "supervisor") return listenerAccepted(session, { staffId, via, legId }, at);
  if (role === "third") return thirdAccepted(session, { legId, party: staffId }, at);
  return nothing;
}

export function legAnswered(session: Session, input: Of<"legAnswered">): Decision {
  const { legId, role, party, calledBack: proof, at } = input;
  if (role === "desk" && party !== null) {
    const desk = { legId, deskId: party };
    return proof === undefined
      ? deskAnswered(session, desk, at)
      : deskCalledBack(session, { ...desk, proof }, at);
  }
  if (role === "caller") return callBackPickedUp(session, legId, at);
  if (role === "third") return thirdAnswered(session, { legId, party }, at);
  return nothing;
}

/** Only a desk's call goes on when a machine answers; others end with nothing said, and are told of as such. */
export function machineHeard(session: Session, input: Of<"machineHeard">): Decision {
  const { legId, role, party, at } = input;
  if (role !== "desk" || party === null) return nothing;
  return deskIsMachine(session, { legId, deskId: party }, at);
}

/** A caller with nobody, whose telephone we cannot make out: people are being rung for them, and supervisors are told. */
export function legGarbled(session: Session, { legId, at }: Of<"legGarbled">): Decision {
  const accompanied = session.company.state === "with";
  if (legId !== session.caller.legId || accompanied) return nothing;
  return owe(now(at, { kind: "page", because: "callerWaiting" }));
}

/** A leg is gone. A ring of one of ours that was not taken is kept of them, beside all that follows from it. */
export function legEnded(session: Session, input: Of<"legEnded">): Decision {
  const isRing = input.role === "responder" || input.role === "speaker";
  const missed = isRing ? missedRing(session, input) : [];
  return inTurn(
    session,
    (s) => whatFollows(s, input),
    (s) => (s === session ? nothing : owe(...missed)),
  );
}

/** What that means depends on whose it was, and on nothing else. */
function whatFollows(session: Session, input: Of<"legEnded">): Decision {
  const { legId, role, party, how, at } = input;
  if (legId === session.caller.legId) {
    return session.caller.on === "line" ? lineDropped(session, at) : nothing;
  }
  switch (role) {
    case "caller":
      return session.caller.pickedUp === legId
        ? record(at, [{ kind: "callBackEnded", legId, how }])
        : callBackUnanswered(session, how, at);
    case "redial":
      return redialEnded(session, legId, at);
    case "responder":
      return responderEnded(session, input);
    case "speaker":
      if (session.company.responder?.legId === legId) return responderLost(session, at);
      return party === null ? nothing : speakerEnded(session, legId, party, at);
    case "desk":
      return party === null
        ? nothing
        : inTurn(
            session,
            (s) => deskEnded(s, { kind: "deskEnded", deskId: party, legId, how }, at),
            (s) => tellAgain(s, at),
          );
    case "trusted":
      return trustedEnded(session, { ring: party, how }, at);
    case "supervisor":
      if (session.company.responder?.legId === legId) return responderLost(session, at);
      return party === null ? nothing : listenerEnded(session, legId, party, at);
    case "third":
      return thirdGone(session, input, at);
  }
}

function responderEnded(session: Session, { legId, party, how, at }: Of<"legEnded">): Decision {
  if (session.company.responder?.legId === legId) return responderLost(session, at);
  if (session.company.lastLegId === legId) return nothing;
  if (party === null) return nothing;
  const missed = { kind: "ringMissed", staffId: party, how } as const;
  return ringEnded(session, { staffId: party, legId }, missed, at);
}
