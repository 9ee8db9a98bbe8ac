import { createHmac } from "node:crypto";

export type Params = Readonly<Record<string, string>>;
/** A parameter may be given several times. */
type SignedParams = Readonly<Record<string, string | readonly string[]>>;
export type Product = "voice" | "messaging";

/**
 * Twilio's webhook signature: HMAC-SHA1, in Base64, of the address followed by each parameter's name and value, names
 * in byte order; of one given several times each different value, in order. For GET and for JSON (whose hash is in the
 * address, as `bodySHA256`) pass `{}`.
 */
export function sign(authToken: string, url: string, params: SignedParams): string {
  const names = Object.keys(params).toSorted(byteOrder);
  const signed = names.flatMap((name) => valuesOf(params[name] ?? "").map((value) => name + value));
  return createHmac("sha1", authToken)
    .update(url + signed.join(""), "utf8")
    .digest("base64");
}

function valuesOf(given: string | readonly string[]): readonly string[] {
  return typeof given === "string" ? [given] : [...new Set(given)].toSorted(byteOrder);
}

/**
 * The address as Twilio signs it: no fragment, no credentials; Voice over https also drops the port, http and
 * messaging keep it (Twilio docs, usage/security).
 */
export function signedUrl(url: string, product: Product): string {
  const [beforeFragment = ""] = url.split("#");
  const parts = /^(https?:\/\/)(?:[^/?@]*@)?([^/?]*)(.*)$/i.exec(beforeFragment);
  if (!parts) return beforeFragment;
  const [, scheme = "", host = "", rest = ""] = parts;
  const dropsPort = product === "voice" && scheme.toLowerCase() === "https://";
  return scheme + (dropsPort ? host.replace(/:\d+$/, "") : host) + rest;
}

function byteOrder(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
