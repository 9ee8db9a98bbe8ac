import { hear, type Exchange } from "../exchange.ts";
import type { Conference, Participant } from "./conference.ts";

/** Tells the others, by a tone, that somebody has come or gone; whoever it is does not hear it. */
export function beep(exchange: Exchange, conference: Conference, about: Participant): void {
  if (conference.status !== "in-progress") return;
  for (const other of conference.participants.values()) {
    if (other === about || other.hold) continue;
    hear(exchange, other.call, { text: "[beep]", language: null, source: "tones" });
  }
}
