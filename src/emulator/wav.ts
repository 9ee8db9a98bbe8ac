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

/** What was said in a recording made here: no voice travels on this network, so its words are a comment in the file. Null: none. */
export function wavWords(bytes: Uint8Array): string | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = file.indexOf(COMMENT, 12, "latin1");
  const length = at < 0 || at + 12 > file.length ? 0 : file.readUInt32LE(at + 8);
  return length === 0 ? null : file.toString("utf8", at + 12, at + 12 + length).trim();
}

/** A RIFF list of one comment. */
const COMMENT = "INFOICMT";

function commentChunk(words: string): Buffer {
  if (words === "") return Buffer.alloc(0);
  const text = Buffer.from(words);
  const padded = text.length % 2 === 0 ? text : Buffer.concat([text, Buffer.from(" ")]);
  const head = Buffer.alloc(20);
  head.write("LIST", 0, "latin1");
  head.writeUInt32LE(12 + padded.length, 4);
  head.write(COMMENT, 8, "latin1");
  head.writeUInt32LE(padded.length, 16);
  return Buffer.concat([head, padded]);
}

/** A silent 8 kHz mu-law recording of this length, in which these words are said. */
export function silentWav(durationMs: number, words = ""): Buffer {
  const samples = Math.round(durationMs * 8);
  const comment = commentChunk(words);
  const header = Buffer.alloc(36);
  header.write("RIFF", 0, "latin1");
  header.writeUInt32LE(36 + comment.length + samples, 4);
  header.write("WAVEfmt ", 8, "latin1");
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(7, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8000, 24);
  header.writeUInt32LE(8000, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  const data = Buffer.alloc(8);
  data.write("data", 0, "latin1");
  data.writeUInt32LE(samples, 4);
  return Buffer.concat([header, comment, data, Buffer.alloc(samples, 0xff)]);
}
