import twilio from "twilio";

import { reasonOf } from "../doctor/finding.ts";

export type Fetched = { readonly document: string } | { readonly wrong: string };

const WITHIN_MS = 5_000;

type Who = { readonly accountSid: string; readonly authToken: string };

/**
 * The document at FALLBACK_URL, asked for as Twilio would: a TwiML Bin answers only what is signed
 * (support.twilio.com, "Not Authorized" error when trying to view TwiML Bin URL).
 */
export async function fetchFallback(url: string, { accountSid, authToken }: Who): Promise<Fetched> {
  const address = url.replace(/#.*$/, "");
  const form = {
    AccountSid: accountSid,
    CallStatus: "ringing",
    Direction: "inbound",
    ErrorCode: "11200",
  };
  try {
    const answer = await fetch(address, {
      method: "POST",
      signal: AbortSignal.timeout(WITHIN_MS),
      headers: {
        "content-type": "application/x-www-form-urlencoded; charset=UTF-8",
        "x-twilio-signature": twilio.getExpectedTwilioSignature(authToken, address, form),
      },
      body: new URLSearchParams(form),
    });
    const document = await answer.text();
    if (!answer.ok) return { wrong: `it answers POST with ${answer.status}` };
    if (!/<Response\b/.test(document)) return { wrong: "what it answers is no TwiML" };
    return { document };
  } catch (err) {
    return { wrong: reasonOf(err) };
  }
}
