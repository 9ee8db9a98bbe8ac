import type { Address } from "../call.ts";
import type { Exchange } from "../exchange.ts";
import { participantParams, tellConference, type ConferenceCallback } from "./callbacks.ts";
import type { Membership } from "./conference.ts";
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
  const events: ConferenceCallback[] = [];
  if (change.muted !== null && change.muted !== participant.muted) {
    participant.muted = change.muted;
    events.push(change.muted ? "participant-mute" : "participant-unmute");
  }
  if (change.hold !== null && change.hold !== participant.hold) {
    participant.hold = change.hold;
    events.push(change.hold ? "participant-hold" : "participant-unhold");
    if (change.hold) startHold(exchange, membership, change.holdAddress);
    else participant.stopWaiting();
  }
  if (change.endOnExit !== null && !participant.hold) participant.endOnExit = change.endOnExit;
  if (change.coach !== undefined) participant.coach = change.coach;
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
