import { randomBytes } from "node:crypto";
import { keyClassNamed } from "../../domain/retention.ts";
import type { Instant } from "../../domain/session/people.ts";
import { VaultClosed } from "../../engine/errors.ts";
import type { Sealing, Vault } from "../vault.ts";
import type { KeyringParts } from "./keyring.ts";
import { destroyedAt, nameOf, parseName } from "./names.ts";
import { readWrapped, writeWrapped } from "./wrapped.ts";

/** What a key seals: a table, and a day, a month, a hold, or for ever. */
export type Wanted = { readonly table: string; readonly period: string };

type Parts = KeyringParts & { readonly masterVault: Vault };

/** Keys as this process holds them: in memory, unwrapped, so that no call ever waits for a key. */
export type Unwrapped = {
  /** By name. */
  readonly memory: Map<string, Sealing>;
  /** The name of the key that seals now, by table and period. */
  readonly sealing: Map<string, string>;
  /** What does not open, or cannot be reached. */
  readonly shut: Set<string>;
  /** Every name that ever was in memory: none is made anew. */
  readonly seen: Set<string>;
  /** What a store is being asked, so that it is asked once. Resolves to whether it answered. */
  readonly underway: Map<string, Promise<boolean>>;
  /** Until when a store that failed or was silent is not asked for this again while somebody waits. */
  readonly silentUntil: Map<string, Instant>;
  readonly parts: Parts;
};

const KEY_BYTES = 32;

export const noneYet = (parts: Parts): Unwrapped => ({
  memory: new Map(),
  sealing: new Map(),
  shut: new Set(),
  seen: new Set(),
  underway: new Map(),
  silentUntil: new Map(),
  parts,
});

export const kindOf = ({ table, period }: Wanted): string => `${table}.${period}`;

/** Throws `VaultClosed` where it is not in memory. */
export function vaultNamed({ memory }: Unwrapped, name: string): Sealing {
  const vault = memory.get(name);
  if (vault !== undefined) return vault;
  throw new VaultClosed(
    `The key "${name}" is not to be had: destroyed, kept where this process does not look, or under a master key it was not given.`,
  );
}

/** Throws `VaultClosed` where none is in memory. */
export function sealingVault(keys: Unwrapped, wanted: Wanted): Sealing {
  const name = keys.sealing.get(kindOf(wanted));
  if (name !== undefined) return vaultNamed(keys, name);
  throw new VaultClosed(`There is no key to seal what belongs to ${kindOf(wanted)}.`);
}

/** Every key there is, and these. Never throws: what fails is logged and in `shut`. */
export async function refresh(keys: Unwrapped, wanted: readonly Wanted[]): Promise<void> {
  for (const store of STORES) {
    const theirs = wanted.filter((one) => storeOf(kindOf(one)) === store);
    await tried(keys, `${store} keys`, () => refreshStore(keys, store, theirs));
  }
}

/** Never throws. Returns whether the store answered. */
export const makeReady = (keys: Unwrapped, wanted: Wanted): Promise<boolean> =>
  tried(keys, kindOf(wanted), () => prepare(keys, wanted));

/** Never throws. Returns whether the store answered. */
export const find = (keys: Unwrapped, name: string): Promise<boolean> =>
  tried(keys, name, () => load(keys, name));

/** Destroyed, here or by another process. */
export function forget({ memory, shut, sealing }: Unwrapped, name: string): void {
  memory.delete(name);
  shut.delete(name);
  for (const [kind, current] of sealing) if (current === name) sealing.delete(kind);
}

/** Asked by several at once, the work is done once. */
function tried(keys: Unwrapped, what: string, work: () => Promise<unknown>): Promise<boolean> {
  const { underway } = keys;
  const asked =
    underway.get(what) ?? answered(keys, what, work).finally(() => underway.delete(what));
  underway.set(what, asked);
  return asked;
}

async function answered(
  { shut, parts: { log } }: Unwrapped,
  what: string,
  work: () => Promise<unknown>,
): Promise<boolean> {
  try {
    const before = shut.has(what);
    await work();
    if (before && parseName(what) === null) shut.delete(what);
    return true;
  } catch (err) {
    log.error({ err, key: what }, "The vault could not reach a key");
    shut.add(what);
    return false;
  }
}

