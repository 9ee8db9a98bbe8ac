import { randomBytes } from "node:crypto";
import { v7 as uuid } from "uuid";
import { expect, onTestFinished, test } from "vitest";

import { owe } from "../../src/adapters/postgres/line-duties.ts";
import { planSeal } from "../../src/adapters/postgres/seals.ts";
import { sweepRetention } from "../../src/adapters/postgres/retention.ts";
import { auditRetention } from "../../src/adapters/postgres/retention-audit.ts";
import { seedRehearsalLine } from "../../src/adapters/postgres/seed.ts";
import { createVault, type VaultKey } from "../../src/adapters/vault.ts";
import { allRetention, retentionAt } from "../../src/domain/retention-duties.ts";
import { handle } from "../../src/engine/handle.ts";
import { blankPlan } from "../../src/engine/plans.ts";
import { compose } from "../../src/line.ts";
import { rotateVault } from "../../src/vault.ts";
import { auditKept } from "../../src/retention.ts";
import { DAY_MS, folderForTest, masterKey } from "../support/keyring.ts";
import { keptLog } from "../support/kept-log.ts";
import { arrived } from "../support/steps.ts";
import { wholeLine } from "../support/whole-line.ts";

type Line = Awaited<ReturnType<typeof wholeLine>>;

const PLACE = { ...blankPlan, address: "1 Fictional Lane", callerNumber: "+15555550142" };
const VOICE = new TextEncoder().encode("my own voice");

async function callArrives({ line, give }: Line): Promise<string> {
  const id = uuid();
  await give(id, arrived({ legId: `leg-${id}`, rehearsal: true }));
  await line.plans.write(id, PLACE, line.clock.now());
  await line.recordings.write(id, 1, VOICE, line.clock.now());
  return id;
}

const closes = ({ give }: Line, id: string) =>
  give(id, { kind: "closed", by: "dana", outcome: "well" });

const TABLES = ["data_keys", "plans", "recordings"] as const;

/** What a dump of these tables has, and what putting it back does. */
async function dumped({ database: { db } }: Line) {
  for (const table of TABLES) {
    await db.$executeRawUnsafe(`CREATE TABLE dump_${table} AS TABLE ${table}`);
  }
  return async () => {
    for (const table of TABLES) {
      await db.$executeRawUnsafe(`INSERT INTO ${table} SELECT * FROM dump_${table}`);
    }
  };
}

const sealedOf = async ({ database: { db } }: Line, sessionId: string) => ({
  plans: await db.plan.count({ where: { sessionId } }),
  recordings: await db.recording.count({ where: { sessionId } }),
  keys: await db.dataKey.count({ where: { sessionId } }),
});

const eventsOf = async ({ line }: Line, id: string, kind: string) =>
  (await line.store.events(id)).filter((event) => event.kind === kind);

/** Another process of the same line, with these master keys if they are others. */
async function processOf(
  line: Line,
  vaultKeys?: readonly VaultKey[],
  dataDir = line.settings.config.dataDir,
) {
  const { secrets } = line.settings;
  const settings = {
    config: { ...line.settings.config, dataDir },
    secrets: { ...secrets, vaultKeys: [...(vaultKeys ?? secrets.vaultKeys)] },
  };
  const log = keptLog();
  const at = { databaseUrl: line.database.url, apiBaseUrl: line.carrierUrl };
  const alarms = { set: () => undefined, close: () => Promise.resolve() };
  const clock = { ...line.clock, start: () => Promise.resolve(), stop: () => undefined };
  const process = await compose(settings, at, log, { clock, alarms });
  onTestFinished(() => process.close());
  return { ...process, log };
}

test("plan and voice of a session are under one key of its own, which is wrapped by its day's", async () => {
  const line = await wholeLine();
  const id = await callArrives(line);
  const { db } = line.database;
  const [key, ...others] = await db.dataKey.findMany({ where: { sessionId: id } });
  expect(others).toEqual([]);
  expect(key?.keyId).toMatch(/^data\.2026-11-21\./);
  const [plan, voice] = [await db.plan.findFirst(), await db.recording.findFirst()];
  expect([plan?.keyId, voice?.keyId]).toEqual([`data.${key?.id}`, `data.${key?.id}`]);
  const other = await processOf(line);
  expect(await other.line.plans.read(id)).toEqual(PLACE);
  expect(await other.line.recordings.read(id, 1)).toEqual(Buffer.from(VOICE));
});

