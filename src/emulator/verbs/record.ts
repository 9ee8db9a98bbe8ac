import { callParams, type Speech } from "../call.ts";
import { hear, later, type Recording } from "../exchange.ts";
import { speakingMs } from "../format.ts";
import { toAddress, type Leg, type Outcome, type Verb } from "../leg.ts";
import { newSid } from "../sids.ts";
import type { Params } from "../signature.ts";
import { flagAttribute, secondsAttribute } from "../twiml/document.ts";
import type { XmlElement } from "../twiml/xml.ts";
import { nothing } from "../nothing.ts";

const MAX_LENGTH_MS = 3_600_000;

type Taking = { readonly startedAt: number; words: string[]; cancel: () => void; over: boolean };

/** Records until a key, a silence or the longest length; a silent recording falls through to the next verb. */
export const record: Verb = (leg, element, finish) => {
  const { exchange, call } = leg;
  const taking: Taking = {
    startedAt: exchange.clock.now(),
    words: [],
    cancel: nothing,
    over: false,
  };
  const finishOnKey = element.attributes["finishOnKey"] ?? "1234567890*#";
  const silenceMs = secondsAttribute(element, "timeout", 5000);
  const conclude = (digits: string) => {
    if (taking.over) return;
    close(taking);
    finish(taken(leg, element, { taking, digits }));
  };
  const stopAt = (ms: number) => {
    taking.cancel();
    taking.cancel = later(exchange, ms, () => conclude(""));
  };
  if (flagAttribute(element, "playBeep", true)) {
    hear(exchange, call, { text: "[beep]", language: null, source: "tones" });
  }
  stopAt(silenceMs);
  return {
    pressed(digit) {
      if (finishOnKey.includes(digit)) conclude(digit);
    },
    said(speech: Speech) {
      if (taking.over) return;
      taking.words.push(speech.text);
      stopAt(speakingMs(speech.text) + silenceMs);
    },
    stop(why) {
      if (taking.over) return;
      close(taking);
      if (why !== "redirected") sendAfterHangUp(leg, element, taking);
    },
    interrupted: () => null,
  };
};

function close(taking: Taking): void {
  taking.over = true;
  taking.cancel();
}

function taken(
  leg: Leg,
  element: XmlElement,
  { taking, digits }: { taking: Taking; digits: string },
): Outcome {
  const recording = keep(leg, element, taking);
  if (recording.text === "") return { go: "next" };
  const url = element.attributes["action"] ?? leg.base ?? "";
  return toAddress(leg, element, { url, params: recordingParams(leg, recording, digits) });
}

/** A recording whose caller hung up is still handed over; what is answered goes nowhere. */
function sendAfterHangUp(leg: Leg, element: XmlElement, taking: Taking): void {
  const { exchange, call } = leg;
  const outcome = taken(leg, element, { taking, digits: "hangup" });
  if (outcome.go !== "fetch") return;
  const { url, method, params } = outcome.request;
  const all = { ...callParams(call, exchange.accountSid), ...params };
  void exchange.courier.send({ purpose: "action", url, method, params: all, callSid: call.sid });
}

function keep(leg: Leg, element: XmlElement, taking: Taking): Recording {
  const { exchange, call } = leg;
  const longestMs = secondsAttribute(element, "maxLength", MAX_LENGTH_MS);
  const recording = {
    sid: newSid("RE"),
    callSid: call.sid,
    text: taking.words.join(" ").trim(),
    durationMs: Math.min(exchange.clock.now() - taking.startedAt, longestMs),
  };
  if (recording.text !== "") exchange.recordings.set(recording.sid, recording);
  return recording;
}

function recordingParams(leg: Leg, recording: Recording, digits: string): Params {
  const { exchange } = leg;
  const path = `/2010-04-01/Accounts/${exchange.accountSid}/Recordings/${recording.sid}`;
  return {
    RecordingUrl: exchange.baseUrl + path,
    RecordingSid: recording.sid,
    RecordingDuration: String(Math.round(recording.durationMs / 1000)),
    Digits: digits,
  };
}
