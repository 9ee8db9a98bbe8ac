import { createHmac, scrypt, type Hmac } from "node:crypto";
import { promisify } from "node:util";
import type { Code, Profile } from "../../engine/ports-profiles.ts";
import type { Sealed, Vault } from "../vault.ts";
import { profileSeal } from "./seals.ts";
import { stored } from "./stored.ts";

/** About a tenth of a second and 32 MB: what a caller can wait for, on a small machine at work. */
const SLOWLY = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 2 ** 20 } as const;
const stretch = promisify<string, Buffer, number, typeof SLOWLY, Buffer>(scrypt);

export type ProfileRow = Sealed & { readonly id: string };

export type ProfileKeys = {
  readonly vault: Vault;
  readonly hashKey: Buffer;
  /** Seals with one key that is nobody's but the code's. */
  readonly sealedWith: (key: Buffer) => Pick<Vault, "seal" | "open">;
};

/** Sealed with a key of the code, and around that with the vault's. What it is found by is a keyed hash of the code, stretched. */
export function profileSeals({ vault, hashKey, sealedWith }: ProfileKeys) {
  const mac = macWith(hashKey);
  const salt = mac("profiles", "salt").digest();
  const innerOf = (stretched: Buffer) =>
    sealedWith(mac("profiles", "seal", stretched.toString("hex")).digest());
  const openOuter = async (row: ProfileRow): Promise<string> => {
    await vault.reach({ keyId: row.keyId });
    return vault.open(row, profileSeal(row.id));
  };
  const sealOuter = async (id: string, inner: string): Promise<Sealed> => {
    await vault.reach({ sealing: profileSeal(id) });
    return vault.seal(inner, profileSeal(id));
  };
  return {
    slowly: (code: string): Promise<Buffer> => stretch(code, salt, 32, SLOWLY),

    lookups(stretched: Buffer, { number, rehearsal }: Code) {
      const of = (...parts: readonly string[]) =>
        mac("profiles", String(rehearsal), stretched.toString("hex"), ...parts).digest("base64url");
      return { passphrase: of("passphrase"), tomorrow: of("tomorrow", number ?? "") };
    },

    /** Throws `VaultClosed`. */
    async open(stretched: Buffer, row: ProfileRow): Promise<Profile> {
      const { nonce, sealed } = stored<Inner>(JSON.parse(await openOuter(row)));
      const inner = { keyId: "code", nonce: bytes(nonce), sealed: bytes(sealed) };
      return stored<Profile>(JSON.parse(innerOf(stretched).open(inner, profileSeal(row.id))));
    },

    seal(stretched: Buffer, id: string, profile: Profile): Promise<Sealed> {
      const inner = innerOf(stretched).seal(JSON.stringify(profile), profileSeal(id));
      const written: Inner = { nonce: text(inner.nonce), sealed: text(inner.sealed) };
      return sealOuter(id, JSON.stringify(written));
    },

    /** By the vault's key of today; the code is not needed for it. */
    reseal: async (row: ProfileRow): Promise<Sealed> => sealOuter(row.id, await openOuter(row)),

    digits(request: string, count: number): string {
      const number = mac("profiles", "digits", request).digest().readUIntBE(0, 6);
      return String(number % 10 ** count).padStart(count, "0");
    },
  };
}

const macWith =
  (hashKey: Buffer) =>
  (...parts: readonly string[]): Hmac =>
    createHmac("sha256", hashKey).update(parts.join("\n"));

type Inner = { readonly nonce: string; readonly sealed: string };

const text = (made: Uint8Array): string => Buffer.from(made).toString("base64");
const bytes = (written: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(written, "base64"));
