import twilio from "twilio";
import type { Script, Sound, Step } from "../../domain/session/steps.ts";
import { isSound } from "./announcement.ts";
import type { Urls } from "./urls.ts";
import { voices } from "./voices.ts";

type Response = InstanceType<typeof twilio.twiml.VoiceResponse>;

/** The leg a script is for. `turn` is that of its next fetch, `at` the time it is asked: an answer names both. */
export type SpokenTo = {
  readonly legId: string;
  readonly sessionId: string;
  readonly turn: number;
  readonly at: number;
};

/** Twilio refuses more with a call's creation. */
const INLINE_MAX = 4_000;

/** A leg lasts 4 h at most; 3 h 50 leaves time to ring again. */
const CONFERENCE_SECONDS = 13_800;

/** Where the mixing is done: pinned, or two legs that come at once can be given two conferences. */
const REGION = "us1";

/** The ask named by a conference's end: the star key, or the conference is over. */
export const LEFT_CONFERENCE = "conference";

/**
 * A leg's script as TwiML. Every key leads back to the leg's one URL, and so does silence at the end; before the end silence goes on
 * to what follows, so that first words sent with a call are heard to the end without us.
 */
export function twiml(script: Script, leg: SpokenTo, urls: Urls): string {
  const response = new twilio.twiml.VoiceResponse();
  script.forEach((step, index) => {
    const last = index === script.length - 1;
    if (step.step === "gather") gather(response, step, { ...leg, last }, urls);
    else add(response, step, leg, urls);
  });
  if (!endsByItself(script)) again(response, leg, urls);
  return response.toString();
}

/** Sounds, then another document; null where there is none: an announcement, or last words before the call ends. */
export function soundsThen(sounds: readonly Sound[], next: string | null, urls: Urls): string {
  const response = new twilio.twiml.VoiceResponse();
  for (const sound of sounds) play(response, sound, urls, null);
  if (next !== null) response.redirect({ method: "POST" }, next);
  return response.toString();
}

/** Ends the call with nothing said. */
export const HANG_UP = '<?xml version="1.0" encoding="UTF-8"?><Response><Hangup/></Response>';

/** Turns a call away before it is answered. */
export const REJECT = '<?xml version="1.0" encoding="UTF-8"?><Response><Reject/></Response>';

/**
 * The first words of a call we place, sent with the request so that they are heard even with us gone; what follows is
 * fetched. What does not fit is left out: first what was said before, then from the end.
 */
export function inlineTwiml(script: Script, leg: Omit<SpokenTo, "turn">, urls: Urls): string {
  const document = twiml(script, { ...leg, turn: 0 }, urls);
  const less = withoutRepeat(script) ?? withoutLastSound(script);
  if (document.length <= INLINE_MAX || less === null) return document;
  return inlineTwiml(less, leg, urls);
}

function withoutRepeat(script: Script): Script | null {
  const words = script.map((step) => JSON.stringify(step));
  const index = words.findLastIndex((said, at) => words.indexOf(said) < at);
  return index === -1 ? null : script.toSpliced(index, 1);
}

function withoutLastSound(script: Script): Script | null {
  const index = script.findLastIndex((step) =>
    step.step === "gather" ? step.says.length > 0 : isSound(step),
  );
  const step = script[index];
  if (step?.step !== "gather") return step === undefined ? null : script.toSpliced(index, 1);
  const says = step.says.slice(0, -1);
  const stillAsks = says.length > 0 || index === script.length - 1;
  return script.toSpliced(index, 1, ...(stillAsks ? [{ ...step, says }] : []));
}

/** After these nothing of the document is reached. */
function endsByItself(script: Script): boolean {
  const last = script.at(-1)?.step;
  return last === "again" || last === "conference" || last === "hangUp";
}

type Gather = Step & { step: "gather" };