test("a dump from before the erasure is erased again before the line opens, and opens nothing once the day's key is gone", async () => {
  const line = await wholeLine();
  const { db } = line.database;
  const now = line.clock.now();
  await owe(db, [retentionAt("destroyDayKeys", now)], now);
  const id = await callArrives(line);
  const restore = await dumped(line);
  await closes(line, id);
  await line.pass(61 * 60_000);
  expect(await sealedOf(line, id)).toEqual({ plans: 0, recordings: 0, keys: 0 });
  expect(await eventsOf(line, id, "planErased")).toHaveLength(1);

  await restore();
  const opened = await processOf(line);
  expect(await sealedOf(line, id)).toEqual({ plans: 0, recordings: 0, keys: 0 });
  const again = await db.lineEvent.findMany({ where: { kind: "erasedAgain" } });
  expect(again.map(({ subject }) => subject)).toEqual([id]);

  await restore();
  expect(await opened.line.plans.read(id)).toEqual(PLACE);
  await line.pass(9 * DAY_MS);
  const late = await processOf(line);
  expect(await late.line.plans.read(id)).toBeNull();
  await restore();
  const { line: theirs } = await processWithoutList(line);
  expect(await theirs.plans.shut(id)).toBe(true);
  expect(await theirs.plans.read(id)).toBeNull();
  await expect(theirs.recordings.read(id, 1)).rejects.toThrow(/time .* is over|not to be had/);
  const destroyed = await db.lineEvent.findMany({ where: { kind: "keysDestroyed" } });
  expect(JSON.stringify(destroyed.map(({ data }) => data))).toContain("data.2026-11-21.");
});

/** Rows restored beside a running process, which looked at its list before. */
async function processWithoutList(line: Line) {
  const { db } = line.database;
  const process = await processOf(line);
  for (const table of TABLES) {
    await db.$executeRawUnsafe(
      `INSERT INTO ${table} SELECT * FROM dump_${table} ON CONFLICT DO NOTHING`,
    );
  }
  return process;
}

test("with a wrong master key the line says what it cannot open, and goes on taking calls and sealing them", async () => {
  const line = await wholeLine();
  const id = await callArrives(line);
  const wrong = await processOf(line, [masterKey("test")]);
  expect(wrong.vault.shut()).not.toEqual([]);
  expect(wrong.log.errors.join("\n")).toMatch(/Calls are answered/);
  expect(await wrong.line.plans.read(id)).toBeNull();
  expect(await wrong.line.plans.shut(id)).toBe(true);
  expect(wrong.log.errors.join("\n")).toMatch(/A plan does not open/);
  expect(await wrong.line.roster.member("casey")).toMatchObject({ name: "Casey", phone: null });
  expect(await wrong.line.desks.desk("rehearsal_on_1")).toMatchObject({ number: null });
  const next = uuid();
  const arrival = {
    ...arrived({ legId: `leg-${next}`, rehearsal: true }),
    id: "a",
    at: line.clock.now(),
  };
  await handle(wrong.line, next, arrival);
  await wrong.line.plans.write(next, PLACE, line.clock.now());
  expect(await wrong.line.plans.read(next)).toEqual(PLACE);
  await wrong.line.plans.write(id, PLACE, line.clock.now());
  expect(await wrong.line.plans.read(id)).toEqual(PLACE);
});

test("a process that was given another folder of keys says so, and still takes calls", async () => {
  const line = await wholeLine();
  const id = await callArrives(line);
  const elsewhere = await processOf(line, undefined, folderForTest());
  expect(elsewhere.vault.shut().join(" ")).toMatch(/^data\.2026-11-21\./);
  expect(await elsewhere.line.plans.read(id)).toBeNull();
  expect(await elsewhere.line.roster.member("casey")).toMatchObject({ phone: "+15555550121" });
});

