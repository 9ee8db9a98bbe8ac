import { createHmac, timingSafeEqual } from "node:crypto";

/** Which recording of its session a leg may hear. */
export type PlayedTo = { readonly legId: string; readonly take: number };

/** Ids and our mark on them: an address made for one leg plays nothing once that leg is over, and none can be guessed. */
export function sealRecording({ legId, take }: PlayedTo, key: string): string {
  const body = `${encodeURIComponent(legId)}.${take}`;
  return `${body}.${mark(body, key)}`;
}

/** Null when we did not write it. */
export function openRecording(token: string, key: string): PlayedTo | null {
  const [leg = "", take = "", given = ""] = token.split(".");
  const ours = Buffer.from(mark(`${leg}.${take}`, key));
  const theirs = Buffer.from(given);
  if (ours.length !== theirs.length || !timingSafeEqual(ours, theirs)) return null;
  return { legId: decodeURIComponent(leg), take: Number(take) };
}

const mark = (body: string, key: string): string =>
  createHmac("sha256", key).update(`recording ${body}`).digest("base64url").slice(0, 22);
