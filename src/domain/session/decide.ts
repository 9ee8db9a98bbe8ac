import { textedWell } from "./answers.ts";
import { arrivalDue } from "./arrival-of-help.ts";
import { callerSpoke } from "./caller-keys.ts";
import { tellDesk } from "./calling-off.ts";
import { callBackPromiseDue } from "./closing.ts";
import { inTurn, record } from "./compose.ts";
import { personDid } from "./console.ts";
import { nothing, type Decision } from "./decision.ts";
import { deskAfterTrusted, routeSlow } from "./dispatch.ts";
import { deadlinePassed } from "./escalation.ts";
import type { Input } from "./inputs.ts";
import { keyPressed, legAccepted, legAnswered, legEnded, legGarbled } from "./legs.ts";
import { callBackNext } from "./line-loss.ts";
import { openLineSpeaks } from "./open-line.ts";
import { redialArrived } from "./redial.ts";
import { offeredJoins, ringNext, seek } from "./ringing.ts";
import type { Session } from "./session.ts";
import { ringSpeaker } from "./speaker.ts";
import { trustedNext } from "./trusted.ts";
import { checkInStep, plannedEnd } from "./watch.ts";

/** Every rule of the line: where a session stands and what reached us, to what is recorded and owed. */
export function decide(session: Session, input: Input): Decision {
  if (session.version === 0) return input.kind === "callArrived" ? arrive(session, input) : nothing;
  if (session.closed !== null) return afterwards(session, input);
  switch (input.kind) {
    case "callArrived":
      return nothing;
    case "keyPressed":
      return keyPressed(session, input);
    case "spoke":
      return callerSpoke(session, input, input.at);
    case "legAccepted":
      return legAccepted(session, input);
    case "legAnswered":
      return legAnswered(session, input);
    case "legEnded":
      return legEnded(session, input);
    case "legGarbled":
      return legGarbled(session, input);
    case "redialArrived":
      return redialArrived(session, input, input.at);
    case "texted":
      return input.answer ? textedWell(session, input.at) : nothing;
    case "due":
      return alarmWentOff(session, input);
    case "planErased":
    case "numberForgotten":
      return record(input.at, [{ kind: input.kind }]);
    default:
      return personDid(session, input, input.at);
  }
}

function arrive(session: Session, input: Input & { kind: "callArrived" }): Decision {
  const { legId, language, protocol, rehearsal, numberKnown, at } = input;
  const arrived = {
    kind: "callArrived",
    legId,
    language,
    protocol,
    rehearsal,
    numberKnown,
  } as const;
  return inTurn(session, () => record(at, [arrived]), seek(at));
}

/**
 * A closed session changes no more, but proof of erasure and a person's afterword are still written down, and a desk that
 * was being told help is called off is told.
 */
function afterwards(session: Session, input: Input): Decision {
  switch (input.kind) {
    case "keyPressed":
      return input.role === "desk" ? keyPressed(session, input) : nothing;
    case "legAnswered":
      return input.role === "desk" ? legAnswered(session, input) : nothing;
    case "legEnded":
      return input.role === "desk" ? legEnded(session, input) : nothing;
    case "due":
      return input.alarm.kind === "tellDesk" ? alarmWentOff(session, input) : nothing;
    case "planErased":
    case "numberForgotten":
      return record(input.at, [{ kind: input.kind }]);
    case "redialArrived":
      return redialArrived(session, input, input.at);
    default:
      return "by" in input ? personDid(session, input, input.at) : nothing;
  }
}

function alarmWentOff(session: Session, { alarm, roster, at }: Input & { kind: "due" }): Decision {
  switch (alarm.kind) {
    case "ringNext":
      return ringNext(session, alarm, roster, at);
    case "joinOffered":
      return session.company.offered?.staffId === alarm.staffId
        ? offeredJoins(session, at)
        : nothing;
    case "checkInStep":
      return checkInStep(session, alarm.checkIn, at);
    case "sendHelp":
      return deadlinePassed(session, alarm.checkIn, at);
    case "plannedEnd":
      return plannedEnd(session, alarm.endAt, at);
    case "callBackNext":
      return callBackNext(session, alarm, at);
    case "callBackPromised":
      return callBackPromiseDue(session, alarm.by, at);
    case "nextRoute":
      return routeSlow(session, alarm.attempt, at);
    case "ringSpeaker":
      return ringSpeaker(session, alarm.attempt, roster, at);
    case "trustedNext":
      return trustedNext(session, alarm.attempt, at);
    case "deskAfterTrusted":
      return deskAfterTrusted(session, alarm.askedAt, at);
    case "tellDesk":
      return tellDesk(session, alarm.attempt, at);
    case "arrival":
      return arrivalDue(session, alarm.dueAt, at);
    case "openLine":
      return openLineSpeaks(session, alarm.turn, at);
  }
}
