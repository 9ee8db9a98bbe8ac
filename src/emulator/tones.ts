import type { Call } from "./call.ts";
import { later, type Exchange } from "./exchange.ts";
import { tonesMs } from "./prompts.ts";
import { speak } from "./voicemail.ts";

/** Keys played into a call reach the network at its other end, one after the other; a person there only hears them. */
export function sendTones(exchange: Exchange, { farEnd }: Call, digits: string): void {
  if (farEnd === null) return;
  const { sid, handset } = farEnd;
  exchange.log.append({ kind: "pressed", callSid: sid, handset, digits });
  // Tones sent as sound reach nobody who acts on them.
  if (exchange.faults.befalling("press", { sid, fields: { handset, digits } }).length > 0) return;
  for (const [index, key] of digits.split("").entries()) {
    if (/w/i.test(key)) continue;
    const afterMs = tonesMs(digits.slice(0, index + 1));
    farEnd.timers.push(later(exchange, afterMs, () => farEnd.flow?.pressed(key)));
  }
}

const SAID_CONFIDENCE = 0.9;

/** What a document says into a call that the account made to itself is a voice at its other end: there it is somebody who speaks. */
export function sendWords(exchange: Exchange, { farEnd, direction }: Call, text: string): void {
  if (farEnd === null || direction === "inbound") return;
  speak(exchange, farEnd, { text, confidence: SAID_CONFIDENCE });
}
