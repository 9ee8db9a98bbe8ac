import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openDatabase } from "../../src/adapters/postgres/client.ts";
import { createProfiles } from "../../src/adapters/postgres/profiles.ts";
import {
  createVault,
  generateVaultKey,
  parseVaultKeys,
  sealedWith,
} from "../../src/adapters/vault.ts";
import { blankPlan } from "../../src/engine/plans.ts";
import type { Code, Profile } from "../../src/engine/ports-profiles.ts";
import { testDatabase } from "../support/database.ts";

const AT = Date.UTC(2026, 10, 22, 9, 30);
const NOON_AFTER = Date.UTC(2026, 10, 23, 17);
const HASH_KEY = Buffer.alloc(32, 7);
const vault = createVault(parseVaultKeys(generateVaultKey("k1")));
const CODE: Code = { code: "8302914447", number: "+15555550131", rehearsal: false };

const profile: Profile = {
  kept: "passphrase",
  language: "en",
  plan: { ...blankPlan, place: "exact", address: "77 Marzipan Crescent", callerName: "Quixby" },
  spoken: { audio: "Zmxh", lastsMs: 8_000, province: "ON" },
};

let database: Awaited<ReturnType<typeof testDatabase>>;
let opened: ReturnType<typeof openDatabase>;

beforeAll(async () => {
  database = await testDatabase();
  opened = openDatabase(database.url, () => undefined);
});
beforeEach(() => opened.pool.query("TRUNCATE profiles, wrong_codes"));
afterAll(async () => {
  await opened.close();
  await database.drop();
});

const profiles = (hashKey = HASH_KEY, sealing = vault) =>
  createProfiles(opened.db, { vault: sealing, hashKey, sealedWith }, "America/Toronto");
const rows = async () =>
  (await opened.pool.query("SELECT to_json(p)::text AS row FROM profiles p")).rows;

test("what is kept is found again by its code, from any telephone, and nothing of it can be read", async () => {
  expect(await profiles().keep(CODE, profile, "2027-06-01")).toBe(true);
  const { found } = await profiles().find({ ...CODE, number: null }, AT);
  expect(found?.profile).toEqual(profile);
  const written = JSON.stringify(await rows());
  expect(written).not.toMatch(/Marzipan|Quixby|8302914447|Zmxh|5555550131/);
});

test("a row says neither whose it is nor when: an id of no time, a day, and nothing else", async () => {
  await profiles().keep(CODE, profile, "2027-06-01");
  const row: unknown = (await opened.db.profile.findMany())[0];
  expect(Object.keys(row ?? {}).sort()).toEqual([
    "expiresOn",
    "id",
    "keyId",
    "lookup",
    "nonce",
    "sealed",
  ]);
  expect(row).toMatchObject({ id: expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-4/) });
});

test("kept until tomorrow, it needs number and code: neither the one nor the other finds it", async () => {
  await profiles().keep(CODE, { ...profile, kept: "tomorrow" }, "2026-11-23");
  const find = async (change: Partial<Code>) =>
    (await profiles().find({ ...CODE, ...change }, AT)).found;
  expect(await find({ number: "+15555550199" })).toBeNull();
  expect(await find({ number: null })).toBeNull();
  expect(await find({ code: "8302914448" })).toBeNull();
  expect(await find({ rehearsal: true })).toBeNull();
  expect(await find({})).not.toBeNull();
});

test("a stolen database is found in and opened by nobody without the line's keys, each of them", async () => {
  await profiles().keep(CODE, profile, "2027-06-01");
  const otherHash = profiles(Buffer.alloc(32, 8));
  expect((await otherHash.find(CODE, AT)).found).toBeNull();
  const otherVault = profiles(HASH_KEY, createVault(parseVaultKeys(generateVaultKey("k1"))));
  await expect(otherVault.find(CODE, AT)).rejects.toThrow(/does not open/);
  const { id, ...sealed } = await opened.db.profile.findFirstOrThrow();
  expect(vault.open(sealed, `profile:${id}`)).toMatch(/^\{"nonce":"[^"]+","sealed":"[^"]+"\}$/);
  expect(vault.open(sealed, `profile:${id}`)).not.toMatch(/Marzipan/);
});

