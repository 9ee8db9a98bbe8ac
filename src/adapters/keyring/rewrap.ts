import { VaultClosed } from "../../engine/errors.ts";
import type { Vault } from "../vault.ts";
import type { KeyringParts } from "./keyring.ts";
import { destroyedAt, parseName } from "./names.ts";
import { keyRow } from "./unwrapped.ts";
import { readWrapped, writeWrapped } from "./wrapped.ts";

export type Rewrapped = {
  readonly done: number;
  /** Master keys that some key is still wrapped by, the front one aside, and how many. */
  readonly left: ReadonlyMap<string, number>;
};

/** Wraps every key by the front master key. Each is one small step of its own, so the line runs meanwhile; done again, it does nothing. */
export async function rewrapKeys(parts: KeyringParts): Promise<Rewrapped> {
  const masters = parts.vaults.createVault(parts.masters);
  const front = parts.masters[0]?.id ?? "";
  const left = new Map<string, number>();
  let done = 0;
  for (const store of [parts.expiring, parts.lasting]) {
    const names = (await store.names()).filter((name) => parseName(name) !== null);
    for (const name of names) {
      const by = await rewrapOne(parts, { masters, front, store, name });
      if (by === "rewrapped") done += 1;
      else if (by !== front) left.set(by, (left.get(by) ?? 0) + 1);
    }
  }
  return { done, left };
}

type One = {
  readonly masters: Vault;
  readonly front: string;
  readonly store: KeyringParts["expiring"];
  readonly name: string;
};

/** Returns which master key it stays wrapped by. */
async function rewrapOne(parts: KeyringParts, one: One): Promise<string> {
  const { masters, front, store, name } = one;
  const before = await store.read(name);
  if (before === null) return front;
  const wrapped = readWrappedOrNull(parts, name, before);
  if (wrapped === null) return "unreadable";
  if (wrapped.keyId === front) return front;
  try {
    const text = writeWrapped(masters.seal(masters.open(wrapped, keyRow(name)), keyRow(name)));
    const replaced = await store.replace(name, before, text);
    if (!replaced) return wrapped.keyId;
  } catch (err) {
    if (!(err instanceof VaultClosed)) throw err;
    parts.log.error({ err, key: name }, "A key of the vault does not open, and stays as it is");
    return wrapped.keyId;
  }
  const end = destroyedAt(name, parts.timeZone);
  if (end !== null && end <= parts.clock.now()) await store.destroy(name);
  return "rewrapped";
}

function readWrappedOrNull({ log }: KeyringParts, name: string, text: string) {
  try {
    return readWrapped(name, text);
  } catch (err) {
    log.error({ err, key: name }, "A key of the vault is unreadable, and stays as it is");
    return null;
  }
}
