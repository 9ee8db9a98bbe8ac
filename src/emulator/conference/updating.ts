import type { Address } from "../call.ts";
import type { Exchange } from "../exchange.ts";
import { participantParams, tellConference, type ConferenceCallback } from "./callbacks.ts";
import type { Membership, Participant } from "./conference.ts";
import { startHold } from "./waiting.ts";

export type ParticipantChange = {
  muted: boolean | null;
  hold: boolean | null;
  holdAddress: Address | null;
  endOnExit: boolean | null;
  /** The CallSid to coach; null for nobody; undefined to leave it. */
  coach: string | null | undefined;
};

/** Mutes, holds or coaches as the line asked by REST. */
export function changeParticipant(
  exchange: Exchange,
  membership: Membership,
  change: ParticipantChange,
): void {
  const { conference, participant } = membership;
  const events = [
    ...changeVoice(exchange, membership, change),
    ...changeRules(participant, change),
  ];
  participant.updatedAt = exchange.clock.now();
  exchange.log.append({
    kind: "participantChanged",
    callSid: participant.call.sid,
    conferenceSid: conference.sid,
    muted: participant.muted,
    hold: participant.hold,
    coaching: participant.coach !== null,
  });
  for (const event of events) {
    tellConference(exchange, conference, event, participantParams(participant));
  }
}

function changeVoice(
  exchange: Exchange,
  membership: Membership,
  { muted, hold, holdAddress }: ParticipantChange,
): ConferenceCallback[] {
  const { participant } = membership;
  const events: ConferenceCallback[] = [];
  if (muted !== null && muted !== participant.muted) {
    participant.muted = muted;
    events.push(muted ? "participant-mute" : "participant-unmute");
  }
  if (hold !== null && hold !== participant.hold) {
    participant.hold = hold;
    events.push(hold ? "participant-hold" : "participant-unhold");
    if (hold) startHold(exchange, membership, holdAddress);
    else participant.stopWaiting();
  }
  return events;
}

function changeRules(
  participant: Participant,
  { endOnExit, coach }: ParticipantChange,
): ConferenceCallback[] {
  const before = { endOnExit: participant.endOnExit, coach: participant.coach };
  // Twilio answers well and changes nothing for someone on hold (flex-dialpad-addon-plugin#60).
  if (endOnExit !== null && !participant.hold) participant.endOnExit = endOnExit;
  if (coach !== undefined) participant.coach = coach;
  const same = before.endOnExit === participant.endOnExit && before.coach === participant.coach;
  return same ? [] : ["participant-modify"];
}
