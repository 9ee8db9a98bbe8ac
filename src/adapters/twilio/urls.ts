import type { ToneName } from "../../domain/session/steps.ts";

/**
 * Two retries whatever fails, 4 s of reading each, 12 s together: a webhook has 15 s at most, and without these it is tried
 * once more only when connecting failed. Source: twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
const OVERRIDES = "#rc=2&rp=all&rt=4000&tt=12000";

/** What a leg's next fetch brings back with it. Keys are written in alphabetical order, as Twilio may sort them. */
export type Asked = { readonly [key: string]: string | number };

/** Every address Twilio is given, all absolute. */
export type Urls = {
  /** The leg's one URL: what it hears is decided when it asks. */
  leg(legId: string, asked?: Asked): string;
  legStatus(legId: string): string;
  conferenceStatus(sessionId: string): string;
  sound(tone: ToneName): string;
  announcement(token: string): string;
  incoming(asked?: Asked): string;
  /** Where a call goes when we cannot answer for it: outside us, or our own copy of it. */
  readonly fallback: string;
};

/** `publicUrl` is where Twilio reaches us; `fallbackUrl` a document held outside us, if there is one. */
export function urls(publicUrl: string, fallbackUrl: string | null): Urls {
  const base = `${publicUrl.replace(/\/+$/, "")}/twilio`;
  const part = encodeURIComponent;
  return {
    leg: (legId, asked = {}) => `${base}/legs/${part(legId)}${query(asked)}${OVERRIDES}`,
    legStatus: (legId) => `${base}/status/legs/${part(legId)}${OVERRIDES}`,
    conferenceStatus: (sessionId) => `${base}/status/conference/${part(sessionId)}${OVERRIDES}`,
    sound: (tone) => `${base}/sounds/${tone}.wav`,
    announcement: (token) => `${base}/announcements/${token}${OVERRIDES}`,
    incoming: (asked = {}) => `${base}/voice/incoming${query(asked)}${OVERRIDES}`,
    fallback: fallbackUrl ?? `${base}/voice/fallback${OVERRIDES}`,
  };
}

function query(asked: Asked): string {
  const keys = Object.keys(asked).sort();
  if (keys.length === 0) return "";
  return `?${keys.map((key) => `${key}=${encodeURIComponent(asked[key] ?? "")}`).join("&")}`;
}