function add(response: Response, step: Exclude<Step, Gather>, leg: SpokenTo, urls: Urls): void {
  switch (step.step) {
    case "say":
    case "tone":
    case "pause":
    case "recording":
      return play(response, step, urls, leg.legId);
    case "record":
      return record(response, step, leg, urls);
    case "conference":
      return conference(response, step, leg, urls);
    case "again":
      return again(response, leg, urls);
    case "hangUp":
      response.hangup();
  }
}

function again(response: Response, { legId, turn }: SpokenTo, urls: Urls): void {
  response.redirect({ method: "POST" }, urls.leg(legId, { turn }));
}

/** Silence that ends what is said. */
const RECORD_SILENCE_SECONDS = 5;

/** Never turned into text. Said in silence, it goes on to what follows: it is asked again. */
function record(
  response: Response,
  { ask, take, longestMs }: Step & { step: "record" },
  { legId, turn, at }: SpokenTo,
  urls: Urls,
): void {
  response.record({
    action: urls.leg(legId, { ask, at, turn }),
    finishOnKey: "#9*",
    maxLength: wholeSeconds(longestMs),
    method: "POST",
    playBeep: true,
    recordingStatusCallback: urls.recordingStatus(legId, take),
    recordingStatusCallbackEvent: ["completed"],
    timeout: RECORD_SILENCE_SECONDS,
    trim: "trim-silence",
  });
}

type Into = Pick<Response, "say" | "play" | "pause">;

/** `into` is a document or a gather, which take the same sounds. A recording is played to a leg of ours, and to nobody else. */
function play(into: Into, sound: Sound, urls: Urls, legId: string | null): void {
  switch (sound.step) {
    case "say": {
      const { voice, language } = voices[sound.language];
      into.say({ voice, language }, speakable(sound.text));
      return;
    }
    case "tone":
      into.play(urls.sound(sound.tone));
      return;
    case "pause":
      into.pause({ length: wholeSeconds(sound.ms) });
      return;
    case "recording":
      if (legId !== null) into.play(urls.recording(legId, sound.take));
  }
}

function gather(
  response: Response,
  step: Gather,
  { legId, turn, at, last }: SpokenTo & { last: boolean },
  urls: Urls,
): void {
  const { language, hints } = voices[step.language];
  const asks = response.gather({
    action: urls.leg(legId, { ask: step.ask, at, turn }),
    actionOnEmptyResult: last,
    finishOnKey: step.ends ?? "",
    input: step.speech ? ["dtmf", "speech"] : ["dtmf"],
    method: "POST",
    numDigits: step.digits,
    timeout: wholeSeconds(step.listenMs),
    ...(step.speech ? { hints, language, speechTimeout: "auto" } : {}),
  });
  for (const sound of step.says) play(asks, sound, urls, legId);
}

/** The same for every leg: Twilio takes a conference's settings from whoever comes first. */
function conference(
  response: Response,
  { starMenu, muted, coach }: Step & { step: "conference" },
  { legId, sessionId, turn }: SpokenTo,
  urls: Urls,
): void {
  const dial = response.dial({
    action: urls.leg(legId, { ask: LEFT_CONFERENCE, turn }),
    hangupOnStar: starMenu,
    method: "POST",
    timeLimit: CONFERENCE_SECONDS,
  });
  dial.conference(
    {
      beep: "false",
      endConferenceOnExit: false,
      jitterBufferSize: "small",
      muted,
      region: REGION,
      startConferenceOnEnter: true,
      statusCallback: urls.conferenceStatus(sessionId),
      statusCallbackEvent: ["start", "end", "join", "leave", "announcement"],
      waitUrl: "",
      ...(coach === null ? {} : { coach }),
    },
    conferenceName(sessionId),
  );
}

export const conferenceName = (sessionId: string): string => `s-${sessionId}`;

/** Down, not up: the last listening must end before help is sent. */
const wholeSeconds = (ms: number): number => Math.max(1, Math.floor(ms / 1_000));

/** One control character pasted into an address would cost the whole document. */
const speakable = (text: string): string =>
  text.replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, " ");
