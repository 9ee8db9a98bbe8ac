import { VOICEMAIL_AFTER_MS } from "./behaviour.ts";
import { tellStatus } from "./callbacks.ts";
import { isOver, type Call, type CallStatus } from "./call.ts";
import { endCall } from "./ending.ts";
import { later, type Exchange, type Handset } from "./exchange.ts";
import { behaviourOf, handsetAt, handsetMet, isOnACall, isReachable } from "./handsets.ts";
import { startVoicemail } from "./voicemail.ts";

/** Twilio lets a call ring five seconds longer than it was asked to. */
const RING_BUFFER_MS = 5000;
const DECLINES_AFTER_MS = 1000;

/** Starts an outgoing call: from here it rings, is answered or fails by itself. `reached` is what happens where it arrives. */
export function dialOut(exchange: Exchange, call: Call, reached = reach): void {
  setStatus(exchange, call, "initiated");
  tellStatus(exchange, call, "initiated");
  call.timers.push(later(exchange, exchange.timings.ringDelayMs, () => reached(exchange, call)));
}

/** Someone, or a voicemail, picks up a ringing call. */
export function pickUp(exchange: Exchange, call: Call, by: "person" | "voicemail"): void {
  if (call.status !== "ringing" || call.startedAt !== null) return;
  for (const cancel of call.timers) cancel();
  call.voicemail = by === "voicemail";
  becomeAnswered(exchange, call);
  if (call.voicemail) startVoicemail(exchange, call, handsetAt(exchange, call.handset).behaviour);
  call.hooks.answered();
}

/** The call is up: in progress from now, for as long as its time limit allows. */
export function becomeAnswered(exchange: Exchange, call: Call): void {
  call.startedAt = exchange.clock.now();
  setStatus(exchange, call, "in-progress");
  const { sid: callSid, handset, to, from } = call;
  exchange.log.append({ kind: "answered", callSid, handset, to, from });
  tellStatus(exchange, call, "answered");
  limitTime(exchange, call);
}

/** Ends an answered call when its time is up, unless it has been given more by then. */
export function limitTime(exchange: Exchange, call: Call): void {
  const dueAt = () => (call.startedAt ?? 0) + call.timeLimitMs;
  call.timers.push(
    exchange.clock.at(dueAt(), () => {
      if (exchange.clock.now() < dueAt()) return;
      endCall(exchange, call, { status: "completed", by: "network" });
    }),
  );
}

function reach(exchange: Exchange, call: Call): void {
  const handset = handsetMet(exchange, call);
  const isSoftphone = handset.id.startsWith("client:");
  if (behaviourOf(handset).answers === "busy" || (isSoftphone && isOnACall(exchange, handset.id))) {
    fail(exchange, call, { status: "busy", sip: "486" });
  } else if (isSoftphone && !isReachable(handset)) {
    // Twilio reports `ringing` for a softphone even when no browser is there.
    setStatus(exchange, call, "ringing");
    tellStatus(exchange, call, "ringing");
    fail(exchange, call, { status: "no-answer", sip: "480" });
  } else if (behaviourOf(handset).answers === "unreachable") {
    fail(exchange, call, { status: "failed", sip: "404" });
  } else {
    startRinging(exchange, call, handset);
  }
}

/** It rings there, until somebody picks up or it has rung long enough. */
export function startRinging(exchange: Exchange, call: Call, handset: Handset): void {
  setStatus(exchange, call, "ringing");
  const { sid: callSid, to, from, parameters } = call;
  const told = Object.keys(parameters).length > 0 ? { parameters } : {};
  exchange.log.append({ kind: "rang", callSid, handset: handset.id, to, from, ...told });
  tellStatus(exchange, call, "ringing");
  call.timers.push(
    later(exchange, call.timeoutMs + RING_BUFFER_MS, () =>
      fail(exchange, call, { status: "no-answer", sip: "487" }),
    ),
  );
  const reaction = reactionTo(exchange, call, handset);
  if (reaction) call.timers.push(later(exchange, reaction.afterMs, reaction.run));
}

type Reaction = { afterMs: number; run: () => void };

function reactionTo(exchange: Exchange, call: Call, handset: Handset): Reaction | null {
  const { answers, voicemailAfterMs = VOICEMAIL_AFTER_MS } = behaviourOf(handset);
  if (typeof answers === "object") {
    return { afterMs: answers.afterMs, run: () => pickUp(exchange, call, "person") };
  }
  switch (answers) {
    case "rejects":
      return {
        afterMs: DECLINES_AFTER_MS,
        run: () => decline(exchange, call),
      };
    case "voicemail":
      return { afterMs: voicemailAfterMs, run: () => pickUp(exchange, call, "voicemail") };
    case "manual":
    case "never":
    case "busy":
    case "unreachable":
      return null;
  }
}

/** The person called does not want this call. */
export function decline(exchange: Exchange, call: Call): void {
  fail(exchange, call, { status: "busy", sip: "486" });
}

function fail(exchange: Exchange, call: Call, how: { status: CallStatus; sip: string }): void {
  call.sipResponseCode = how.sip;
  endCall(exchange, call, {
    status: how.status,
    by: how.status === "busy" ? "person" : "network",
  });
}

function setStatus(exchange: Exchange, call: Call, status: CallStatus): void {
  if (isOver(call)) return;
  call.status = status;
  call.updatedAt = exchange.clock.now();
}
