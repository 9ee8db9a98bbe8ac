import { endCall, hangUpStatus } from "../ending.ts";
import type { Exchange } from "../exchange.ts";
import type { Params } from "../signature.ts";
import { beep } from "./beeps.ts";
import { participantParams, tellConference } from "./callbacks.ts";
import type { Conference, EndReason, LeaveReason, Membership, Participant } from "./conference.ts";

/** A call leaves by itself: it hung up, pressed star or was moved. */
export function leave(exchange: Exchange, membership: Membership, reason: LeaveReason): void {
  const { conference, participant } = membership;
  if (!conference.participants.has(participant.call.sid)) return;
  remove(exchange, membership, reason);
  if (participant.endOnExit) {
    close(exchange, conference, {
      reason: "participant-with-end-conference-on-exit-left",
      others: "moderator_ended_conference",
      by: participant,
    });
  } else closeIfEmpty(exchange, conference, { reason: "last-participant-left", participant });
}

/** The line removes a participant by REST; their call goes on after its Dial. */
export function kick(exchange: Exchange, membership: Membership): void {
  const { conference, participant } = membership;
  remove(exchange, membership, "participant_updated_via_api");
  if (participant.endOnExit) {
    close(exchange, conference, {
      reason: "participant-with-end-conference-on-exit-kicked",
      others: "moderator_ended_conference",
      by: participant,
    });
  } else closeIfEmpty(exchange, conference, { reason: "last-participant-kicked", participant });
  participant.released();
}

/** The line ends the whole conference by REST; every call goes on after its Dial. */
export function endConference(exchange: Exchange, conference: Conference): void {
  close(exchange, conference, {
    reason: "conference-ended-via-api",
    others: "conference_ended_via_api",
    by: null,
  });
}

function remove(exchange: Exchange, membership: Membership, reason: LeaveReason): void {
  const { conference, participant } = membership;
  const { call } = participant;
  conference.participants.delete(call.sid);
  participant.stopWaiting();
  participant.stopAnnouncement();
  exchange.log.append({
    kind: "left",
    callSid: call.sid,
    handset: call.handset,
    conferenceSid: conference.sid,
    conference: conference.name,
    reason,
  });
  tellConference(exchange, conference, "participant-leave", {
    ...participantParams(participant),
    ParticipantCallStatus: call.status,
    ReasonParticipantLeft: reason,
  });
  if (participant.beep.onExit) beep(exchange, conference, participant);
}

function endedBy(participant: Participant | null): Params {
  if (!participant) return {};
  const { call, label } = participant;
  return {
    CallSidEndingConference: call.sid,
    ...(label === null ? {} : { ParticipantLabelEndingConference: label }),
  };
}

/** Ends a conference that nobody is in, or on the way to. */
export function closeIfEmpty(
  exchange: Exchange,
  conference: Conference,
  last: { reason: EndReason; participant: Participant },
): void {
  if (conference.participants.size + conference.invited.size > 0) return;
  close(exchange, conference, {
    reason: last.reason,
    others: "moderator_ended_conference",
    by: last.participant,
  });
}

function close(
  exchange: Exchange,
  conference: Conference,
  end: { reason: EndReason; others: LeaveReason; by: Participant | null },
): void {
  if (conference.status === "completed") return;
  conference.status = "completed";
  conference.updatedAt = exchange.clock.now();
  conference.endReason = end.reason;
  conference.callSidEnding = end.by?.call.sid ?? null;
  conference.labelEnding = end.by?.label ?? null;
  conference.stopAnnouncement();
  const remaining = [...conference.participants.values()];
  for (const participant of remaining) remove(exchange, { conference, participant }, end.others);
  exchange.log.append({
    kind: "conferenceEnded",
    conferenceSid: conference.sid,
    conference: conference.name,
    reason: end.reason,
  });
  tellConference(exchange, conference, "conference-end", {
    ReasonConferenceEnded: end.reason,
    Reason: end.reason.replaceAll("-", " "),
    ...endedBy(end.by),
  });
  for (const participant of remaining) participant.released();
  for (const { call } of conference.invited.values()) {
    endCall(exchange, call, { status: hangUpStatus(call), by: "line" });
  }
}
