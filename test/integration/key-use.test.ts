import { v7 as uuid } from "uuid";
import { expect, test } from "vitest";
import { createAudit } from "../../src/adapters/postgres/audit.ts";
import { owe } from "../../src/adapters/postgres/line-duties.ts";
import { retentionAt } from "../../src/domain/retention-duties.ts";
import { blankPlan } from "../../src/engine/plans.ts";
import { compose } from "../../src/line.ts";
import { auditKept } from "../../src/retention.ts";
import { rotateVault } from "../../src/vault.ts";
import { DAY_MS, masterKey } from "../support/keyring.ts";
import { keptLog } from "../support/kept-log.ts";
import { arrived } from "../support/steps.ts";
import { wholeLine } from "../support/whole-line.ts";

type Line = Awaited<ReturnType<typeof wholeLine>>;

const PLACE = { ...blankPlan, address: "1 Fictional Lane" };
const told = () => ({ log: keptLog(), say: () => undefined });

async function sealedCall({ line, give }: Line): Promise<string> {
  const id = uuid();
  await give(id, arrived({ legId: `leg-${id}`, rehearsal: true }));
  await line.plans.write(id, PLACE, line.clock.now());
  return id;
}

const closes = ({ give }: Line, id: string) =>
  give(id, { kind: "closed", by: "dana", outcome: "well" });

/** Oldest first, without the line's other records. */
async function records({ database: { db } }: Line, kind: "keyUsed" | "holdEnded" | "erasedAgain") {
  const found = await createAudit(db).read({ limit: 100, kind });
  return found.toReversed();
}

test("a rotation is in the audit as it begins, and with what it did as it ends", async () => {
  const line = await wholeLine();
  await sealedCall(line);
  const [old] = line.settings.secrets.vaultKeys;
  if (old === undefined) throw new Error("There is no key");
  const secrets = { ...line.settings.secrets, vaultKeys: [masterKey("young"), old] };
  await rotateVault({ ...line.settings, secrets }, line.database.url, told());
  const [began, ended] = await records(line, "keyUsed");
  expect(began?.data).toEqual({ what: "rotating", front: "young", by: "command" });
  expect(ended?.data).toMatchObject({ what: "rotated", front: "young", by: "command" });
  expect(Number(ended?.data["keys"])).toBeGreaterThan(0);
});

test("looking over what is kept is in the audit, with how much was past its time", async () => {
  const line = await wholeLine();
  await auditKept(line.settings, line.database.url, told());
  const found = await createAudit(line.database.db).read({ limit: 5, kind: "retentionRead" });
  expect(found).toMatchObject([{ who: null, data: { past: "0", by: "command" } }]);
});

test("keys whose time is over are named in the audit before they are gone", async () => {
  const line = await wholeLine();
  await closes(line, await sealedCall(line));
  const now = line.clock.now();
  await owe(line.database.db, [retentionAt("destroyDayKeys", now)], now);
  await line.pass(60_000);
  expect(await records(line, "keyUsed")).toEqual([]);
  await line.pass(9 * DAY_MS);
  const destroyed = await records(line, "keyUsed");
  expect(destroyed.every(({ data }) => data["what"] === "destroying")).toBe(true);
  expect(destroyed.map(({ data }) => data["keys"]).join(" ")).toContain("data.2026-11-21.");
});

test("a key that a hold keeps beyond its day is in the audit once, and so is the end of the hold", async () => {
  const line = await wholeLine();
  const held = await sealedCall(line);
  await closes(line, held);
  const id = uuid();
  const askedAt = line.clock.now();
  const wish = { id, reference: "Order 2026-9", sessionIds: [held], askedBy: "dana", askedAt };
  await line.holds.ask({ ...wish, expiresAt: askedAt + 2 * DAY_MS });
  expect(await records(line, "keyUsed")).toEqual([]);
  expect(await line.holds.confirm(id, "luc", askedAt)).toBeNull();
  await line.holds.wrapHeld(askedAt);
  const used = await records(line, "keyUsed");
  expect(used).toMatchObject([{ about: id, data: { what: "wrappedForHold", session: held } }]);
  await line.pass(2 * DAY_MS + 60_000);
  expect(await records(line, "holdEnded")).toMatchObject([{ about: id, who: null }]);
  expect(await line.database.db.heldKey.count()).toBe(0);
});

test("erasing again what a restored copy brought back is in the audit", async () => {
  const line = await wholeLine();
  const { db } = line.database;
  const id = await sealedCall(line);
  const plan = await db.plan.findFirstOrThrow();
  await closes(line, id);
  await line.pass(61 * 60_000);
  await db.plan.create({ data: plan });
  const at = { databaseUrl: line.database.url, apiBaseUrl: line.carrierUrl };
  const alarms = { set: () => undefined, close: () => Promise.resolve() };
  const clock = { ...line.clock, start: () => Promise.resolve(), stop: () => undefined };
  const restored = await compose(line.settings, at, keptLog(), { clock, alarms });
  await restored.close();
  expect(await records(line, "erasedAgain")).toMatchObject([{ data: { sessions: "1" } }]);
});
