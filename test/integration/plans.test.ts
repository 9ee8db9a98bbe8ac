import { randomBytes } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import type { Database } from "../../src/adapters/postgres/client.ts";
import { createDesks } from "../../src/adapters/postgres/desks.ts";
import { createPlans } from "../../src/adapters/postgres/plans.ts";
import { seedRehearsalLine } from "../../src/adapters/postgres/seed.ts";
import { createStore } from "../../src/adapters/postgres/store.ts";
import { createVault, generateVaultKey, parseVaultKeys } from "../../src/adapters/vault.ts";
import { blankPlan } from "../../src/engine/plans.ts";
import type { Plan } from "../../src/engine/ports.ts";
import { opening } from "../support/commits.ts";
import { lineDatabase, noon, testVault } from "../support/line-database.ts";

const open = lineDatabase();
const vault = testVault();
const hashKey = randomBytes(32);
let db: Database;

beforeAll(() => {
  db = open().db;
});

const plan: Plan = {
  ...blankPlan,
  callerName: "Sparrow",
  place: "exact",
  address: "1 Fictional Lane, back door",
  municipality: "Nowhere",
  province: "ON",
  wayIn: "Code 4242 on the blue door",
  othersThere: null,
  callerNumber: "+15555550142",
  naloxone: "yes",
  people: 1,
  trusted: { name: "Wren", number: "+15555550143" },
  help: "ambulance",
  trustedFirst: false,
  mayText: true,
  numberGiven: true,
};

async function openedSession(): Promise<string> {
  const first = opening();
  await createStore(db).commit(first);
  return first.session.id;
}

test("a plan is read back as it was written, and a later one replaces it", async () => {
  const plans = createPlans(db, vault, hashKey);
  const id = await openedSession();
  expect(await plans.read(id)).toBeNull();
  await plans.write(id, plan, noon);
  expect(await plans.read(id)).toEqual(plan);
  await plans.write(id, { ...plan, address: null }, noon + 1);
  expect(await plans.read(id)).toEqual({ ...plan, address: null });
});

test("nothing of a plan can be read in the database", async () => {
  const id = await openedSession();
  await createPlans(db, vault, hashKey).write(id, plan, noon);
  const row = await db.plan.findUniqueOrThrow({ where: { sessionId: id } });
  const bytes = Buffer.concat([row.sealed, row.nonce]).toString("latin1") + JSON.stringify(row);
  for (const word of ["Sparrow", "Fictional", "4242", "5555550142", "Wren", "callerName"]) {
    expect(bytes).not.toContain(word);
  }
});

test("a plan opens only with its key and for its session", async () => {
  const plans = createPlans(db, vault, hashKey);
  const [id, elsewhere] = [await openedSession(), await openedSession()];
  await plans.write(id, plan, noon);
  await expect(createPlans(db, testVault("k2"), hashKey).read(id)).rejects.toThrow(/no key "k1"/);
  await expect(createPlans(db, testVault("k1"), hashKey).read(id)).rejects.toThrow(/does not open/);
  const { keyId, nonce, sealed } = await db.plan.findUniqueOrThrow({ where: { sessionId: id } });
  await db.plan.create({
    data: { sessionId: elsewhere, keyId, nonce, sealed, updatedAt: new Date(noon) },
  });
  await expect(plans.read(elsewhere)).rejects.toThrow(/does not open/);
});

test("erased, nothing is left, and erasing says whether there was something", async () => {
  const plans = createPlans(db, vault, hashKey);
  const id = await openedSession();
  await plans.write(id, plan, noon);
  expect(await plans.erase(id, noon)).toBe(true);
  expect(await plans.read(id)).toBeNull();
  expect(await plans.erase(id, noon)).toBe(false);
  expect(await db.plan.count({ where: { sessionId: id } })).toBe(0);
});

test("a number's hash is the same each time, another for another key, and not the number", () => {
  const number = "+15555550142";
  const hash = createPlans(db, vault, hashKey).hashNumber(number);
  expect(createPlans(db, vault, hashKey).hashNumber(number)).toBe(hash);
  expect(createPlans(db, vault, randomBytes(32)).hashNumber(number)).not.toBe(hash);
  expect(hash).not.toContain("5555");
});

test("desks are found for the place, in order, and a rehearsal's never for a real session", async () => {
  await seedRehearsalLine(db, vault, noon);
  await seedRehearsalLine(db, vault, noon + 1);
  const desks = createDesks(db, vault);
  expect(await desks.forPlace(plan, true, noon)).toEqual([
    "rehearsal_on_1",
    "rehearsal_on_2",
    "rehearsal_on_3",
  ]);
  expect(await desks.forPlace(plan, false, noon)).toEqual([]);
  expect(await desks.forPlace({ ...plan, province: null }, true, noon)).toEqual([]);
  expect(await desks.desk("rehearsal_qc_1")).toMatchObject({ language: "fr", rehearsal: true });
  expect((await desks.desk("rehearsal_on_2"))?.number).toMatch(/^\+155555502\d\d$/);
  expect(await desks.desk("nowhere")).toBeNull();
  const rows = await db.desk.findMany();
  expect(new Set(rows.map(({ province }) => province)).size).toBe(13);
  expect(JSON.stringify(rows)).not.toContain("5555550");
});

test("a new key in front seals from now on, and the old one still opens", () => {
  const [old, young] = [generateVaultKey("old"), generateVaultKey("young")];
  const sealed = createVault(parseVaultKeys(old)).seal("Fictional Lane", "row");
  const rotated = createVault(parseVaultKeys(`${young}, ${old}`));
  expect(rotated.open(sealed, "row")).toBe("Fictional Lane");
  expect(rotated.seal("Fictional Lane", "row").keyId).toBe("young");
});

test("a key that cannot be one is refused with words that do not give it away", () => {
  const key = randomBytes(16).toString("base64");
  expect(() => parseVaultKeys(`short:${key}`)).toThrow('key "short" must be 32 bytes');
  expect(() => parseVaultKeys(key)).toThrow("VAULT_KEYS must be id:base64");
  const twice = generateVaultKey("one");
  expect(() => parseVaultKeys(`${twice},${twice}`)).toThrow("same key id twice");
});
