import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

import { createKeyring, type KeyringParts } from "../../../src/adapters/keyring/keyring.ts";
import { rewrapKeys } from "../../../src/adapters/keyring/rewrap.ts";
import { createVault } from "../../../src/adapters/vault.ts";
import { VaultClosed } from "../../../src/engine/errors.ts";
import {
  DAY_MS,
  folderForTest,
  keyringOf,
  keysInMemory,
  masterKey,
} from "../../support/keyring.ts";

/** Just before midnight in the line's zone. */
const EVENING = Date.UTC(2026, 10, 23, 4, 30);
const SESSION = "data:s1";

async function opened(...given: Parameters<typeof keyringOf>) {
  const { parts, log } = keyringOf(...given);
  const keyring = createKeyring(parts);
  await keyring.refresh();
  return { keyring, parts, log };
}

test("a session is sealed with the key of its day on the line's own clock, not with the master key", async () => {
  const time = { now: EVENING };
  const { keyring } = await opened({ masters: [masterKey("m1")], folder: folderForTest(), time });
  expect(keyring.seal("here", SESSION).keyId).toMatch(/^data\.2026-11-22\./);
  time.now += 3_600_000;
  expect(keyring.seal("here", SESSION).keyId).toMatch(/^data\.2026-11-23\./);
  expect(keyring.seal("+15555550121", "staff:robin").keyId).toMatch(/^staff\.ever\./);
  expect(keyring.seal("a word", "note:n1").keyId).toMatch(/^note\.2026-11\./);
  expect(keyring.seal("a word", "elsewhere:1").keyId).toMatch(/^line\.ever\./);
});

test("processes that share the folder share the keys, also when they start at once", async () => {
  const given = {
    masters: [masterKey("m1")],
    folder: folderForTest(),
    lasting: keysInMemory(),
    time: { now: EVENING },
  };
  const [one, other] = await Promise.all([opened(given), opened(given)]);
  const sealed = one.keyring.seal("here", SESSION);
  expect(other.keyring.seal("here", SESSION).keyId).toBe(sealed.keyId);
  expect(other.keyring.open(sealed, SESSION)).toBe("here");
  expect(() => other.keyring.open(sealed, "data:s2")).toThrow(/does not open/);
});

test("key files are whole, wrapped, and for their owner alone", async () => {
  const folder = folderForTest();
  await opened({ masters: [masterKey("m1")], folder, time: { now: EVENING } });
  const files = readdirSync(folder);
  expect(files.filter((file) => file.startsWith("data."))).toHaveLength(3);
  for (const file of files) {
    expect(statSync(path.join(folder, file)).mode & 0o777).toBe(0o600);
    expect(readFileSync(path.join(folder, file), "utf8")).toMatch(/^v1 m1 \S+ \S+$/);
  }
});

test("after eight days the key of a day is destroyed, and what it sealed opens nowhere", async () => {
  const time = { now: EVENING };
  const folder = folderForTest();
  const master = masterKey("m1");
  const { keyring } = await opened({ masters: [master], folder, time });
  const sealed = keyring.seal("here", SESSION);
  writeFileSync(path.join(folder, `${sealed.keyId}.aside-0123456789ab`), "left by a crash");
  time.now = Date.UTC(2026, 11, 1, 4, 59);
  expect(await keyring.destroyPast()).toEqual([]);
  expect(keyring.open(sealed, SESSION)).toBe("here");
  time.now += 60_000;
  expect(() => keyring.open(sealed, SESSION)).toThrow(/time .* is over/);
  expect(await keyring.destroyPast()).toEqual([sealed.keyId]);
  expect(readdirSync(folder).filter((file) => file.startsWith(sealed.keyId))).toEqual([]);
  time.now = EVENING;
  const later = await opened({ masters: [master], folder, time });
  expect(() => later.keyring.open(sealed, SESSION)).toThrow(VaultClosed);
});

test("keys are made days ahead: a store that is away for two days keeps no call from being sealed", async () => {
  const time = { now: EVENING };
  const { keyring, parts } = await opened({
    masters: [masterKey("m1")],
    folder: folderForTest(),
    time,
  });
  parts.expiring.names = () => Promise.reject(new Error("away"));
  time.now += 2 * DAY_MS;
  await keyring.refresh();
  expect(keyring.seal("here", SESSION).keyId).toMatch(/^data\.2026-11-24\./);
  expect(keyring.shut()).not.toEqual([]);
});

test("with a wrong master key what was sealed is refused and said in the log, and what comes in is sealed all the same", async () => {
  const given = { folder: folderForTest(), lasting: keysInMemory(), time: { now: EVENING } };
  const right = await opened({ ...given, masters: [masterKey("m1")] });
  const before = right.keyring.seal("+15555550121", "staff:robin");
  const wrong = await opened({ ...given, masters: [masterKey("m1")] });
  expect(wrong.keyring.shut()).toContain(before.keyId);
  expect(wrong.log.lines.join("\n")).toMatch(/A key of the vault does not open/);
  expect(() => wrong.keyring.open(before, "staff:robin")).toThrow(/not to be had/);
  expect(wrong.log.lines.join("\n")).toMatch(/Something sealed does not open/);
  const sealed = wrong.keyring.seal("here", SESSION);
  expect(wrong.keyring.open(sealed, SESSION)).toBe("here");
});

