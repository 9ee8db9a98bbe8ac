import { connectCalls, disconnectCalls } from "../bridging.ts";
import { FOUR_HOURS_MS, isOver, newCall, type Call, type Speech } from "../call.ts";
import { detectThen } from "../detection.ts";
import { isEmergencyNumber } from "../emergency.ts";
import { endCall, hangUpStatus } from "../ending.ts";
import { hear, later, warn } from "../exchange.ts";
import { handsetId } from "../handsets.ts";
import { tonesMs } from "../prompts.ts";
import { deaf, interruptedAction, toAction, type Leg, type Outcome, type Verb } from "../leg.ts";
import { refuse } from "../refusing.ts";
import { becomeAnswered, dialOut } from "../ringing.ts";
import type { Params } from "../signature.ts";
import { flagAttribute, secondsAttribute } from "../twiml/document.ts";
import type { XmlElement } from "../twiml/xml.ts";
import { fetchActionAfterHangUp } from "./after-dial.ts";
import { peopleIn, type Person } from "./dial-nouns.ts";
import { recordDial, type DialRecording } from "./dial-recording.ts";
import { nothing } from "../nothing.ts";

type Dialling = {
  readonly leg: Leg;
  readonly element: XmlElement;
  readonly finish: (outcome: Outcome) => void;
  /** Those still to be rung, one after the other, in a sequential Dial. */
  waiting: readonly Callee[];
  children: Call[];
  /** The leg that answered first. */
  winner: Call | null;
  bridged: boolean;
  over: boolean;
  recording: DialRecording | null;
  cancelLimit: () => void;
};

type Callee = Person & { to: string };

/**
 * Rings everybody at once, or with `sequential` one after the other; the first to answer is connected, after their
 * whisper if there is one.
 */
export const dialPeople: Verb = (leg, element, finish) => {
  const people = peopleIn(leg, element);
  const callees = people.filter((person): person is Callee => person.to !== null);
  if (refusal(leg, { element, people, callees })) {
    finish(toAction(leg, element, { DialCallStatus: "failed", DialBridged: "false" }));
    return deaf(nothing);
  }
  const oneByOne = flagAttribute(element, "sequential", false);
  const state: Dialling = {
    leg,
    element,
    finish,
    waiting: oneByOne ? callees.slice(1) : [],
    children: [],
    winner: null,
    bridged: false,
    over: false,
    recording: null,
    cancelLimit: nothing,
  };
  ring(state, oneByOne ? callees.slice(0, 1) : callees);
  return {
    pressed(digit) {
      if (digit === "*" && state.bridged && flagAttribute(element, "hangupOnStar", false)) {
        conclude(state, "completed");
      }
    },
    said(speech) {
      if (state.bridged && state.winner) pass(state, state.winner, speech);
    },
    stop(why) {
      const result = resultOf(state, state.bridged ? "completed" : "no-answer");
      release(state);
      if (why !== "redirected") fetchActionAfterHangUp(leg, element, result);
    },
    interrupted: () => interruptedAction(leg, element, resultOf(state, "completed")),
  };
};

/** True when nobody at all is rung: an emergency number is among them, the caller ID is not ours, or none is a number. */
function refusal(
  { exchange, call }: Leg,
  dial: { element: XmlElement; people: readonly Person[]; callees: readonly Callee[] },
): boolean {
  const { element, people, callees } = dial;
  const forbidden = people.find(({ written }) => isEmergencyNumber(written));
  if (forbidden) {
    refuse(exchange, forbidden.written, 13225);
    return true;
  }
  for (const { written } of people.filter(({ to }) => to === null)) {
    warn(exchange, call.sid, 13223, `Dial: Invalid phone number format: ${written}`);
  }
  const callerId = element.attributes["callerId"];
  const shown = callerId ?? call.from;
  const onlyClients = callees.every(({ to }) => to.startsWith("client:"));
  const fromClient = shown.startsWith("client:");
  const ours = callerId === undefined || [call.from, call.to].includes(shown);
  if (fromClient ? !onlyClients : !ours && !exchange.numbers.has(shown)) {
    warn(exchange, call.sid, 13214, `Dial: Invalid callerId value: ${shown}`);
    return true;
  }
  return callees.length === 0;
}

