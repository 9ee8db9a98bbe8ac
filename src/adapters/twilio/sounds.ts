import type { ToneName } from "../../domain/session/steps.ts";

const RATE = 8_000;
const HEADER_BYTES = 44;

type Tone = { readonly hertz: number; readonly ms: number; readonly level: number };

const silence = (ms: number): Tone => ({ hertz: 0, ms, level: 0 });

/** The tones before the second and third ask (PRACTICE 5b, 5c) and the soft ring while waiting (1), as WAV files: 8 kHz, mono, 16 bits. */
export const sounds: Readonly<Record<ToneName, Buffer>> = {
  two: wav([
    { hertz: 660, ms: 250, level: 0.5 },
    silence(120),
    { hertz: 660, ms: 250, level: 0.5 },
    silence(200),
  ]),
  loud: wav([{ hertz: 960, ms: 900, level: 0.95 }, silence(200)]),
  ring: wav([{ hertz: 425, ms: 2_000, level: 0.08 }, silence(4_000)]),
};

function wav(tones: readonly Tone[]): Buffer {
  const samples = tones.flatMap(samplesOf);
  const file = Buffer.alloc(HEADER_BYTES + samples.length * 2);
  file.write("RIFF", 0);
  file.writeUInt32LE(file.length - 8, 4);
  file.write("WAVEfmt ", 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20); // PCM
  file.writeUInt16LE(1, 22); // mono
  file.writeUInt32LE(RATE, 24);
  file.writeUInt32LE(RATE * 2, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write("data", 36);
  file.writeUInt32LE(samples.length * 2, 40);
  samples.forEach((sample, index) => file.writeInt16LE(sample, HEADER_BYTES + index * 2));
  return file;
}

/** Fades in and out over 5 ms: an edge is heard as a click. */
function samplesOf({ hertz, ms, level }: Tone): readonly number[] {
  const length = Math.round((RATE * ms) / 1_000);
  const fade = RATE / 200;
  return Array.from({ length }, (_, index) => {
    const edge = Math.min(1, index / fade, (length - index) / fade);
    return Math.round(Math.sin((2 * Math.PI * hertz * index) / RATE) * edge * level * 0x7fff);
  });
}
