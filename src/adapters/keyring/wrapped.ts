import { VaultClosed } from "../../engine/errors.ts";
import type { Sealed } from "../vault.ts";

const WRAPPED = /^v1 (?<keyId>[\w-]+) (?<nonce>[A-Za-z\d+/=]+) (?<sealed>[A-Za-z\d+/=]+)$/;

/** One line: the format, the master key that wraps it, and what it wraps. */
export function writeWrapped({ keyId, nonce, sealed }: Sealed): string {
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");
  return `v1 ${keyId} ${base64(nonce)} ${base64(sealed)}`;
}

/** Throws `VaultClosed` where it was cut short or changed. */
export function readWrapped(name: string, text: string): Sealed {
  const groups = WRAPPED.exec(text.trim())?.groups;
  if (groups === undefined) throw new VaultClosed(`What is kept of the key "${name}" is no key.`);
  const { keyId = "", nonce = "", sealed = "" } = groups;
  const bytes = (base64: string) => new Uint8Array(Buffer.from(base64, "base64"));
  return { keyId, nonce: bytes(nonce), sealed: bytes(sealed) };
}