test("a plan that was tampered with is refused at reading, and said in the log", async () => {
  const line = await wholeLine();
  const id = await callArrives(line);
  const row = await line.database.db.plan.findUniqueOrThrow({ where: { sessionId: id } });
  row.sealed[0] = (row.sealed[0] ?? 0) ^ 1;
  await line.database.db.plan.update({ where: { sessionId: id }, data: { sealed: row.sealed } });
  expect(await line.line.plans.read(id)).toBeNull();
  expect(await line.line.plans.shut(id)).toBe(true);
  expect(line.log.errors.join("\n")).toMatch(/A plan does not open/);
  line.log.forgetErrors();
});

test("rotation seals anew what a master key sealed itself, and then the old one can go", async () => {
  const line = await wholeLine();
  const { db } = line.database;
  const [old] = line.settings.secrets.vaultKeys;
  if (old === undefined) throw new Error("There is no key");
  const before = createVault([old]);
  await db.desk.deleteMany();
  await db.staff.updateMany({ data: { phoneKeyId: null, phoneNonce: null, phoneSealed: null } });
  const phone = before.seal("+15555550121", "staff:casey");
  const phoneRow = { phoneKeyId: phone.keyId, phoneNonce: phone.nonce, phoneSealed: phone.sealed };
  await db.staff.update({ where: { id: "casey" }, data: phoneRow });
  await seedRehearsalLine(db, before, line.clock.now());
  const id = await callArrives(line);
  const sealed = before.seal(JSON.stringify(PLACE), planSeal(id));
  await db.plan.update({ where: { sessionId: id }, data: sealed });
  expect(await line.line.plans.read(id)).toEqual(PLACE);

  const young = { id: "young", key: randomBytes(32) };
  const secrets = { ...line.settings.secrets, vaultKeys: [young, old] };
  const settings = { ...line.settings, secrets };
  const said: string[] = [];
  const told = { log: keptLog(), say: (words: string) => void said.push(words) };
  expect(await rotateVault(settings, line.database.url, told)).toBe(true);
  expect(said.join("\n")).toMatch(/"test" is needed by nothing any more/);
  expect(await rotateVault(settings, line.database.url, told)).toBe(true);

  const after = await processOf(line, [young]);
  expect(after.vault.shut()).toEqual([]);
  expect(await after.line.plans.read(id)).toEqual(PLACE);
  expect((await after.line.roster.member("casey"))?.phone).toBe("+15555550121");
  expect((await after.line.desks.desk("rehearsal_on_1"))?.number).toMatch(/^\+1555/);
  expect(await line.line.plans.read(id)).toEqual(PLACE);
});

test("rotation without the key that sealed says it is still needed", async () => {
  const line = await wholeLine();
  await callArrives(line);
  const secrets = { ...line.settings.secrets, vaultKeys: [masterKey("young")] };
  const said: string[] = [];
  const told = { log: keptLog(), say: (words: string) => void said.push(words) };
  const done = await rotateVault({ ...line.settings, secrets }, line.database.url, told);
  expect(done).toBe(false);
  expect(said.join("\n")).toMatch(/"test" is still needed/);
});

test("the audit of retention finds nothing on a line that keeps its word, and names what is past its time", async () => {
  const line = await wholeLine();
  const { db } = line.database;
  const said: string[] = [];
  const told = { log: keptLog(), say: (words: string) => void said.push(words) };
  const id = await callArrives(line);
  expect(await auditKept(line.settings, line.database.url, told)).toBe(true);
  const closed = JSON.stringify({ at: Date.UTC(2020, 0, 1), outcome: "well" });
  await db.$executeRaw`
    UPDATE sessions SET state = jsonb_set(state, '{closed}', ${closed}::jsonb) WHERE id = ${id}::uuid`;
  said.length = 0;
  expect(await auditKept(line.settings, line.database.url, told)).toBe(false);
  expect(said.join("\n")).toMatch(new RegExp(`plans .*PAST THEIR TIME: ${id}`));
  expect(said.join("\n")).toMatch(new RegExp(`recordings .*PAST THEIR TIME: ${id}`));
});

