import { readdirSync } from "node:fs";
import path from "node:path";
import { v7 as uuid } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

import { owe } from "../../src/adapters/postgres/line-duties.ts";
import { createPlans } from "../../src/adapters/postgres/plans.ts";
import { retentionAt } from "../../src/domain/retention-duties.ts";
import { blankPlan } from "../../src/engine/plans.ts";
import { apiOnPostgres, callArrives, PASSWORD, signedIn } from "../support/api.ts";
import { DAY_MS } from "../support/keyring.ts";
import { noon } from "../support/line-database.ts";
import { arrived } from "../support/steps.ts";
import { wholeLine } from "../support/whole-line.ts";

const HOUR_MS = 3_600_000;
const PLACE = { ...blankPlan, address: "1 Fictional Lane" };

async function closedCall({ line, give }: Awaited<ReturnType<typeof wholeLine>>) {
  const id = uuid();
  await give(id, arrived({ legId: `leg-${id}`, rehearsal: true }));
  await line.plans.write(id, PLACE, line.clock.now());
  await give(id, { kind: "closed", by: "dana", outcome: "well" });
  return id;
}

test("a hold keeps exactly its records past their time and their day's key; at its end they are erased, with proof", async () => {
  const whole = await wholeLine();
  const { line, holds, database, settings, pass } = whole;
  const keys = () => readdirSync(path.join(settings.config.dataDir, "day-keys"));
  const kinds = async (id: string) => (await line.store.events(id)).map(({ kind }) => kind);
  await owe(database.db, [retentionAt("destroyDayKeys", line.clock.now())], line.clock.now());
  const [held, other] = [await closedCall(whole), await closedCall(whole)];
  const id = uuid();
  const askedAt = line.clock.now();
  const expiresAt = askedAt + 20 * DAY_MS;
  const wish = {
    id,
    reference: "Order 2026-123",
    sessionIds: [held],
    askedBy: "dana",
    askedAt,
    expiresAt,
  };
  expect(await holds.ask(wish)).toEqual([]);
  expect(await line.plans.heldUntil(held, askedAt)).toBeNull();
  expect(await holds.confirm(id, "dana", askedAt)).toBe("holdOfOnesOwn");
  expect(await holds.confirm(id, "luc", askedAt)).toBeNull();
  expect(await line.plans.heldUntil(held, askedAt)).toBe(expiresAt);
  expect(keys().some((name) => name.startsWith(`hold.${id}.`))).toBe(true);

  await pass(61 * 60_000);
  expect(await kinds(held)).toContain("erasureHeld");
  expect(await kinds(held)).not.toContain("planErased");
  expect(await kinds(other)).toContain("planErased");

  await pass(10 * DAY_MS);
  expect(keys().filter((name) => name.startsWith("data.2026-11-21."))).toEqual([]);
  whole.log.forgetErrors();
  const another = uuid();
  const longer = { ...wish, id: another, askedAt: line.clock.now(), expiresAt: expiresAt + DAY_MS };
  await holds.ask(longer);
  expect(await holds.confirm(another, "luc", line.clock.now())).toBeNull();
  expect(await database.db.heldKey.count()).toBe(2);

  await pass(10 * DAY_MS - HOUR_MS);
  expect(keys().some((name) => name.startsWith(`hold.${id}.`))).toBe(false);
  expect(await kinds(held)).not.toContain("planErased");
  await pass(DAY_MS);
  expect(await kinds(held)).toContain("planErased");
  expect(await database.db.plan.count()).toBe(0);
  expect(await database.db.dataKey.count()).toBe(0);
  expect(keys().some((name) => name.startsWith("hold."))).toBe(false);
  const ended = await database.db.lineEvent.findMany({ where: { kind: "holdEnded" } });
  expect(ended.map(({ subject }) => subject)).toEqual([id, another]);
  expect(await line.plans.heldUntil(held, line.clock.now())).toBeNull();
});

test("while it is held a record opens, by the hold's key alone", async () => {
  const whole = await wholeLine();
  const { line, holds, vault, pass } = whole;
  const held = await closedCall(whole);
  const id = uuid();
  const askedAt = line.clock.now();
  const wish = { id, reference: "Order 2026-124", sessionIds: [held], askedBy: "dana", askedAt };
  await holds.ask({ ...wish, expiresAt: askedAt + 20 * DAY_MS });
  await holds.confirm(id, "luc", askedAt);
  await pass(10 * DAY_MS);
  await vault.destroyPast();
  const fresh = createPlans(whole.database.db, vault, whole.settings.secrets.hashKey);
  expect(await fresh.read(held)).toEqual(PLACE);
});

