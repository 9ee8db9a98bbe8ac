import { tellStatus } from "./callbacks.ts";
import { isOver, type Call, type CallStatus, type StopReason } from "./call.ts";
import type { Exchange } from "./exchange.ts";
import type { EndedBy } from "./log.ts";

/** Ends a call for good. Whatever it was doing stops; a second ending changes nothing. */
export function endCall(
  exchange: Exchange,
  call: Call,
  ending: { status: CallStatus; by: EndedBy },
): void {
  if (isOver(call)) return;
  const wasQueued = call.status === "queued";
  call.status = ending.status;
  // What a telephone that was still ringing says to a cancelled call.
  if (ending.status === "canceled") call.sipResponseCode ??= "487";
  call.endedBy = ending.by;
  call.endedAt = exchange.clock.now();
  call.updatedAt = call.endedAt;
  for (const cancel of call.timers) cancel();
  const { flow } = call;
  call.flow = null;
  flow?.stop(stopReason(ending.by));
  const { sid: callSid, handset, to, from } = call;
  exchange.log.append({ kind: "ended", callSid, handset, to, from, ...ending });
  // Twilio says nothing of a call cancelled while it was still queued.
  if (!wasQueued) tellStatus(exchange, call, "completed");
  call.hooks.ended();
}

/** How a call that somebody hangs up ends: an unanswered one is not `completed`. */
export function hangUpStatus(call: Call): CallStatus {
  if (call.startedAt !== null) return "completed";
  return call.direction === "inbound" ? "no-answer" : "canceled";
}

function stopReason(by: EndedBy): StopReason {
  return by === "line" ? "endedByLine" : "hungUp";
}
