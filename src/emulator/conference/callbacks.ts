import { sendCallback } from "../callbacks.ts";
import type { Exchange } from "../exchange.ts";
import { rfc2822 } from "../format.ts";
import type { Params } from "../signature.ts";
import type { Conference, ConferenceEvent, Participant } from "./conference.ts";

/** The value of StatusCallbackEvent, and the group one subscribes to for it. */
const GROUPS = {
  "conference-start": "start",
  "conference-end": "end",
  "participant-join": "join",
  "participant-leave": "leave",
  "participant-mute": "mute",
  "participant-unmute": "mute",
  "participant-hold": "hold",
  "participant-unhold": "hold",
  "participant-modify": "modify",
  "participant-speech-start": "speaker",
  "participant-speech-stop": "speaker",
  "announcement-end": "announcement",
  "announcement-fail": "announcement",
} as const satisfies Record<string, ConferenceEvent>;

export type ConferenceCallback = keyof typeof GROUPS;

/** Tells the conference's status callback, if its first participant asked for this kind of event. */
export function tellConference(
  exchange: Exchange,
  conference: Conference,
  event: ConferenceCallback,
  extra: Params,
): void {
  const { callback } = conference;
  if (!callback || !callback.events.includes(GROUPS[event])) return;
  conference.callbacksSent += 1;
  const params = {
    AccountSid: exchange.accountSid,
    ConferenceSid: conference.sid,
    FriendlyName: conference.name,
    StatusCallbackEvent: event,
    SequenceNumber: String(conference.callbacksSent),
    Timestamp: rfc2822(exchange.clock.now()),
    ...extra,
  };
  sendCallback(exchange, conference.sid, {
    purpose: "conference",
    url: callback.url,
    method: callback.method,
    params,
    callSid: extra["CallSid"] ?? "",
  });
}

export function participantParams(participant: Participant): Params {
  return {
    CallSid: participant.call.sid,
    Muted: String(participant.muted),
    Hold: String(participant.hold),
    Coaching: String(participant.coach !== null),
    ...(participant.coach === null ? {} : { CallSidToCoach: participant.coach }),
    EndConferenceOnExit: String(participant.endOnExit),
    StartConferenceOnEnter: String(participant.startOnEnter),
    ...(participant.label === null ? {} : { ParticipantLabel: participant.label }),
  };
}
