/** Two soft notes, again and again, while a call rings here. */
const NOTES = [587.33, 880];
const EVERY_MS = 2_000;
const LOUD = 0.18;

let timer: ReturnType<typeof setInterval> | undefined;
let context: AudioContext | null = null;

export function ringWhile(ringing: boolean): void {
  if (ringing === (timer !== undefined)) return;
  clearInterval(timer);
  timer = undefined;
  if (!ringing) return;
  playOnce();
  timer = setInterval(playOnce, EVERY_MS);
}

function playOnce(): void {
  context ??= new AudioContext();
  const { currentTime, destination } = context;
  NOTES.forEach((note, place) =>
    playNote(context, { note, at: currentTime + place * 0.18, destination }),
  );
}

type Note = { readonly note: number; readonly at: number; readonly destination: AudioNode };

function playNote(context: AudioContext | null, { note, at, destination }: Note): void {
  if (context === null) return;
  const tone = context.createOscillator();
  const loudness = context.createGain();
  tone.frequency.value = note;
  loudness.gain.setValueAtTime(0, at);
  loudness.gain.linearRampToValueAtTime(LOUD, at + 0.03);
  loudness.gain.exponentialRampToValueAtTime(0.001, at + 0.7);
  tone.connect(loudness).connect(destination);
  tone.start(at);
  tone.stop(at + 0.75);
}
