import { FOUR_HOURS_MS, isOver, newCall, type Address, type Call, type Speech } from "../call.ts";
import { isEmergencyNumber } from "../emergency.ts";
import { endCall, hangUpStatus } from "../ending.ts";
import { hear, later, type Exchange } from "../exchange.ts";
import { handsetId } from "../handsets.ts";
import { deaf, interruptedAction, toAction, type Leg, type Outcome, type Verb } from "../leg.ts";
import { refuse } from "../refusing.ts";
import { becomeAnswered, dialOut } from "../ringing.ts";
import type { Params } from "../signature.ts";
import { flagAttribute, secondsAttribute } from "../twiml/document.ts";
import type { XmlElement } from "../twiml/xml.ts";
import { fetchActionAfterHangUp } from "./after-dial.ts";
import { peopleIn, type Person } from "./dial-nouns.ts";
import { nothing } from "../nothing.ts";

type Dialling = {
  readonly leg: Leg;
  readonly element: XmlElement;
  readonly finish: (outcome: Outcome) => void;
  children: Call[];
  /** The leg that answered first. */
  winner: Call | null;
  bridged: boolean;
  over: boolean;
  cancelLimit: () => void;
};

/** Rings everybody at once; the first to answer is connected, after their whisper if there is one. */
export const dialPeople: Verb = (leg, element, finish) => {
  const state: Dialling = {
    leg,
    element,
    finish,
    children: [],
    winner: null,
    bridged: false,
    over: false,
    cancelLimit: nothing,
  };
  const people = peopleIn(leg, element);
  const forbidden = people.find(({ to }) => isEmergencyNumber(to));
  if (forbidden) {
    refuse(leg.exchange, forbidden.to, 13225);
    finish(toAction(leg, element, { DialCallStatus: "failed" }));
    return deaf(nothing);
  }
  state.children = people.map((person) => childOf(state, person));
  for (const child of state.children) dialOut(leg.exchange, child);
  return {
    pressed(digit) {
      if (digit === "*" && state.bridged && flagAttribute(element, "hangupOnStar", false)) {
        conclude(state, "completed");
      }
    },
    said(speech) {
      if (state.bridged && state.winner) hearVoice(leg.exchange, state.winner, speech);
    },
    stop(why) {
      const result = resultOf(state, state.bridged ? "completed" : "no-answer");
      release(state);
      if (why !== "redirected") fetchActionAfterHangUp(leg, element, result);
    },
    interrupted: () => interruptedAction(leg, element, resultOf(state, "completed")),
  };
};

function childOf(state: Dialling, person: Person): Call {
  const { exchange, call } = state.leg;
  const child = newCall(
    {
      direction: "outbound-dial",
      from: state.element.attributes["callerId"] ?? call.from,
      to: person.to,
      handset: handsetId(person.to),
      parentSid: call.sid,
      source: null,
      fallback: null,
      statusCallback: person.statusCallback,
      timeoutMs: secondsAttribute(state.element, "timeout", 30_000),
      timeLimitMs: FOUR_HOURS_MS,
      machineDetection: null,
    },
    exchange.clock.now(),
  );
  child.hooks = {
    answered: () => childAnswered(state, child, person.whisper),
    ended: () => childEnded(state, child),
  };
  exchange.calls.set(child.sid, child);
  return child;
}

function childAnswered(state: Dialling, child: Call, whisper: Address | null): void {
  const { leg } = state;
  if (state.winner !== null) return;
  state.winner = child;
  endOthers(state, child);
  if (!whisper) {
    bridge(state, child);
    return;
  }
  leg.startOn(child, whisper, {
    params: {},
    use: "whisper",
    finished: () => bridge(state, child),
  });
}

function bridge(state: Dialling, child: Call): void {
  const { exchange, call } = state.leg;
  state.bridged = true;
  if (call.startedAt === null) becomeAnswered(exchange, call);
  const limitMs = secondsAttribute(state.element, "timeLimit", FOUR_HOURS_MS);
  state.cancelLimit = later(exchange, limitMs, () => conclude(state, "completed"));
  child.flow = {
    pressed: nothing,
    said: (speech) => hearVoice(exchange, call, speech),
    redirect(source) {
      // The child goes its own way; the parent's Dial is over.
      state.winner = null;
      state.children = [];
      state.leg.startOn(child, source, {
        params: {},
        use: "call",
        finished: () => endCall(exchange, child, { status: "completed", by: "line" }),
      });
      conclude(state, "completed");
    },
    stop: nothing,
  };
}

function childEnded(state: Dialling, child: Call): void {
  if (state.over) return;
  if (state.winner === child) conclude(state, state.bridged ? "completed" : "no-answer");
  else if (state.children.every(isOver)) conclude(state, child.status);
}

function conclude(state: Dialling, status: string): void {
  if (state.over) return;
  const outcome = toAction(state.leg, state.element, resultOf(state, status));
  release(state);
  state.finish(outcome);
}

function release(state: Dialling): void {
  state.over = true;
  state.cancelLimit();
  endOthers(state, null);
}

function endOthers(state: Dialling, kept: Call | null): void {
  for (const child of state.children) {
    if (child === kept) continue;
    endCall(state.leg.exchange, child, { status: hangUpStatus(child), by: "network" });
  }
}

function resultOf(state: Dialling, status: string): Params {
  const { winner } = state;
  return {
    DialCallStatus: status,
    DialBridged: String(state.bridged),
    ...(winner === null ? {} : { DialCallSid: winner.sid }),
  };
}

function hearVoice(exchange: Exchange, listener: Call, speech: Speech): void {
  hear(exchange, listener, { text: speech.text, language: null, source: "voice" });
}
