import { createStore } from "../../time/store.ts";

const KEPT = "boardSound";
const NOTES = [660, 494, 660];
const APART_S = 0.28;
const LOUD = 0.25;

/** Whether the board may be heard: as chosen here, and as the browser lets it. */
export const sound = createStore<"on" | "off" | "blocked">(
  localStorage.getItem(KEPT) === "off" ? "off" : "on",
);

let context: AudioContext | null = null;

/** A press: the browser allows sound from then on, if it did not before. */
export function chooseSound(on: boolean): void {
  localStorage.setItem(KEPT, on ? "on" : "off");
  sound.set(on ? "on" : "off");
  if (on) void playAlarm();
}

/** Three notes. Where the browser refuses until somebody has pressed something, the page says so. */
export async function playAlarm(): Promise<void> {
  if (sound.get() === "off") return;
  context ??= new AudioContext();
  const { state } = await resumed(context);
  sound.set(state === "running" ? "on" : "blocked");
  if (state !== "running") return;
  NOTES.forEach((note, place) => playNote(note, place * APART_S));
}

const WITHIN_MS = 300;

/** A browser that does not allow it never answers. */
async function resumed(one: AudioContext): Promise<AudioContext> {
  const late = new Promise((resolve) => setTimeout(resolve, WITHIN_MS));
  await Promise.race([one.resume(), late]);
  return one;
}

function playNote(note: number, afterS: number): void {
  if (context === null) return;
  const at = context.currentTime + afterS;
  const tone = context.createOscillator();
  const loudness = context.createGain();
  tone.type = "triangle";
  tone.frequency.value = note;
  loudness.gain.setValueAtTime(0, at);
  loudness.gain.linearRampToValueAtTime(LOUD, at + 0.02);
  loudness.gain.exponentialRampToValueAtTime(0.001, at + 0.26);
  tone.connect(loudness).connect(context.destination);
  tone.start(at);
  tone.stop(at + 0.27);
}
