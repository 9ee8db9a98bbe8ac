/** The sounds a telephone makes by itself. Browsers allow them once the page was touched. */
let context: AudioContext | null = null;
let loudness = 0.8;

/** The four rows and three columns of a telephone's keys, in Hz. */
const ROWS = [697, 770, 852, 941];
const COLUMNS = [1209, 1336, 1477];
const KEYS = "123456789*0#";
const RING_MS = 4000;

export function setToneVolume(volume: number): void {
  loudness = volume;
}

export function keyTone(key: string): void {
  const place = KEYS.indexOf(key);
  const frequencies = [ROWS[Math.floor(place / 3)] ?? 0, COLUMNS[place % 3] ?? 0];
  play(frequencies, { seconds: 0.14, gain: 0.06 });
}

/** Rings until the returned function is called. */
export function ring(): () => void {
  const once = () => play([440, 480], { seconds: 1.6, gain: 0.12 });
  once();
  const timer = setInterval(once, RING_MS);
  return () => {
    clearInterval(timer);
    context?.suspend().catch(ignore);
  };
}

function play(
  frequencies: readonly number[],
  { seconds, gain }: { seconds: number; gain: number },
) {
  context ??= new AudioContext();
  context.resume().catch(ignore);
  const volume = context.createGain();
  const end = context.currentTime + seconds;
  volume.gain.setValueAtTime(gain * loudness, context.currentTime);
  volume.gain.setTargetAtTime(0, end - 0.03, 0.01);
  volume.connect(context.destination);
  for (const frequency of frequencies) {
    const tone = context.createOscillator();
    tone.frequency.value = frequency;
    tone.connect(volume);
    tone.start();
    tone.stop(end);
  }
}

/** Without sound there is still the text. */
function ignore(): void {}