test("a key file that was cut short or changed is refused, and another is made beside it", async () => {
  const given = {
    masters: [masterKey("m1")],
    folder: folderForTest(),
    lasting: keysInMemory(),
    time: { now: EVENING },
  };
  const first = await opened(given);
  const sealed = first.keyring.seal("here", SESSION);
  const file = path.join(given.folder, sealed.keyId);
  writeFileSync(file, readFileSync(file, "utf8").slice(0, 30));
  const second = await opened(given);
  expect(second.keyring.shut()).toContain(sealed.keyId);
  expect(second.keyring.seal("here", SESSION).keyId).not.toBe(sealed.keyId);
});

test("rotation wraps every key anew while the line runs; twice is harmless, and then the old master key is needed no more", async () => {
  const [old, young] = [masterKey("old"), masterKey("young")];
  const given = { folder: folderForTest(), lasting: keysInMemory(), time: { now: EVENING } };
  const running = await opened({ ...given, masters: [old] });
  const place = running.keyring.seal("here", SESSION);
  const phone = running.keyring.seal("+15555550121", "staff:robin");
  const { parts } = keyringOf({ ...given, masters: [young, old] });
  const first = await rewrapKeys(parts);
  expect(first.done).toBeGreaterThan(5);
  expect([...first.left]).toEqual([]);
  expect(await rewrapKeys(parts)).toEqual({ done: 0, left: new Map() });
  await running.keyring.refresh();
  expect(running.keyring.open(place, SESSION)).toBe("here");
  const after = await opened({ ...given, masters: [young] });
  expect(after.keyring.shut()).toEqual([]);
  expect(after.keyring.open(place, SESSION)).toBe("here");
  expect(after.keyring.open(phone, "staff:robin")).toBe("+15555550121");
});

test("rotation without the old master key leaves its keys as they are, and says whose they are", async () => {
  const given = { folder: folderForTest(), lasting: keysInMemory(), time: { now: EVENING } };
  const { keyring } = await opened({ ...given, masters: [masterKey("old")] });
  const sealed = keyring.seal("here", SESSION);
  const { parts } = keyringOf({ ...given, masters: [masterKey("young")] });
  const { done, left } = await rewrapKeys(parts);
  expect(done).toBe(0);
  expect([...left.keys()]).toEqual(["old"]);
  await keyring.refresh();
  expect(keyring.open(sealed, SESSION)).toBe("here");
});

test("what a master key sealed itself, before there were keys of days, still opens", async () => {
  const master = masterKey("m1");
  const sealed = createVault([master]).seal("here", "plan:s1");
  const { keyring } = await opened({
    masters: [masterKey("m2"), master],
    folder: folderForTest(),
    time: { now: EVENING },
  });
  expect(keyring.open(sealed, "plan:s1")).toBe("here");
});

/** A store that answers nothing, and how often it was asked for its names. */
function silenced({ expiring }: KeyringParts) {
  const asked = { names: 0 };
  const never = () => new Promise<never>(() => undefined);
  expiring.names = () => {
    asked.names += 1;
    return never();
  };
  expiring.read = never;
  expiring.keep = never;
  return asked;
}

test("a store of keys that hangs costs one caller a moment, and the next nothing until half a minute has gone by", async () => {
  const time = { now: EVENING };
  const { parts } = keyringOf({ masters: [masterKey("m1")], folder: folderForTest(), time });
  const asked = silenced(parts);
  const keyring = createKeyring(parts);
  const began = performance.now();
  await Promise.all([keyring.reach({ sealing: SESSION }), keyring.reach({ sealing: SESSION })]);
  for (let call = 0; call < 20; call += 1) await keyring.reach({ sealing: SESSION });
  expect(performance.now() - began).toBeLessThan(900);
  expect(() => keyring.seal("here", SESSION)).toThrow(VaultClosed);
  time.now += 31_000;
  await keyring.reach({ sealing: SESSION });
  expect(performance.now() - began).toBeGreaterThan(550);
  expect(asked.names).toBe(1);
});

test("reading every key asks a store that fails for their names once", async () => {
  const { parts } = keyringOf({
    masters: [masterKey("m1")],
    folder: folderForTest(),
    time: { now: EVENING },
  });
  let asked = 0;
  parts.expiring.names = () => {
    asked += 1;
    return Promise.reject(new Error("away"));
  };
  const keyring = createKeyring(parts);
  await keyring.refresh();
  expect(asked).toBe(1);
  expect(keyring.shut()).toEqual(["expiring keys"]);
  expect(keyring.seal("+15555550121", "staff:robin").keyId).toMatch(/^staff\.ever\./);
});

test("keys whose folder is gone are kept in memory, said to be shut, and never made again under their names", async () => {
  const folder = folderForTest();
  const { keyring } = await opened({ masters: [masterKey("m1")], folder, time: { now: EVENING } });
  const sealed = keyring.seal("here", SESSION);
  rmSync(folder, { recursive: true });
  await keyring.refresh();
  expect(existsSync(folder)).toBe(false);
  expect(keyring.shut()).toEqual(["expiring keys"]);
  expect(keyring.open(sealed, SESSION)).toBe("here");
  expect(keyring.seal("there", SESSION).keyId).toBe(sealed.keyId);
  mkdirSync(folder);
  await keyring.refresh();
  await keyring.reach({ sealing: SESSION });
  expect(keyring.shut()).toContain(sealed.keyId);
  expect(readdirSync(folder)).toEqual([]);
  expect(keyring.open(keyring.seal("there", SESSION), SESSION)).toBe("there");
  expect(keyring.open(sealed, SESSION)).toBe("here");
});
