/** How long a RIFF/WAVE file plays, in ms; null if it is not one we can read. */
export function wavDurationMs(bytes: Uint8Array): number | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length < 12 || file.toString("latin1", 0, 4) !== "RIFF") return null;
  if (file.toString("latin1", 8, 12) !== "WAVE") return null;
  let bytesPerSecond = 0;
  for (let at = 12; at + 8 <= file.length;) {
    const chunk = file.toString("latin1", at, at + 4);
    const size = file.readUInt32LE(at + 4);
    if (chunk === "fmt " && at + 20 <= file.length) bytesPerSecond = file.readUInt32LE(at + 16);
    if (chunk === "data")
      return bytesPerSecond > 0 ? Math.round((size / bytesPerSecond) * 1000) : null;
    at += 8 + size + (size % 2);
  }
  return null;
}

/** A silent 8 kHz mu-law recording of this length. */
export function silentWav(durationMs: number): Buffer {
  const samples = Math.round(durationMs * 8);
  const header = Buffer.alloc(44);
  header.write("RIFF", 0, "latin1");
  header.writeUInt32LE(36 + samples, 4);
  header.write("WAVEfmt ", 8, "latin1");
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(7, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8000, 24);
  header.writeUInt32LE(8000, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write("data", 36, "latin1");
  header.writeUInt32LE(samples, 40);
  return Buffer.concat([header, Buffer.alloc(samples, 0xff)]);
}
