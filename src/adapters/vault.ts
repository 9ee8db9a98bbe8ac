import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { VaultClosed } from "../engine/errors.ts";

/** A text sealed with AES-256-GCM; `sealed` ends with the 16 bytes that prove it whole. */
export type Sealed = {
  readonly keyId: string;
  readonly nonce: Uint8Array<ArrayBuffer>;
  readonly sealed: Uint8Array<ArrayBuffer>;
};

export type VaultKey = { readonly id: string; readonly key: Buffer };

/** `associated` names the row a text belongs to: moved to another row, it does not open. */
export type Sealing = {
  /** Throws `VaultClosed` where no key for it can be reached. */
  seal(text: string, associated: string): Sealed;
  /** Throws `VaultClosed`: the key is not among ours, or the bytes or the row are not those that were sealed. */
  open(sealed: Sealed, associated: string): string;
};

/**
 * What says where someone is, and who, passes through here before it is stored. The part of `associated` before the colon
 * names the table; each has keys of its own (decision 027).
 */
export type Vault = Sealing & {
  /** Brings a key to memory before it is used: the one that sealed something, or the one that would seal now. Never throws, nor waits long: a caller may. */
  reach(wanted: { readonly keyId: string } | { readonly sealing: string }): Promise<void>;
  /** A new key for one thing alone: what is stored of it, and what seals with it. */
  makeKey(associated: string): { readonly wrapped: Sealed; readonly inner: Sealing };
  openKey(wrapped: Sealed, associated: string): Sealing;
};

/** Where keys are kept, wrapped. `first` wins where two keep the same name at once. */
export type KeyStore = {
  names(): Promise<readonly string[]>;
  /** Null where there is none, or it was destroyed. */
  read(name: string): Promise<string | null>;
  /** Kept unless there is one; returns the one that is kept. */
  keep(name: string, text: string): Promise<string>;
  /** Only while it still is `before`. Returns whether it was. */
  replace(name: string, before: string, text: string): Promise<boolean>;
  /** With every copy that was ever made of it here; gone already is as wished. */
  destroy(name: string): Promise<void>;
};

const cipherName = "aes-256-gcm";
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

/** Seals with one key that nothing else is under, such as one made of somebody's code. */
export const sealedWith = (key: Buffer): Vault => createVault([{ id: "code", key }]);

/** The first key seals, all of them open: to rotate, put the new one in front and keep the old. */
export function createVault(keys: readonly VaultKey[]): Vault {
  const [sealing] = keys;
  if (sealing === undefined) throw new Error("The vault needs at least one key.");
  const sealingWith: Sealing = {
    seal: (text, associated) => seal(sealing, text, associated),
    open(sealed, associated) {
      const found = keys.find((key) => key.id === sealed.keyId);
      if (found === undefined) throw new VaultClosed(`The vault has no key "${sealed.keyId}".`);
      return open(found, sealed, associated);
    },
  };
  return withInnerKeys(sealingWith, () => Promise.resolve());
}

/** Keys for one thing alone are sealed like any text. */
export function withInnerKeys(outer: Sealing, reach: Vault["reach"]): Vault {
  return {
    ...outer,
    reach,
    makeKey(associated) {
      const key = randomBytes(keyBytes);
      return { wrapped: outer.seal(key.toString("base64"), associated), inner: innerOf(key) };
    },
    openKey: (wrapped, associated) =>
      innerOf(Buffer.from(outer.open(wrapped, associated), "base64")),
  };
}

const INNER = "inner";

function innerOf(key: Buffer): Sealing {
  return {
    seal: (text, associated) => seal({ id: INNER, key }, text, associated),
    open: (sealed, associated) => open({ id: INNER, key }, sealed, associated),
  };
}

function seal({ id, key }: VaultKey, text: string, associated: string): Sealed {
  const nonce = new Uint8Array(randomBytes(nonceBytes));
  const cipher = createCipheriv(cipherName, key, nonce).setAAD(Buffer.from(associated));
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return { keyId: id, nonce, sealed: new Uint8Array(Buffer.concat([body, cipher.getAuthTag()])) };
}

function open({ id, key }: VaultKey, { nonce, sealed }: Sealed, associated: string): string {
  try {
    const end = sealed.length - tagBytes;
    const decipher = createDecipheriv(cipherName, key, nonce, { authTagLength: tagBytes })
      .setAAD(Buffer.from(associated))
      .setAuthTag(sealed.subarray(end));
    return decipher.update(sealed.subarray(0, end), undefined, "utf8") + decipher.final("utf8");
  } catch (cause) {
    throw new VaultClosed(
      `Sealed with key "${id}", it does not open: changed, or of another row.`,
      { cause },
    );
  }
}

/** Reads `VAULT_KEYS`: "id:base64,id:base64", 32 bytes each. Throws with words for an operator, never with a key. */
export function parseVaultKeys(setting: string): VaultKey[] {
  const keys = setting.split(",").map((part) => parseKey(part.trim()));
  if (new Set(keys.map(({ id }) => id)).size < keys.length) {
    throw new Error("VAULT_KEYS names the same key id twice.");
  }
  return keys;
}

function parseKey(part: string): VaultKey {
  const colon = part.indexOf(":");
  const id = part.slice(0, Math.max(colon, 0));
  const key = Buffer.from(part.slice(colon + 1), "base64");
  if (!/^[\w-]+$/.test(id)) throw new Error("VAULT_KEYS must be id:base64, separated by commas.");
  if (key.length !== keyBytes)
    throw new Error(`VAULT_KEYS: key "${id}" must be ${keyBytes} bytes in base64.`);
  return { id, key };
}

/** A new key as `VAULT_KEYS` writes it. */
export function generateVaultKey(id: string): string {
  return `${id}:${randomBytes(keyBytes).toString("base64")}`;
}

/** Tells keys apart, also two of one id; says nothing of the key, which is random. */
export const markOf = ({ key }: VaultKey): string =>
  createHash("sha256").update(key).digest("hex").slice(0, 8);
