import { VOICEMAIL_GREETING, type Behaviour } from "./behaviour.ts";
import type { Call } from "./call.ts";
import { endCall } from "./ending.ts";
import { later, type Exchange } from "./exchange.ts";
import { speakingMs } from "./format.ts";

const PAUSE_MS = 500;
/** Voicemails cut off a message this long. */
const LONGEST_MESSAGE_MS = 120_000;

/** Greets whoever rang, then listens: the log marks what it hears `voicemail`. */
export function startVoicemail(exchange: Exchange, call: Call, behaviour: Behaviour): void {
  const greeting = greetingOf(behaviour);
  call.timers.push(
    later(exchange, PAUSE_MS, () => speak(exchange, call, { text: greeting, confidence: 0.9 })),
    later(exchange, greetingMs(behaviour) + LONGEST_MESSAGE_MS, () =>
      endCall(exchange, call, { status: "completed", by: "person" }),
    ),
  );
}

/** From the moment it picks up until its tone. */
export function greetingMs(behaviour: Behaviour): number {
  return PAUSE_MS + speakingMs(greetingOf(behaviour));
}

function greetingOf(behaviour: Behaviour): string {
  return behaviour.greeting ?? VOICEMAIL_GREETING;
}

/** Says something into a call; whoever is at its other side, person or recogniser, hears it. */
export function speak(
  exchange: Exchange,
  call: Call,
  speech: { text: string; confidence: number | null },
): void {
  logSaid(exchange, call, speech.text);
  call.flow?.said(speech);
}

export function logSaid(exchange: Exchange, call: Call, text: string): void {
  const { sid: callSid, handset } = call;
  exchange.log.append({ kind: "said", callSid, handset, text });
}