test("changed, or moved to another row, it does not open", async () => {
  await profiles().keep(CODE, profile, "2027-06-01");
  await opened.pool.query("UPDATE profiles SET id = gen_random_uuid()");
  await expect(profiles().find(CODE, AT)).rejects.toThrow(/does not open/);
});

test("another's code is not told apart by what was kept under it: it is simply not taken, and kept twice it is kept once", async () => {
  expect(await profiles().keep(CODE, profile, "2027-06-01")).toBe(true);
  expect(await profiles().keep(CODE, profile, "2027-06-01")).toBe(true);
  const other = { ...profile, plan: { ...profile.plan, callerName: "Other" } };
  expect(await profiles().keep(CODE, other, "2027-06-01")).toBe(false);
  expect(await rows()).toHaveLength(1);
});

test("its day come, it is neither found nor there; renewed, it is, and opens as before", async () => {
  await profiles().keep(CODE, profile, "2026-11-23");
  expect((await profiles().find(CODE, NOON_AFTER)).found).toBeNull();
  const { found } = await profiles().find(CODE, AT);
  await profiles().renew(found?.id ?? "", "2027-06-01");
  expect(await profiles().eraseExpired(NOON_AFTER)).toBe(0);
  expect((await profiles().find(CODE, NOON_AFTER)).found?.profile).toEqual(profile);
  expect(await profiles().eraseExpired(Date.UTC(2027, 5, 1, 16))).toBe(1);
  expect(await rows()).toEqual([]);
});

test("erased by its id, at once", async () => {
  await profiles().keep(CODE, profile, "2027-06-01");
  const { found } = await profiles().find(CODE, AT);
  await profiles().erase(found?.id ?? "");
  expect((await profiles().find(CODE, AT)).found).toBeNull();
});

test("after twenty wrong codes in an hour no code opens anything, and that is told once; an hour later it does", async () => {
  await profiles().keep(CODE, profile, "2027-06-01");
  await opened.pool.query("INSERT INTO wrong_codes VALUES ($1, 19)", [
    new Date(Date.UTC(2026, 10, 22, 9)),
  ]);
  expect((await profiles().find(CODE, AT)).found).not.toBeNull();
  const wrong = { ...CODE, code: "11112222" };
  const tooMany = [];
  for (let guess = 0; guess < 3; guess += 1) {
    tooMany.push((await profiles().find(wrong, AT)).tooMany);
  }
  expect(tooMany).toEqual([false, true, false]);
  expect(await profiles().find(CODE, AT)).toEqual({ found: null, tooMany: false });
  expect((await profiles().find(CODE, AT + 3_600_000)).found).not.toBeNull();
});

test("right or wrong, a code takes as long", async () => {
  await profiles().keep(CODE, profile, "2027-06-01");
  const took = async (code: string): Promise<number> => {
    const began = performance.now();
    await profiles().find({ ...CODE, code }, AT);
    return performance.now() - began;
  };
  const right = [await took(CODE.code), await took(CODE.code), await took(CODE.code)];
  const wrong = [await took("99887766"), await took("12344321"), await took("55667788")];
  expect(Math.min(...wrong)).toBeGreaterThan(Math.min(...right) / 2);
});

test("digits nobody can foretell are the same for the same request", () => {
  const digits = (request: string, count: number) => profiles().digits(request, count);
  expect(digits("leg:keep:1", 6)).toMatch(/^\d{6}$/);
  expect(digits("leg:keep:1", 6)).toBe(digits("leg:keep:1", 6));
  expect(digits("leg:keep:1", 6)).not.toBe(digits("leg:keep:2", 6));
  expect(profiles(Buffer.alloc(32, 9)).digits("leg:keep:1", 6)).not.toBe(digits("leg:keep:1", 6));
});
