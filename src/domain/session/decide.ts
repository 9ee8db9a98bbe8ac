import { textedWell } from "./answers.ts";
import { arrivalDue } from "./arrival-of-help.ts";
import { callerSpoke } from "./caller-keys.ts";
import { keepKey, refuseOwnCode, wasKept } from "./choosing.ts";
import { inTurn, now, owe, record, when } from "./compose.ts";
import { personDid } from "./console.ts";
import { nothing, type Decision } from "./decision.ts";
import { briefBegins, deskAfterTrusted, ringByHand, routeSlow } from "./dispatch.ts";
import { deadlinePassed } from "./escalation.ts";
import type { Input } from "./inputs.ts";
import { ringSupervisor } from "./joining.ts";
import {
  keyPressed,
  legAccepted,
  legAnswered,
  legEnded,
  legGarbled,
  machineHeard,
} from "./legs.ts";
import { asksIfSame, codeKeyed } from "./keeping.ts";
import { callBackNext } from "./line-loss.ts";
import { whispersFollow } from "./listening.ts";
import { openLineSpeaks } from "./open-line.ts";
import { callBackAgain, callBackPromiseDue } from "./promised-call.ts";
import { redialArrived, redialEnded, wentBack } from "./redial.ts";
import { tellNoDesk } from "./no-desk.ts";
import { offeredJoins, queueMoved, ringNext, seek } from "./ringing.ts";
import type { Session } from "./session.ts";
import { ringSpeaker } from "./speaker.ts";
import {
  asksForPlace,
  placeRecorded,
  recordingEnded,
  recordingKept,
  recordingLost,
} from "./spoken-place.ts";
import { tellDesks } from "./telling.ts";
import { responderUnheard, starPressed } from "./unheard.ts";
import { traineesLeave } from "./trainees.ts";
import { thirdLeaves, thirdRungOut } from "./transfer.ts";
import { trustedNext } from "./trusted.ts";
import { checkInStep, plannedEnd } from "./watch.ts";

/** Every rule of the line: where a session stands and what reached us, to what is recorded and owed. */
export function decide(session: Session, input: Input): Decision {
  if (session.version === 0) return input.kind === "callArrived" ? arrive(session, input) : nothing;
  if (session.closed !== null) return afterwards(session, input);
  const { at } = input;
  return inTurn(
    session,
    (s) => takenIn(s, input),
    (s) => traineesLeave(s, at),
    (s) => thirdLeaves(s, at),
    (s) => whispersFollow(session, s, at),
    (s) => asksIfSame(s, at),
    (s) => asksForPlace(s, at),
    (s) => tellNoDesk(s, fromCaller(s, input), at),
  );
}

/** The caller's own line waits for the answer to this. */
const fromCaller = ({ caller }: Session, input: Input): boolean =>
  (input.kind === "keyPressed" ||
    input.kind === "spoke" ||
    input.kind === "codeKeyed" ||
    input.kind === "recordingEnded") &&
  input.legId === caller.legId;

function takenIn(session: Session, input: Input): Decision {
  switch (input.kind) {
    case "callArrived":
    case "kept":
    case "ownCodeRefused":
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
    case "machineHeard":
      return machineHeard(session, input);
    case "redialArrived":
    case "redialTakenBack":
    case "wentBack":
      return aboutRedial(session, input);
    case "starPressed":
      return starPressed(session, input.legId, input.at);
    case "responderUnheard":
      return responderUnheard(session, input, input.at);
    case "texted":
      return input.answer ? textedWell(session, input.at) : nothing;
    case "due":
      return alarmWentOff(session, input);
    case "queueMoved":
      return queueMoved(session, input, input.at);
    case "codeKeyed":
      return codeKeyed(session, input, input.at);
    case "recordingEnded":
    case "recordingReady":
    case "recordingKept":
    case "recordingLost":
      return aboutRecording(session, input);
    case "planErased":
    case "numberForgotten":
      return record(input.at, [{ kind: input.kind }]);
    case "erasureHeld":
      return erasureHeld(input.until, input.at);
    default:
      return personDid(session, input, input.at);
  }
}

type OfRedial = Input & { kind: "redialArrived" | "redialTakenBack" | "wentBack" };

