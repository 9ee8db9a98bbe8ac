import type { Speech } from "../call.ts";
import { hear, later } from "../exchange.ts";
import { speakingMs } from "../format.ts";
import { interruptedAction, toAddress, type Leg, type Running, type Verb } from "../leg.ts";
import { playPrompts } from "../prompts.ts";
import { checkHints, partialResults, wordsOf } from "./gather-speech.ts";
import type { Params } from "../signature.ts";
import { flagAttribute, numberAttribute, secondsAttribute } from "../twiml/document.ts";
import { elementsIn, type XmlElement } from "../twiml/xml.ts";
import { nothing } from "../nothing.ts";

const AUTO_SPEECH_END_MS = 1000;

/** Twilio listens to speech no longer than this. */
const LONGEST_SPEECH_MS = 60_000;

type Options = {
  keys: boolean;
  speech: boolean;
  longestSpeechMs: number;
  numDigits: number;
  finishOnKey: string;
  timeoutMs: number;
  speechEndMs: number;
  bargeIn: boolean;
  actionOnEmpty: boolean;
};

type Gathering = {
  readonly options: Options;
  digits: string;
  spoken: Speech[];
  prompting: boolean;
  stopPrompts: () => void;
  cancelTimer: () => void;
  cancelLimit: () => void;
  over: boolean;
};

/** Listens for keys or speech, from the first word of its prompts until it has enough or nothing comes. */
export const gather: Verb = (leg, element, finish) => {
  const state: Gathering = {
    options: optionsOf(element),
    digits: "",
    spoken: [],
    prompting: true,
    stopPrompts: nothing,
    cancelTimer: nothing,
    cancelLimit: nothing,
    over: false,
  };
  checkHints(leg, element);
  const conclude = () => {
    if (state.over) return;
    close(state);
    const params = result(state);
    if (params === null && !state.options.actionOnEmpty) finish({ go: "next" });
    else finish(toResult(leg, element, params ?? silence(state.options)));
  };
  const wait = (ms: number) => {
    state.cancelTimer();
    state.cancelTimer = later(leg.exchange, ms, conclude);
  };
  const begin = () => {
    state.cancelLimit = later(leg.exchange, state.options.longestSpeechMs, conclude);
  };
  const heardSome = partialResults(leg, element);
  startPrompts(leg, element, { state, wait });
  return listener(state, { conclude, wait, begin, heardSome }, () =>
    interruptedAction(leg, element, {}),
  );
};

type Steps = {
  conclude: () => void;
  wait: (ms: number) => void;
  /** Somebody has begun to speak. */
  begin: () => void;
  heardSome: (spoken: readonly Speech[]) => void;
};

function listener(state: Gathering, steps: Steps, interrupted: Running["interrupted"]): Running {
  const { options } = state;
  return {
    pressed(digit) {
      // Whichever comes first, keys or speech, is the answer.
      if (!options.keys || isShut(state) || state.spoken.length > 0) return;
      stopPrompting(state);
      if (options.finishOnKey.includes(digit)) {
        steps.conclude();
        return;
      }
      state.digits += digit;
      if (state.digits.length >= options.numDigits) steps.conclude();
      else steps.wait(options.timeoutMs);
    },
    said(speech) {
      if (!options.speech || isShut(state) || state.digits !== "") return;
      if (speech.text.trim() === "") return;
      stopPrompting(state);
      if (state.spoken.length === 0) steps.begin();
      state.spoken.push(speech);
      steps.heardSome(state.spoken);
      steps.wait(speakingMs(speech.text) + options.speechEndMs);
    },
    stop: () => close(state),
    interrupted,
  };
}

/** The time allowed for an answer starts only when the prompts have been heard. */
function startPrompts(
  leg: Leg,
  element: XmlElement,
  { state, wait }: { state: Gathering; wait: (ms: number) => void },
): void {
  const { exchange, call, base } = leg;
  state.stopPrompts = playPrompts(
    exchange,
    { elements: elementsIn(element), base, hear: (heard) => hear(exchange, call, heard) },
    () => {
      state.prompting = false;
      wait(state.options.timeoutMs);
    },
  );
}

function isShut(state: Gathering): boolean {
  return state.over || (state.prompting && !state.options.bargeIn);
}

function stopPrompting(state: Gathering): void {
  state.prompting = false;
  state.stopPrompts();
}

function close(state: Gathering): void {
  state.over = true;
  state.stopPrompts();
  state.cancelTimer();
  state.cancelLimit();
}

function result({ digits, spoken }: Gathering): Params | null {
  if (digits !== "") return { Digits: digits };
  const last = spoken.at(-1);
  if (!last) return null;
  const confidence = last.confidence === null ? {} : { Confidence: String(last.confidence) };
  return { SpeechResult: wordsOf(spoken), ...confidence };
}

function silence(options: Options): Params {
  return {
    ...(options.keys ? { Digits: "" } : {}),
    ...(options.speech ? { SpeechResult: "" } : {}),
  };
}

/** Without `action`, the same document is asked again, as Twilio does. */
function toResult(leg: Leg, element: XmlElement, params: Params) {
  return toAddress(leg, element, { url: element.attributes["action"] ?? leg.base ?? "", params });
}

function optionsOf(element: XmlElement): Options {
  const input = (element.attributes["input"] ?? "dtmf").split(/\s+/);
  const timeoutMs = secondsAttribute(element, "timeout", 5000);
  const auto = element.attributes["speechTimeout"] === "auto";
  return {
    keys: input.includes("dtmf"),
    speech: input.includes("speech"),
    numDigits: numberAttribute(element, "numDigits", Number.POSITIVE_INFINITY),
    finishOnKey: element.attributes["finishOnKey"] ?? "#",
    longestSpeechMs: Math.min(
      LONGEST_SPEECH_MS,
      secondsAttribute(element, "maxSpeechTime", LONGEST_SPEECH_MS),
    ),
    timeoutMs,
    speechEndMs: auto ? AUTO_SPEECH_END_MS : secondsAttribute(element, "speechTimeout", timeoutMs),
    bargeIn: flagAttribute(element, "bargeIn", true),
    actionOnEmpty: flagAttribute(element, "actionOnEmptyResult", false),
  };
}