const SWEPT_NONE = {
  lostLines: "0",
  notes: "0",
  phoneProofs: "0",
  sessionPages: "0",
  rungLast: "0",
  afterEntries: "0",
  peerAsks: "0",
  peerTurns: "0",
  referrals: "0",
  heldAndShut: "0",
};

test("numbers never proved, addresses of pages and who is rung last for a call that never was are swept, and audited", async () => {
  const line = await wholeLine();
  const { db } = line.database;
  const id = await callArrives(line);
  const now = line.clock.now();
  const hoursAgo = (hours: number) => new Date(now - hours * 3_600_000);
  const sealed = { keyId: "k", nonce: new Uint8Array(12), sealed: new Uint8Array(32) };
  const proof = (staffId: string, hours: number) => ({
    staffId,
    ...sealed,
    tries: 0,
    texts: 3,
    expiresAt: hoursAgo(hours),
    textsSince: hoursAgo(hours),
  });
  await db.phoneProof.createMany({ data: [proof("robin", 30), proof("jo", 0.5)] });
  const page = (token: string, hours: number) => ({
    tokenHash: token,
    sessionId: id,
    staffId: "robin",
    legId: uuid(),
    madeAt: hoursAgo(hours),
  });
  await db.sessionPage.createMany({ data: [page("old", 30), page("young", 20)] });
  const sessionIds = [uuid({ msecs: now - 30 * 3_600_000 }), uuid({ msecs: now }), id];
  await db.rungLast.createMany({
    data: sessionIds.map((sessionId) => ({ sessionId, staffId: "robin" })),
  });
  const kept = await auditRetention(db, now);
  const past = kept.filter((one) => one.past.length > 0).map((one) => one.what);
  expect(past).toEqual(["numbers never proved", "addresses of pages", "who is rung last"]);
  const swept = await sweepRetention(db, now);
  expect(swept).toMatchObject({ phoneProofs: 1, sessionPages: 1, rungLast: 1 });
  expect(await db.phoneProof.findMany()).toMatchObject([{ staffId: "jo" }]);
  expect(await db.sessionPage.findMany()).toMatchObject([{ tokenHash: "young" }]);
  const left = (await db.rungLast.findMany()).map(({ sessionId }) => sessionId);
  expect(left.toSorted()).toEqual(sessionIds.slice(1).toSorted());
});

test("what callers kept under a key that does not open is said to be shut", async () => {
  const line = await wholeLine();
  const wanted = { code: "8302914447", number: null, rehearsal: true };
  const profile = { kept: "passphrase", language: "en", plan: PLACE, spoken: null } as const;
  await line.line.profiles.keep(wanted, profile, "2027-06-01");
  const elsewhere = await processOf(line, undefined, folderForTest());
  expect(elsewhere.vault.shut().join(" ")).toMatch(/profile\.2026-11\./);
});

test("from the first start on, what has had its time is swept every hour, and records at the carrier every day", async () => {
  const line = await wholeLine();
  const { db } = line.database;
  const id = await callArrives(line);
  const at = new Date(line.clock.now());
  await closes(line, id);
  await line.pass(1_000);
  await db.lostLine.create({ data: { hash: "a hash", sessionId: id, expiresAt: at } });
  await owe(db, allRetention(at.getTime()), at.getTime());
  await owe(db, allRetention(at.getTime()), at.getTime());
  await line.pass(2.5 * 60 * 60_000);
  expect(await db.lostLine.count()).toBe(0);
  const swept = await db.lineEvent.findMany({ where: { kind: "retentionSwept" } });
  expect(swept.map(({ data }) => data)).toEqual([
    { ...SWEPT_NONE, lostLines: "1" },
    SWEPT_NONE,
    SWEPT_NONE,
  ]);
  const kinds = ["carrierRecordsDeleted", "keysDestroyed"];
  const daily = await db.lineEvent.findMany({ where: { kind: { in: kinds } } });
  expect(daily.map(({ kind }) => kind).toSorted()).toEqual(kinds);
  const next = await db.duty.findMany({ where: { subjectId: "retention", doneAt: null } });
  expect(next.map(({ kind }) => kind).toSorted()).toEqual([
    "deleteAtCarrier",
    "destroyDayKeys",
    "sweepRetention",
  ]);
});
