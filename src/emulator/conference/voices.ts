import type { Speech } from "../call.ts";
import { hear, later, type Exchange } from "../exchange.ts";
import { speakingMs } from "../format.ts";
import { participantParams, tellConference } from "./callbacks.ts";
import type { Membership, Participant } from "./conference.ts";

/**
 * What one participant says reaches the others: not from someone muted or on hold, not to someone on hold, and only to
 * the coached one from someone who coaches. Nobody hears anybody before the conference starts.
 */
export function speakInConference(
  exchange: Exchange,
  { conference, participant: speaker }: Membership,
  speech: Speech,
): void {
  if (conference.status !== "in-progress" || !conference.participants.has(speaker.call.sid)) return;
  const about = participantParams(speaker);
  tellConference(exchange, conference, "participant-speech-start", about);
  later(exchange, speakingMs(speech.text), () =>
    tellConference(exchange, conference, "participant-speech-stop", about),
  );
  for (const listener of conference.participants.values()) {
    if (!mayHear(listener, speaker)) continue;
    hear(exchange, listener.call, { text: speech.text, language: null, source: "voice" });
  }
}

/** Whether the voice of `speaker` reaches `listener`, both being in one conference that has started. */
export function mayHear(listener: Participant, speaker: Participant): boolean {
  if (listener === speaker || listener.hold || speaker.muted || speaker.hold) return false;
  return speaker.coach === null || speaker.coach === listener.call.sid;
}
