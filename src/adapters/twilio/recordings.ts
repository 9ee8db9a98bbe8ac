import { CarrierRefused, CarrierUnreachable } from "../../engine/errors.ts";
import type { Recordings } from "../../engine/ports.ts";
import { askIfThere, connect, type Account } from "./client.ts";

const TWILIO = "https://api.twilio.com";
const FETCH_MS = 5_000;

/** Recordings as the carrier holds them: only until they are ours. */
export function twilioRecordings(account: Account): Pick<Recordings, "fetch" | "drop"> {
  const client = connect(account);
  return {
    fetch: (recordingSid) => fetchMedia(account, recordingSid),
    drop: async (recordingSid) => {
      await askIfThere(() => client.recordings(recordingSid).remove());
    },
  };
}

/** The library asks for JSON alone. */
async function fetchMedia(account: Account, recordingSid: string): Promise<Uint8Array | null> {
  const { accountSid, authToken, apiKey, baseUrl } = account;
  const base = (baseUrl ?? TWILIO).replace(/\/+$/, "");
  const url = `${base}/2010-04-01/Accounts/${accountSid}/Recordings/${encodeURIComponent(recordingSid)}.wav`;
  const signIn = `${apiKey?.sid ?? accountSid}:${apiKey?.secret ?? authToken}`;
  const headers = { authorization: `Basic ${Buffer.from(signIn).toString("base64")}` };
  const response = await asked(url, headers);
  if (response.status === 404) return null;
  if (response.ok) return new Uint8Array(await response.arrayBuffer());
  await response.body?.cancel();
  if (response.status >= 500 || response.status === 429) {
    throw new CarrierUnreachable(`The carrier answered ${response.status} for a recording`);
  }
  throw new CarrierRefused(`The carrier refused a recording (${response.status})`, response.status);
}

async function asked(url: string, headers: Record<string, string>): Promise<Response> {
  try {
    return await fetch(url, { headers, signal: AbortSignal.timeout(FETCH_MS) });
  } catch (cause) {
    throw new CarrierUnreachable("The carrier did not answer for a recording", { cause });
  }
}