async function refreshStore(
  keys: Unwrapped,
  store: StoreName,
  wanted: readonly Wanted[],
): Promise<void> {
  const { memory, shut, parts } = keys;
  const before = [...memory.keys()].filter((name) => storeOf(name) === store);
  const names = await parts[store].names();
  for (const one of wanted) await tried(keys, kindOf(one), () => prepare(keys, one, names));
  for (const name of names) if (parseName(name) !== null) await load(keys, name);
  const there = new Set(names);
  for (const name of before) if (!there.has(name)) missed(keys, name);
  for (const name of shut) {
    if (parseName(name) === null || storeOf(name) !== store) continue;
    if (!there.has(name) && !memory.has(name)) shut.delete(name);
  }
}

/** In memory and no longer kept: destroyed by another process, if its time is over. If not, it was lost, and is used as long as it is here. */
function missed(keys: Unwrapped, name: string): void {
  const { shut, parts } = keys;
  const end = destroyedAt(name, parts.timeZone);
  if (end === null ? parseName(name)?.table === "hold" : end <= parts.clock.now()) {
    forget(keys, name);
    return;
  }
  if (!shut.has(name)) parts.log.error({ key: name }, "A key of the vault is kept no more");
  shut.add(name);
}

/** Null where it is not there, or does not open. */
async function load(keys: Unwrapped, name: string): Promise<Sealing | null> {
  const { memory, seen, shut, parts } = keys;
  const known = memory.get(name);
  if (known !== undefined) {
    shut.delete(name);
    return known;
  }
  const text = await parts[storeOf(name)].read(name);
  if (text === null) return null;
  try {
    const vault = opened(parts, name, text);
    memory.set(name, vault);
    seen.add(name);
    shut.delete(name);
    return vault;
  } catch (err) {
    if (!shut.has(name)) parts.log.error({ err, key: name }, "A key of the vault does not open");
    shut.add(name);
    return null;
  }
}

function opened({ masterVault, vaults }: Parts, name: string, text: string): Sealing {
  const key = Buffer.from(masterVault.open(readWrapped(name, text), keyRow(name)), "base64");
  if (key.length !== KEY_BYTES) throw new VaultClosed(`The key "${name}" is none.`);
  return vaults.createVault([{ id: name, key }]);
}

/** The first of its kind that opens seals; where none does, one is made, so that calls go on being kept. */
async function prepare(keys: Unwrapped, wanted: Wanted, kept?: readonly string[]): Promise<void> {
  const kind = kindOf(wanted);
  if (keys.sealing.has(kind)) return;
  const names = new Set([
    ...keys.memory.keys(),
    ...(kept ?? (await keys.parts[storeOf(kind)].names())),
  ]);
  for (const name of [...names].filter((one) => one.startsWith(`${kind}.`)).toSorted()) {
    if ((await load(keys, name)) === null) continue;
    keys.sealing.set(kind, name);
    return;
  }
  keys.sealing.set(kind, await make(keys, wanted));
}

async function make(keys: Unwrapped, wanted: Wanted): Promise<string> {
  const { vaults, masters } = keys.parts;
  const [front] = masters;
  if (front === undefined) throw new VaultClosed("There is no master key.");
  // Two processes make one key, by one name. Should what is kept by it not open, another is made beside it.
  for (const mark of [vaults.markOf(front), randomBytes(4).toString("hex")]) {
    const name = nameOf({ ...wanted, mark });
    if (keys.seen.has(name)) continue;
    const { wrapped } = vaults.createVault([front]).makeKey(keyRow(name));
    await keys.parts[storeOf(name)].keep(name, writeWrapped(wrapped));
    if ((await load(keys, name)) !== null) return name;
  }
  throw new VaultClosed(`No key could be made to seal ${kindOf(wanted)}.`);
}

/** What a wrapped key is bound to. */
export const keyRow = (name: string): string => `key:${name}`;

const STORES = ["lasting", "expiring"] as const;
type StoreName = (typeof STORES)[number];

function storeOf(name: string): StoreName {
  const [table = ""] = name.split(".");
  return keyClassNamed(table)?.seals === "ever" ? "lasting" : "expiring";
}
