import { later, warn, type Exchange } from "./exchange.ts";
import { sign, signedUrl } from "./signature.ts";
import { wavDurationMs } from "./wav.ts";

const UNKNOWN_MS = 2000;
const SLOWEST_FETCH_MS = 15_000;

export type Sound = { text: string; durationMs: number };

/**
 * What playing an address sounds like. A recording made here is known; a wav is fetched once and its header read;
 * anything else is two seconds long.
 */
export async function soundAt(exchange: Exchange, url: string): Promise<Sound> {
  const made = [...exchange.recordings.values()].find(({ sid }) => url.includes(sid));
  if (made) return { text: `[recording] ${made.text}`, durationMs: made.durationMs };
  const known = exchange.audio.get(url);
  if (known !== undefined) return { text: url, durationMs: known };
  const durationMs = await exchange.traffic.track(fetchDuration(exchange, url));
  if (durationMs !== null) exchange.audio.set(url, durationMs);
  return { text: url, durationMs: durationMs ?? UNKNOWN_MS };
}

async function fetchDuration(exchange: Exchange, url: string): Promise<number | null> {
  const aborter = new AbortController();
  const cancel = later(exchange, SLOWEST_FETCH_MS, () => aborter.abort());
  const headers = { "X-Twilio-Signature": sign(exchange.authToken, signedUrl(url, "voice"), {}) };
  try {
    const response = await fetch(url, { headers, signal: aborter.signal });
    if (!response.ok) throw new Error(`answered ${response.status}`);
    return wavDurationMs(new Uint8Array(await response.arrayBuffer()));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    warn(exchange, "", 11200, `cannot fetch ${url} to play it: ${reason}`);
    return null;
  } finally {
    cancel();
  }
}
