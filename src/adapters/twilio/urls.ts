import type { ToneName } from "../../domain/session/steps.ts";
import { sealRecording } from "./recording-token.ts";

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
  /** Where it is told that a machine answered, or a person. */
  legMachine(legId: string): string;
  conferenceStatus(sessionId: string): string;
  sound(tone: ToneName): string;
  announcement(token: string): string;
  /** What a caller said of where they are, for this leg to hear and no other. */
  recording(legId: string, take: number): string;
  /** Where the carrier tells that a recording is there. */
  recordingStatus(legId: string, take: number): string;
  incoming(asked?: Asked): string;
  /** Where a number of ours tells what became of a call to it, and where texts go. */
  readonly incomingStatus: string;
  readonly messages: string;
  /** Where a call goes when we cannot answer for it: outside us, or our own copy of it. */
  readonly fallback: string;
};

/**
 * `publicUrl` is where Twilio reaches us; `fallbackUrl` a document held outside us, if there is one; `key` marks the addresses
 * of recordings as ours.
 */
export function urls(publicUrl: string, fallbackUrl: string | null, key = ""): Urls {
  const base = `${publicUrl.replace(/\/+$/, "")}/twilio`;
  const part = encodeURIComponent;
  return {
    leg: (legId, asked = {}) => `${base}/legs/${part(legId)}${query(asked)}${OVERRIDES}`,
    legStatus: (legId) => `${base}/status/legs/${part(legId)}${OVERRIDES}`,
    legMachine: (legId) => `${base}/status/machines/${part(legId)}${OVERRIDES}`,
    conferenceStatus: (sessionId) => `${base}/status/conference/${part(sessionId)}${OVERRIDES}`,
    sound: (tone) => `${base}/sounds/${tone}.wav`,
    announcement: (token) => `${base}/announcements/${token}${OVERRIDES}`,
    recording: (legId, take) => `${base}/recordings/${sealRecording({ legId, take }, key)}`,
    recordingStatus: (legId, take) =>
      `${base}/status/recordings/${part(legId)}${query({ take })}${OVERRIDES}`,
    incoming: (asked = {}) => `${base}/voice/incoming${query(asked)}${OVERRIDES}`,
    incomingStatus: `${base}/status/incoming${OVERRIDES}`,
    messages: `${base}/messages/incoming${OVERRIDES}`,
    fallback: fallbackUrl ?? `${base}/voice/fallback${OVERRIDES}`,
  };
}

function query(asked: Asked): string {
  const keys = Object.keys(asked).sort();
  if (keys.length === 0) return "";
  return `?${keys.map((key) => `${key}=${encodeURIComponent(asked[key] ?? "")}`).join("&")}`;
}
