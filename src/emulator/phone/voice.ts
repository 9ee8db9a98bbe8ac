import type { Heard } from "./contract.ts";
import { pageLanguage } from "./words.ts";

/** Twilio's, for a Say that names no language. */
const SAY_LANGUAGE = "en-US";
/** The network takes 300 ms a word: browsers' voices keep up when they hurry a little. */
const RATE = 1.15;

let aloud = true;
let loudness = 0.8;
let playing: HTMLAudioElement | null = null;

export function setAloud(on: boolean): void {
  aloud = on;
  if (!on) hush();
}

export function setVoiceVolume(volume: number): void {
  loudness = volume;
  if (playing) playing.volume = volume;
}

/** Which language something is in, for a voice and for a screen reader. */
export function languageOf({ source, language }: Heard): string {
  return language ?? (source === "say" ? SAY_LANGUAGE : pageLanguage());
}

/** Says it in its language, or plays the recording. */
export function speak(heard: Heard): void {
  if (!aloud) return;
  if (heard.url !== null) {
    playing = new Audio(heard.url);
    playing.volume = loudness;
    // A recording the browser cannot reach or play is on the page as text.
    playing.play().catch(() => undefined);
    return;
  }
  if (heard.source !== "say" && heard.source !== "voice" && heard.source !== "play") return;
  // Never more than one sentence behind what is being said.
  if (speechSynthesis.pending) speechSynthesis.cancel();
  const utterance = new SpeechSynthesisUtterance(heard.text);
  utterance.lang = languageOf(heard);
  utterance.rate = RATE;
  utterance.volume = loudness;
  speechSynthesis.speak(utterance);
}

/** Stops at once, as a prompt does when a key is pressed. */
export function hush(): void {
  speechSynthesis.cancel();
  playing?.pause();
  playing = null;
}