test("a hold revives nothing: what was erased before stays erased, and an ask nobody confirms holds nothing", async () => {
  const whole = await wholeLine();
  const { line, holds, database, pass } = whole;
  const [erased, asked] = [await closedCall(whole), await closedCall(whole)];
  const at = line.clock.now();
  const wish = {
    reference: "Order 2026-125",
    askedBy: "dana",
    askedAt: at,
    expiresAt: at + 20 * DAY_MS,
  };
  await holds.ask({ ...wish, id: uuid(), sessionIds: [asked] });
  await pass(61 * 60_000);
  expect(await database.db.plan.count()).toBe(0);
  const late = uuid();
  await holds.ask({ ...wish, id: late, askedAt: line.clock.now(), sessionIds: [erased] });
  expect(await holds.confirm(late, "luc", line.clock.now())).toBeNull();
  expect(await line.plans.read(erased)).toBeNull();
  expect(await database.db.heldKey.count()).toBe(0);
});

let api: Awaited<ReturnType<typeof apiOnPostgres>>;
type Person = Awaited<ReturnType<typeof signedIn>>;
let dana: Person;
let luc: Person;
let robin: Person;

beforeAll(async () => {
  api = await apiOnPostgres();
  await api.signIn.setPassword("luc", PASSWORD);
  dana = await signedIn(api.app, "dana@rehearsal.example");
  luc = await signedIn(api.app, "luc@rehearsal.example");
  robin = await signedIn(api.app, "robin@rehearsal.example");
});
afterAll(() => api[Symbol.asyncDispose]());

const asking = z.object({ hold: z.object({ id: z.string() }) });

const holdWish = (sessionIds: readonly string[], days = 30) => ({
  reference: "Production order 2026-77",
  sessionIds,
  expiresAt: noon + days * DAY_MS,
});

test("nobody holds alone: one asks, another confirms, and a responder does neither", async () => {
  const id = await callArrives(api.line);
  expect((await robin.post("/api/holds", holdWish([id]))).status).toBe(403);
  const asked = await dana.post("/api/holds", holdWish([id]));
  expect(asked.body).toMatchObject({ hold: { state: "asked", askedBy: "dana", sessionIds: [id] } });
  const { hold } = asking.parse(asked.body);
  const confirm = `/api/holds/${hold.id}/confirm`;
  expect(await dana.post(confirm)).toMatchObject({ status: 403, body: { code: "holdOfOnesOwn" } });
  expect((await robin.post(confirm)).status).toBe(403);
  expect(await luc.post(confirm)).toMatchObject({
    status: 200,
    body: { hold: { state: "held", confirmedBy: "luc" } },
  });
  expect((await luc.post(confirm)).status).toBe(200);
  const listed = await dana.get("/api/holds");
  expect(listed.body).toMatchObject({ holds: [{ reference: "Production order 2026-77" }] });
  const rows = JSON.stringify(await api.db.hold.findMany());
  expect(rows).not.toContain("Production order");
});

test("the same key with other sessions holds none of them, before it is confirmed and after", async () => {
  const [id, other] = [await callArrives(api.line), await callArrives(api.line)];
  const key = uuid();
  const first = await dana.post("/api/holds", holdWish([id]), key);
  const { hold } = asking.parse(first.body);
  expect((await dana.post("/api/holds", holdWish([id]), key)).body).toEqual(first.body);
  const reused = { status: 422, body: { code: "keyReused" } };
  expect(await dana.post("/api/holds", holdWish([id, other]), key)).toMatchObject(reused);
  expect((await luc.post(`/api/holds/${hold.id}/confirm`)).status).toBe(200);
  expect(await dana.post("/api/holds", holdWish([id, other]), key)).toMatchObject(reused);
  expect(await api.line.plans.heldUntil(id, noon)).not.toBeNull();
  expect(await api.line.plans.heldUntil(other, noon)).toBeNull();
});