function ring(state: Dialling, callees: readonly Callee[]): void {
  const made = callees.map((callee) => childOf(state, callee));
  state.children.push(...made);
  for (const child of made) dialOut(state.leg.exchange, child);
}

function childOf(state: Dialling, callee: Callee): Call {
  const { exchange, call } = state.leg;
  const child = newCall(
    {
      direction: "outbound-dial",
      from: state.element.attributes["callerId"] ?? call.from,
      to: callee.to,
      handset: handsetId(callee.to),
      parentSid: call.sid,
      source: null,
      fallback: null,
      statusCallback: callee.statusCallback,
      timeoutMs: secondsAttribute(state.element, "timeout", 30_000),
      timeLimitMs: FOUR_HOURS_MS,
      machineDetection: callee.machineDetection,
      detection: callee.detection,
      parameters: callee.parameters,
    },
    exchange.clock.now(),
  );
  child.hooks = {
    answered: () => childAnswered(state, child, callee),
    ended: () => childEnded(state, child),
  };
  exchange.calls.set(child.sid, child);
  return child;
}

function childAnswered(state: Dialling, child: Call, callee: Callee): void {
  const { leg } = state;
  const { exchange } = leg;
  if (state.winner !== null) return;
  state.winner = child;
  endOthers(state, child);
  detectThen(exchange, child, nothing);
  const { sendDigits, whisper } = callee;
  const next = () => {
    if (!whisper) bridge(state, child);
    else {
      const finished = () => bridge(state, child);
      leg.startOn(child, whisper, { params: {}, use: "whisper", finished });
    }
  };
  if (sendDigits === "") {
    next();
    return;
  }
  hear(exchange, child, { text: sendDigits, language: null, source: "tones" });
  child.timers.push(later(exchange, tonesMs(sendDigits), next));
}

function bridge(state: Dialling, child: Call): void {
  const { exchange, call } = state.leg;
  state.bridged = true;
  if (call.startedAt === null) becomeAnswered(exchange, call);
  connectCalls(exchange, call, child);
  state.recording = recordDial(state.leg, state.element);
  const limitMs = secondsAttribute(state.element, "timeLimit", FOUR_HOURS_MS);
  state.cancelLimit = later(exchange, limitMs, () => conclude(state, "completed"));
  child.flow = {
    pressed: nothing,
    said: (speech) => pass(state, call, speech),
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
  if (state.bridged && state.winner === child) conclude(state, "completed");
  else if (state.winner === child || state.children.every(isOver)) ringNext(state, child);
}

/** Nobody was connected: the next of a sequential Dial is rung, or the Dial is over. */
function ringNext(state: Dialling, last: Call): void {
  const [next, ...rest] = state.waiting;
  if (!next) {
    conclude(state, state.winner === last ? "no-answer" : last.status);
    return;
  }
  state.waiting = rest;
  state.winner = null;
  ring(state, [next]);
}

function conclude(state: Dialling, status: string): void {
  if (state.over) return;
  const outcome = toAction(state.leg, state.element, resultOf(state, status));
  release(state);
  state.finish(outcome);
}

function release(state: Dialling): void {
  state.over = true;
  state.waiting = [];
  state.cancelLimit();
  state.recording?.end();
  disconnectCalls(state.leg.call);
  endOthers(state, null);
}

function endOthers(state: Dialling, kept: Call | null): void {
  for (const child of state.children) {
    if (child === kept) continue;
    endCall(state.leg.exchange, child, { status: hangUpStatus(child), by: "network" });
  }
}

/** What the `action` is told: of the leg that answered, else of the last one rung. */
function resultOf(state: Dialling, status: string): Params {
  const { winner, bridged, recording } = state;
  const told = winner ?? state.children.at(-1);
  return {
    DialCallStatus: status,
    DialBridged: String(bridged),
    ...(told ? { DialCallSid: told.sid } : {}),
    ...(winner?.startedAt ? { DialCallDuration: String(secondsUp(state, winner.startedAt)) } : {}),
    ...recording?.end(),
  };
}

function secondsUp({ winner, leg }: Dialling, startedAt: number): number {
  return Math.round(((winner?.endedAt ?? leg.exchange.clock.now()) - startedAt) / 1000);
}

function pass(state: Dialling, listener: Call, { text }: Speech): void {
  state.recording?.said(text);
  hear(state.leg.exchange, listener, { text, language: null, source: "voice" });
}
