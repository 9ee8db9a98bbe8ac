import { isOver, callParams, durationSeconds, type Call, type CallEvent } from "./call.ts";
import { later, warn, type Exchange } from "./exchange.ts";
import { rfc2822 } from "./format.ts";
import type { Webhook } from "./courier.ts";
import { fateOf } from "./webhook-faults.ts";

/**
 * Sends a status callback, after the one before it about the same resource, unless a fault drops, doubles, delays or
 * overtakes it.
 */
export function sendCallback(exchange: Exchange, about: string, webhook: Webhook): void {
  const fate = fateOf(exchange.faults, about, webhook);
  for (let copy = 0; copy < fate.copies; copy += 1) {
    // A delayed callback is overtaken by later ones: it does not wait in their row, nor they for it.
    if (fate.delayMs > 0) {
      later(exchange, fate.delayMs, () => void deliver(exchange, about, webhook));
    } else if (fate.overtaken) {
      exchange.overtaking.hold(about, () => queue(exchange, about, webhook));
    } else {
      queue(exchange, about, webhook);
      exchange.overtaking.letGo(about);
    }
  }
}

/** Tells a call's status callback of an event, if it asked for that event. */
export function tellStatus(exchange: Exchange, call: Call, event: CallEvent): void {
  const callback = call.statusCallback;
  if (!callback || !callback.events.includes(event)) return;
  const params = {
    ...callParams(call, exchange.accountSid),
    Timestamp: rfc2822(exchange.clock.now()),
    CallbackSource: "call-progress-events",
    SequenceNumber: String(call.callbacksSent),
    ...(call.sipResponseCode === null ? {} : { SipResponseCode: call.sipResponseCode }),
    ...(isOver(call) ? durations(call) : {}),
  };
  call.callbacksSent += 1;
  const { url, method } = callback;
  sendCallback(exchange, call.sid, { purpose: "status", url, method, params, callSid: call.sid });
}

function durations(call: Call): Record<string, string> {
  const seconds = durationSeconds(call);
  return { CallDuration: String(seconds), Duration: String(Math.ceil(seconds / 60)) };
}

function queue(exchange: Exchange, about: string, webhook: Webhook): void {
  const before = exchange.callbackTails.get(about) ?? Promise.resolve();
  const sending = before.then(() => deliver(exchange, about, webhook));
  exchange.callbackTails.set(about, exchange.traffic.track(sending));
}

async function deliver(exchange: Exchange, about: string, webhook: Webhook): Promise<void> {
  const answer = await exchange.callbackCourier.send(webhook);
  if (!answer.ok) warn(exchange, about, 15003, `a status callback failed: ${answer.reason}`);
  else if (answer.body !== "" && !/^(text|application)\/xml\b/i.test(answer.contentType)) {
    // Twilio wants 204, or 200 with XML (errors/15003).
    warn(exchange, about, 15003, `a status callback answered "${answer.contentType}"`);
  }
}
