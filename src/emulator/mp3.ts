const FRAME_MS = 36;
/** MPEG-2 layer III, 8 kbit/s, 16 kHz, mono: 36 bytes for 36 ms; all zeros after the header is silence. */
const HEADER = [0xff, 0xf3, 0x18, 0xc4];
const FRAME_BYTES = 36;

/** A silent MP3 of this length, to the next 36 ms. */
export function silentMp3(durationMs: number): Buffer {
  const frames = Math.ceil(durationMs / FRAME_MS);
  const frame = Buffer.alloc(FRAME_BYTES);
  frame.set(HEADER);
  return Buffer.concat(Array.from({ length: frames }, () => frame));
}
