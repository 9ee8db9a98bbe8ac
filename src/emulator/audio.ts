import { later, warn, type Exchange } from "./exchange.ts";
import { sign, signedUrl } from "./signature.ts";
import { wavDurationMs, wavWords } from "./wav.ts";

const UNKNOWN_MS = 2000;
const SLOWEST_FETCH_MS = 15_000;

export type Sound = { text: string; durationMs: number };

/** What Play plays (Twilio docs, voice/twiml/play). */
const PLAYABLE = /^audio\/(mpeg|mp3|wav|wave|x-wav|aiff|x-aifc|x-aiff|gsm|x-gsm|ulaw|basic)\b/i;

/**
 * What playing an address sounds like. A recording made here is known; a wav is fetched once and its header read;
 * anything else is two seconds long. Null for what is no recording at all (12300).
 */
export async function soundAt(exchange: Exchange, url: string): Promise<Sound | null> {
  const made = [...exchange.recordings.values()].find(({ sid }) => url.includes(sid));
  if (made) return { text: `[recording] ${made.text}`, durationMs: made.durationMs };
  const known = exchange.audio.get(url);
  if (known !== undefined) return known;
  const found = await exchange.traffic.track(fetchSound(exchange, url));
  if (found === "unplayable") return null;
  if (found !== null) exchange.audio.set(url, found);
  return found ?? { text: url, durationMs: UNKNOWN_MS };
}

/** Remembers a recording that is here already. */
export function keepSound(exchange: Exchange, url: string, bytes: Uint8Array): void {
  exchange.audio.set(url, soundOf(url, bytes));
}

/** A recording made here is heard as its words, wherever it was kept meanwhile. */
function soundOf(url: string, bytes: Uint8Array): Sound {
  const words = wavWords(bytes);
  const text = words === null ? url : `[recording] ${words}`;
  return { text, durationMs: wavDurationMs(bytes) ?? UNKNOWN_MS };
}

/** Null when it could not be had (11200). */
async function fetchSound(exchange: Exchange, url: string): Promise<Sound | "unplayable" | null> {
  const aborter = new AbortController();
  const cancel = later(exchange, SLOWEST_FETCH_MS, () => aborter.abort());
  const headers = { "X-Twilio-Signature": sign(exchange.authToken, signedUrl(url, "voice"), {}) };
  try {
    const response = await fetch(url, { headers, signal: aborter.signal });
    if (!response.ok) throw new Error(`answered ${response.status}`);
    const type = response.headers.get("content-type") ?? "";
    if (!PLAYABLE.test(type)) {
      await response.body?.cancel();
      warn(exchange, "", 12300, `${url} cannot be played: its content type is "${type}"`);
      return "unplayable";
    }
    return soundOf(url, new Uint8Array(await response.arrayBuffer()));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    warn(exchange, "", 11200, `cannot fetch ${url} to play it: ${reason}`);
    return null;
  } finally {
    cancel();
  }
}