function aboutRedial(session: Session, input: OfRedial): Decision {
  switch (input.kind) {
    case "redialArrived":
      return redialArrived(session, input, input.at);
    case "redialTakenBack":
      return redialEnded(session, input.legId, input.at);
    case "wentBack":
      return wentBack(session, input.at);
  }
}

type OfRecording = Input & {
  kind: "recordingEnded" | "recordingReady" | "recordingKept" | "recordingLost";
};

function aboutRecording(session: Session, input: OfRecording): Decision {
  switch (input.kind) {
    case "recordingEnded":
      return recordingEnded(session, input, input.at);
    case "recordingReady":
      return placeRecorded(session, input, { ready: true, at: input.at });
    case "recordingKept":
      return recordingKept(session, input, input.at);
    case "recordingLost":
      return recordingLost(session, input.take, input.at);
  }
}

function arrive(session: Session, input: Input & { kind: "callArrived" }): Decision {
  const { legId, language, protocol, rehearsal, numberKnown, at } = input;
  const { restriction, sealsPlace, saysListeners } = input;
  const arrived = {
    kind: "callArrived",
    legId,
    language,
    protocol,
    rehearsal,
    numberKnown,
    ...(restriction === undefined ? {} : { restriction }),
    ...(sealsPlace === undefined ? {} : { sealsPlace }),
    ...(saysListeners === undefined ? {} : { saysListeners }),
  } as const;
  return inTurn(session, () => record(at, [arrived]), when(restriction === undefined, seek(at)));
}

/**
 * A closed session changes no more, but proof of erasure and a person's afterword are still written down, and a desk that
 * was being told help is called off is told.
 */
function afterwards(session: Session, input: Input): Decision {
  switch (input.kind) {
    case "keyPressed":
      return input.role === "desk" ? keyPressed(session, input) : keepKey(session, input, input.at);
    case "kept":
      return wasKept(session, input, input.at);
    case "ownCodeRefused":
      return refuseOwnCode(session, input.at);
    case "legAnswered":
      return input.role === "desk" ? legAnswered(session, input) : nothing;
    case "legEnded":
      return input.role === "desk" ? legEnded(session, input) : nothing;
    case "machineHeard":
      return input.role === "desk" ? machineHeard(session, input) : nothing;
    case "due":
      return input.alarm.kind === "tellDesk" ? alarmWentOff(session, input) : nothing;
    case "planErased":
    case "numberForgotten":
      return record(input.at, [{ kind: input.kind }]);
    case "erasureHeld":
      return erasureHeld(input.until, input.at);
    case "recordingEnded":
    case "recordingReady":
      return owe(now(input.at, { kind: "dropRecording", recordingSid: input.recordingSid }));
    case "redialArrived":
      return redialArrived(session, input, input.at);
    default:
      return "by" in input ? personDid(session, input, input.at) : nothing;
  }
}

/** It is owed again when the hold is over. */
const erasureHeld = (until: number, at: number): Decision =>
  record(at, [{ kind: "erasureHeld", until }], [now(until, { kind: "erasePlan" })]);

function alarmWentOff(session: Session, due: Input & { kind: "due" }): Decision {
  const { alarm, roster, at } = due;
  switch (alarm.kind) {
    case "ringNext":
      return ringNext(session, alarm, due, at);
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
    case "callBackAgain":
      return callBackAgain(session, alarm, at);
    case "nextRoute":
      return routeSlow(session, alarm.attempt, at);
    case "briefBegins":
      return briefBegins(session, alarm, at);
    case "ringByHand":
      return ringByHand(session, at);
    case "ringSupervisor":
      return ringSupervisor(session, alarm.round, roster, at);
    case "ringSpeaker":
      return ringSpeaker(session, alarm.attempt, roster, at);
    case "trustedNext":
      return trustedNext(session, alarm.attempt, at);
    case "thirdRungOut":
      return thirdRungOut(session, alarm.until, at);
    case "deskAfterTrusted":
      return deskAfterTrusted(session, alarm.askedAt, at);
    case "tellDesk":
      return tellDesks(session, alarm.attempt, at);
    case "arrival":
      return arrivalDue(session, alarm.dueAt, at);
    case "openLine":
      return openLineSpeaks(session, alarm.turn, at);
  }
}
