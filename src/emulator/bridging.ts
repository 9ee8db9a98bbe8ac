import type { Call } from "./call.ts";
import type { Exchange } from "./exchange.ts";

/** The people on these two calls talk with each other from now on. */
export function connectCalls(exchange: Exchange, first: Call, second: Call): void {
  for (const [call, other] of [
    [first, second],
    [second, first],
  ] as const) {
    call.bridgedTo = other;
    const { sid: callSid, handset } = call;
    exchange.log.append({ kind: "bridged", callSid, handset, otherCallSid: other.sid });
  }
}

/** They no longer do; a call that is connected to nobody stays as it is. */
export function disconnectCalls(call: Call): void {
  if (call.bridgedTo) call.bridgedTo.bridgedTo = null;
  call.bridgedTo = null;
}
