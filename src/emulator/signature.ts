import { createHmac } from "node:crypto";

export type Params = Readonly<Record<string, string>>;
export type Product = "voice" | "messaging";

/**
 * Twilio's webhook signature: HMAC-SHA1, in Base64, of the address followed by each parameter's name and value, names
 * in byte order. For GET the parameters are already in the address: pass `{}`.
 */
export function sign(authToken: string, url: string, params: Params): string {
  const names = Object.keys(params).toSorted(byteOrder);
  const signed = names.reduce((text, name) => text + name + params[name], url);
  return createHmac("sha1", authToken).update(signed, "utf8").digest("base64");
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
