import { isOver, callParams, durationSeconds, type Call, type CallEvent } from "./call.ts";
import { later, warn, type Exchange } from "./exchange.ts";
import { effectsOn } from "./faults.ts";
import { rfc2822 } from "./format.ts";
import type { Webhook } from "./courier.ts";

/**
 * Sends a status callback, after the one before it about the same resource, unless a fault drops, doubles or delays it.
 */
export function sendCallback(exchange: Exchange, about: string, webhook: Webhook): void {
  let copies = 1;
  let delayMs = 0;
  for (const effect of effectsOn(webhook.params, exchange.faults, exchange.random)) {
    noteFault(exchange, about, { webhook, effect: effectName(effect) });
    if (effect === "drop") copies = 0;
    else if (effect === "duplicate") copies *= 2;
    else delayMs += effect.delayMs;
  }
  for (let copy = 0; copy < copies; copy += 1) {
    // A delayed callback is overtaken by later ones: it does not wait in their row, nor they for it.
    if (delayMs > 0) later(exchange, delayMs, () => void deliver(exchange, about, webhook));
    else queue(exchange, about, webhook);
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
  const answer = await exchange.courier.send(webhook);
  if (!answer.ok) warn(exchange, about, 15003, `a status callback failed: ${answer.reason}`);
}

function effectName(effect: "drop" | "duplicate" | { delayMs: number }): string {
  return typeof effect === "string" ? effect : `delay ${effect.delayMs} ms`;
}

function noteFault(
  exchange: Exchange,
  about: string,
  fault: { webhook: Webhook; effect: string },
): void {
  const { params } = fault.webhook;
  const event = params["StatusCallbackEvent"] ?? params["CallStatus"] ?? params["MessageStatus"];
  exchange.log.append({
    kind: "callbackFaulted",
    effect: fault.effect,
    event: event ?? "",
    sid: about,
  });
}