/** By the link that Dana or somebody else made, some days ago. */
const cameInBy = (invitedBy: string, staffId: string, days: number) =>
  api.db.invitation.create({
    data: {
      id: uuid(),
      tokenHash: uuid(),
      email: `${staffId}@rehearsal.example`,
      name: staffId,
      roles: [],
      languages: [],
      reach: "softphone",
      staffId,
      invitedBy,
      invitedAt: new Date(noon - days * DAY_MS),
      expiresAt: new Date(noon),
      acceptedAt: new Date(noon - days * DAY_MS),
    },
  });

test.each([
  ["whoever asked made the other's link", [["dana", "luc", 6]], "notTwoPeople"],
  ["whoever confirms made the other's link", [["luc", "dana", 6]], "notTwoPeople"],
  [
    "one person made both links",
    [
      ["jo", "dana", 1],
      ["jo", "luc", 1],
    ],
    "notTwoPeople",
  ],
  [
    "there is a third between them",
    [
      ["dana", "jo", 2],
      ["jo", "luc", 1],
    ],
    "notTwoPeople",
  ],
  ["the link is older than a week", [["dana", "luc", 7]], undefined],
  ["somebody else made it", [["jo", "luc", 1]], undefined],
] as const)("two who may be one person hold nothing: %s", async (_how, links, refused) => {
  for (const [by, staffId, days] of links) await cameInBy(by, staffId, days);
  const asked = await dana.post("/api/holds", holdWish([await callArrives(api.line)]));
  const { hold } = asking.parse(asked.body);
  const confirmed = await luc.post(`/api/holds/${hold.id}/confirm`);
  await api.db.invitation.deleteMany();
  expect(confirmed.body["code"]).toBe(refused);
});

test("a hold is for records that exist, and 90 days at most", async () => {
  const id = await callArrives(api.line);
  const unknown = uuid();
  expect(await dana.post("/api/holds", holdWish([id, unknown]))).toMatchObject({
    status: 422,
    body: { code: "recordsUnknown", errors: [{ what: unknown }] },
  });
  expect(await dana.post("/api/holds", holdWish([id], 91))).toMatchObject({
    status: 422,
    body: { code: "holdTooLong" },
  });
  expect(await dana.post("/api/holds", holdWish([id], -1))).toMatchObject({
    status: 422,
    body: { code: "holdIsPast" },
  });
});

test("an ask lapses after a day", async () => {
  const id = await callArrives(api.line);
  const asked = await dana.post("/api/holds", holdWish([id]));
  const { hold } = asking.parse(asked.body);
  api.time.now += DAY_MS;
  expect(await luc.post(`/api/holds/${hold.id}/confirm`)).toMatchObject({
    status: 409,
    body: { code: "holdNotAsked" },
  });
  api.time.now = noon;
});

test("a demand is kept with its answer, sealed, once for each wish", async () => {
  const demand = {
    receivedAt: noon - HOUR_MS,
    from: "Springhill police",
    reference: "File 8812",
    asked: "Whether anyone called from Fictional Lane",
    answer: "We can't say whether anyone called.",
  };
  const key = uuid();
  const first = await dana.post("/api/demands", demand, key);
  expect(first.status).toBe(200);
  expect(await dana.post("/api/demands", demand, key)).toMatchObject({ body: first.body });
  const listed = await luc.get("/api/demands");
  expect(listed.body["demands"]).toEqual([
    { ...demand, id: first.body["id"], holdId: null, recordedBy: "dana", recordedAt: noon },
  ]);
  expect((await robin.get("/api/demands")).status).toBe(403);
  const rows = JSON.stringify(await api.db.demand.findMany());
  expect(rows).not.toMatch(/Springhill|8812|Fictional/);
  for (const change of [
    "UPDATE demands SET recorded_by = 'x'",
    "DELETE FROM demands",
    "TRUNCATE demands",
  ]) {
    await expect(api.db.$executeRawUnsafe(change)).rejects.toThrow(/append-only/);
  }
});

test("the card is there for whoever answers, in both languages", async () => {
  const { status, body } = await robin.get("/api/cards/demand");
  expect(status).toBe(200);
  expect(body).toMatchObject({
    en: { say: "I can't say whether anyone called." },
    fr: { say: "Je ne peux pas dire si quelqu'un a appelé." },
  });
});
