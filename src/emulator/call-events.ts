import type { CallEvent } from "./call.ts";

const EVENTS: readonly CallEvent[] = ["initiated", "ringing", "answered", "completed"];

/** The events asked for, `completed` alone by default; null if one does not exist: then Twilio sends none (21626). */
export function callEvents(words: readonly string[]): readonly CallEvent[] | null {
  if (words.length === 0) return ["completed"];
  const events = EVENTS.filter((event) => words.includes(event));
  return words.every((word) => EVENTS.some((event) => event === word)) ? events : null;
}
