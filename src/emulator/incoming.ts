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
      fallback: fallbackOf(number),
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

function fallbackOf(number: LineNumber): Address | null {
  if (!number.voiceFallbackUrl) return null;
  return { url: number.voiceFallbackUrl, method: number.voiceFallbackMethod ?? "POST" };
}

function callbackOf(number: LineNumber): Call["statusCallback"] {
  if (!number.statusCallback) return null;
  const method = number.statusCallbackMethod ?? "POST";
  return { url: number.statusCallback, method, events: ["completed"] };
}
