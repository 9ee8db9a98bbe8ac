import { callParams, type Address } from "../call.ts";
import { hear, warn, type Exchange } from "../exchange.ts";
import type { Conference, Participant } from "./conference.ts";
import { playDocument } from "./documents.ts";
import { nothing } from "../nothing.ts";

const MUSIC = "[hold music]";

/** What someone hears until the conference starts. It does not loop: documents that should end in a Redirect. */
export function startWaiting(
  exchange: Exchange,
  conference: Conference,
  participant: Participant,
): void {
  const { wait } = participant;
  if ("url" in wait) playWhileWaiting(exchange, { conference, participant, address: wait });
  else if (wait.music) playMusic(exchange, participant);
}

/** What someone hears while on hold: the document, or the carrier's music. */
export function startHold(
  exchange: Exchange,
  { conference, participant }: { conference: Conference; participant: Participant },
  address: Address | null,
): void {
  participant.stopWaiting();
  if (address) playWhileWaiting(exchange, { conference, participant, address });
  else playMusic(exchange, participant);
}

function playMusic(exchange: Exchange, { call }: Participant): void {
  hear(exchange, call, { text: MUSIC, language: null, source: "music" });
}

function playWhileWaiting(
  exchange: Exchange,
  waiting: { conference: Conference; participant: Participant; address: Address },
): void {
  const { conference, participant, address } = waiting;
  const { call } = participant;
  participant.stopWaiting = playDocument(exchange, {
    address,
    purpose: "wait",
    params: {
      ...callParams(call, exchange.accountSid),
      ConferenceSid: conference.sid,
      FriendlyName: conference.name,
    },
    callSid: call.sid,
    hear: (heard) => hear(exchange, call, heard),
    done: nothing,
    failed: (code, reason) => warn(exchange, call.sid, code, `wait document: ${reason}`),
  });
}
