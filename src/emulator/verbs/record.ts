import { callParams, type Speech } from "../call.ts";
import { hear, later, type Recording } from "../exchange.ts";
import { speakingMs } from "../format.ts";
import { toAddress, type ActionRequest, type Leg, type Outcome, type Verb } from "../leg.ts";
import { newSid } from "../sids.ts";
import { flagAttribute, secondsAttribute } from "../twiml/document.ts";
import type { XmlElement } from "../twiml/xml.ts";
import { nothing } from "../nothing.ts";
import { keepRecording, recordingParams, tellRecording } from "./recordings.ts";

const MAX_LENGTH_MS = 3_600_000;

type Taking = {
  readonly leg: Leg;
  readonly element: XmlElement;
  readonly sid: string;
  readonly startedAt: number;
  words: string[];
  /** When the first word began and the last one ended. */
  firstAt: number | null;
  lastAt: number;
  cancelSilence: () => void;
  cancelLimit: () => void;
  over: boolean;
};

/** Records until a key, a silence or the longest length; a silent recording falls through to the next verb. */
export const record: Verb = (leg, element, finish) => {
  const { exchange, call } = leg;
  const taking = begun(leg, element);
  const finishOnKey = element.attributes["finishOnKey"] ?? "1234567890*#";
  const silenceMs = secondsAttribute(element, "timeout", 5000);
  const conclude = (digits: string) => {
    if (taking.over) return;
    close(taking);
    finish(taken(taking, digits));
  };
  const silentFor = (ms: number) => {
    taking.cancelSilence();
    taking.cancelSilence = later(exchange, ms, () => conclude(""));
  };
  if (flagAttribute(element, "playBeep", true)) {
    hear(exchange, call, { text: "[beep]", language: null, source: "tones" });
  }
  silentFor(silenceMs);
  const longestMs = secondsAttribute(element, "maxLength", MAX_LENGTH_MS);
  taking.cancelLimit = later(exchange, longestMs, () => conclude(""));
  tellRecording(leg, element, { status: "in-progress", recording: recordingOf(taking) });
  return {
    pressed(digit) {
      if (finishOnKey.includes(digit)) conclude(digit);
    },
    said(speech: Speech) {
      if (taking.over) return;
      const now = exchange.clock.now();
      taking.firstAt ??= now;
      taking.lastAt = now + speakingMs(speech.text);
      taking.words.push(speech.text);
      silentFor(speakingMs(speech.text) + silenceMs);
    },
    stop(why) {
      if (taking.over) return;
      close(taking);
      if (why !== "redirected") sendAfterHangUp(taking);
    },
    interrupted() {
      if (taking.over) return null;
      close(taking);
      return requestOf(taken(taking, ""));
    },
  };
};

function begun(leg: Leg, element: XmlElement): Taking {
  const now = leg.exchange.clock.now();
  return {
    leg,
    element,
    sid: newSid("RE"),
    startedAt: now,
    words: [],
    firstAt: null,
    lastAt: now,
    cancelSilence: nothing,
    cancelLimit: nothing,
    over: false,
  };
}

function close(taking: Taking): void {
  taking.over = true;
  taking.cancelSilence();
  taking.cancelLimit();
}

function taken(taking: Taking, digits: string): Outcome {
  const { leg, element } = taking;
  const recording = recordingOf(taking);
  const silent = recording.text === "";
  tellRecording(leg, element, { status: silent ? "absent" : "completed", recording });
  if (silent) return { go: "next" };
  keepRecording(leg.exchange, recording);
  const url = element.attributes["action"] ?? leg.base ?? "";
  const params = { ...recordingParams(leg.exchange, recording), Digits: digits };
  return toAddress(leg, element, { url, params });
}

/** A recording whose caller hung up is still handed over; what is answered goes nowhere. */
function sendAfterHangUp(taking: Taking): void {
  const { exchange, call } = taking.leg;
  const request = requestOf(taken(taking, "hangup"));
  if (request === null) return;
  const { url, method, params } = request;
  const all = { ...callParams(call, exchange.accountSid), ...params };
  void exchange.courier.send({ purpose: "action", url, method, params: all, callSid: call.sid });
}

function requestOf(outcome: Outcome): ActionRequest | null {
  return outcome.go === "fetch" ? outcome.request : null;
}

/** Silence before and after is cut off unless `trim` says otherwise. */
function recordingOf(taking: Taking): Recording {
  const { leg, element, startedAt, firstAt, lastAt } = taking;
  const now = leg.exchange.clock.now();
  const trims = element.attributes["trim"] !== "do-not-trim" && firstAt !== null;
  return {
    sid: taking.sid,
    source: "RecordVerb",
    callSid: leg.call.sid,
    startedAt,
    text: taking.words.join(" ").trim(),
    durationMs: trims ? Math.min(lastAt, now) - firstAt : now - startedAt,
  };
}
