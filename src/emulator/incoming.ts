import { FOUR_HOURS_MS, newCall, type Address, type Call } from "./call.ts";
import { endCall } from "./ending.ts";
import type { Exchange, LineNumber } from "./exchange.ts";
import { startFlow } from "./flow.ts";

export class NoSuchNumber extends Error {}

/** A person dials one of the line's numbers. `from` is the caller ID shown, whatever it looks like. */
export function placeCall(
  exchange: Exchange,
  dialled: { handset: string; to: string; from: string },
): Call {
  const number = exchange.numbers.get(dialled.to);
  if (!number) throw new NoSuchNumber(`${dialled.to} is not a number of the line`);
  const call = newCall(
    {
      ...dialled,
      direction: "inbound",
      parentSid: null,
      source: sourceOf(number),
      fallback: addressOf(number.voiceFallbackUrl),
      statusCallback: callbackOf(number),
      timeoutMs: 0,
      timeLimitMs: FOUR_HOURS_MS,
      machineDetection: null,
    },
    exchange.clock.now(),
  );
  exchange.calls.set(call.sid, call);
  exchange.log.append({ kind: "called", callSid: call.sid, ...dialled });
  if (!call.source) endCall(exchange, call, { status: "failed", by: "network" });
  else {
    startFlow(exchange, call, call.source, {
      params: {},
      use: "call",
      finished: () => endCall(exchange, call, { status: "completed", by: "line" }),
    });
  }
  return call;
}

function sourceOf(number: LineNumber): Address | null {
  if (!number.voiceUrl) return null;
  return { url: number.voiceUrl, method: number.voiceMethod ?? "POST" };
}

function addressOf(url: string | undefined): Address | null {
  return url === undefined ? null : { url, method: "POST" };
}

function callbackOf(number: LineNumber): Call["statusCallback"] {
  if (number.statusCallback === undefined) return null;
  return { url: number.statusCallback, method: "POST", events: ["completed"] };
}
