import type { Speech } from "../call.ts";
import { hear, type Exchange } from "../exchange.ts";
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
  if (conference.status !== "in-progress" || speaker.muted || speaker.hold) return;
  for (const listener of conference.participants.values()) {
    if (!hears(listener, speaker)) continue;
    hear(exchange, listener.call, { text: speech.text, language: null, source: "voice" });
  }
}

function hears(listener: Participant, speaker: Participant): boolean {
  if (listener === speaker || listener.hold) return false;
  return speaker.coach === null || speaker.coach === listener.call.sid;
}
