import { keepSound } from "./audio.ts";
import { callParams, type Address, type Call, type CallFlow, type Source } from "./call.ts";
import { failDocument, type DocumentFailure } from "./flow-failure.ts";
import { bodyAsTwiml } from "./flow-body.ts";
import type { FlowState } from "./flow-state.ts";
import { endCall } from "./ending.ts";
import { later, warn, type Exchange } from "./exchange.ts";
import { isAudio } from "./http-request.ts";
import type { FlowOptions, Leg, Outcome, Verb } from "./leg.ts";
import { becomeAnswered } from "./ringing.ts";
import type { Params } from "./signature.ts";
import { flagAttribute, readTwiml } from "./twiml/document.ts";
import type { XmlElement } from "./twiml/xml.ts";
import { dial } from "./verbs/dial.ts";
import { gather } from "./verbs/gather.ts";
import { record } from "./verbs/record.ts";
import { hangUp, prompt, redirect, reject } from "./verbs/simple.ts";
import { nothing } from "./nothing.ts";

const VERBS: Readonly<Record<string, Verb>> = {
  Say: prompt,
  Play: prompt,
  Pause: prompt,
  Gather: gather,
  Dial: dial,
  Record: record,
  Redirect: redirect,
  Hangup: hangUp,
  Reject: reject,
};

/** Runs a call's documents, verb by verb, until they run out, the call ends or the line moves it elsewhere. */
export function startFlow(
  exchange: Exchange,
  call: Call,
  source: Source,
  options: FlowOptions,
): void {
  const state: FlowState = {
    exchange,
    call,
    options,
    verbs: [],
    index: 0,
    base: null,
    running: null,
    turn: 0,
    inFallback: false,
    cancelPending: nothing,
  };
  const flow: CallFlow = {
    pressed: (digit) => state.running?.pressed(digit),
    said: (speech) => state.running?.said(speech),
    redirect: (target) => interrupt(state, target),
    stop(why) {
      state.turn += 1;
      state.cancelPending();
      const { running } = state;
      state.running = null;
      running?.stop(why);
    },
  };
  call.flow = flow;
  load(state, source, { purpose: "voice", params: options.params });
}

/** Drops the running verb at once; its `action` is fetched as well, and the new document a little later. */
function interrupt(state: FlowState, target: Source): void {
  const { exchange, running } = state;
  const action = running?.interrupted() ?? null;
  state.turn += 1;
  state.cancelPending();
  state.running = null;
  running?.stop("redirected");
  if (action) {
    later(exchange, exchange.timings.redirectActionDelayMs, () => {
      void send(state, action, { purpose: "action", params: action.params });
    });
  }
  state.cancelPending = later(exchange, exchange.timings.redirectTargetDelayMs, () =>
    load(state, target, { purpose: "voice", params: {} }),
  );
}

type Fetching = { purpose: string; params: Params };

function load(state: FlowState, source: Source, fetching: Fetching): void {
  state.turn += 1;
  if ("twiml" in source) {
    show(state, { body: source.twiml, base: null });
    return;
  }
  void loadAddress(state, source, { ...fetching, turn: state.turn });
}

async function loadAddress(
  state: FlowState,
  address: Address,
  fetching: Fetching & { turn: number },
): Promise<void> {
  const answer = await send(state, address, fetching);
  if (fetching.turn !== state.turn) return;
  const { url } = address;
  if (!answer.ok) {
    fail(state, { ...answer, url });
    return;
  }
  if (isAudio(answer.contentType)) keepSound(state.exchange, answer.url, answer.bytes);
  const body = bodyAsTwiml(answer);
  if (body === null) {
    fail(state, { code: 12300, reason: `content type "${answer.contentType}"`, url });
  } else show(state, { body, base: answer.url });
}

function send(state: FlowState, address: Address, { purpose, params }: Fetching) {
  const { exchange, call } = state;
  return exchange.courier.send({
    purpose,
    url: address.url,
    method: address.method,
    params: { ...callParams(call, exchange.accountSid), ...params },
    callSid: call.sid,
  });
}

function show(state: FlowState, { body, base }: { body: string; base: string | null }): void {
  const document = readTwiml(body, state.options.use);
  if (!document.ok) {
    const { code, message: reason, notDone: final = false } = document;
    fail(state, { code, reason, url: base ?? "", final });
    return;
  }
  for (const warning of document.warnings) warn(state.exchange, state.call.sid, 12200, warning);
  state.inFallback = false;
  state.verbs = document.verbs;
  state.index = 0;
  state.base = base;
  runNext(state);
}

function runNext(state: FlowState): void {
  const { exchange, call, verbs } = state;
  const element = verbs[state.index];
  state.index += 1;
  if (!element) {
    if (call.startedAt === null) becomeAnswered(exchange, call);
    state.options.finished();
    return;
  }
  if (call.startedAt === null && answers(element)) becomeAnswered(exchange, call);
  const leg: Leg = {
    exchange,
    call,
    base: state.base,
    startOn: (other, source, options) => startFlow(exchange, other, source, options),
  };
  run(state, leg, element);
}

function run(state: FlowState, leg: Leg, element: XmlElement): void {
  const verb = VERBS[element.name];
  if (!verb) throw new Error(`<${element.name}> passed the schema without a verb`);
  const { turn } = state;
  let over = false;
  const running = verb(leg, element, (outcome) => {
    if (over || turn !== state.turn) return;
    over = true;
    state.running = null;
    follow(state, outcome);
  });
  if (!over && turn === state.turn) state.running = running;
}

function follow(state: FlowState, outcome: Outcome): void {
  switch (outcome.go) {
    case "next":
      runNext(state);
      return;
    case "fetch": {
      const { url, method, params } = outcome.request;
      load(state, { url, method }, { purpose: "action", params });
      return;
    }
    case "end":
      endCall(state.exchange, state.call, { status: outcome.status, by: "line" });
      return;
    case "error":
      fail(state, { code: outcome.code, reason: outcome.message, url: state.base ?? "" });
  }
}

function fail(state: FlowState, failure: DocumentFailure): void {
  failDocument(state, failure, (fallback, params) =>
    load(state, fallback, { purpose: "fallback", params }),
  );
}

/** Any first verb picks up an incoming call, except these (Twilio docs on Reject, Pause and Dial). */
function answers(element: XmlElement): boolean {
  if (element.name === "Reject" || element.name === "Pause") return false;
  return !(element.name === "Dial" && flagAttribute(element, "answerOnBridge", false));
}
