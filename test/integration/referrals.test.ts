import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { v4 } from "uuid";
import { auditRetention } from "../../src/adapters/postgres/retention-audit.ts";
import { sweepRetention } from "../../src/adapters/postgres/retention.ts";
import { perform } from "../../src/engine/perform.ts";
import {
  allReferralsAnswer,
  callReferralsAnswer,
  navigatorsAnswer,
  openedAnswer,
  ownReferralsAnswer,
} from "../../src/http/contract-referrals.ts";
import { accepts, aPlan, apiOnPostgres, callArrives, PASSWORD, signedIn } from "../support/api.ts";
import { noon } from "../support/line-database.ts";

type Api = Awaited<ReturnType<typeof apiOnPostgres>>;
type Console = Awaited<ReturnType<typeof signedIn>>;
let api: Api;
let dana: Console;
let robin: Console;
let jo: Console;
let amara: Console;
let bilal: Console;
const texts: { to: string; body: string }[] = [];
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const details = {
  callerName: "Quixby",
  language: "en",
  wish: "The flamingo clinic, with somebody along",
  reach: "+15555550187 after six, never Ondine",
} as const;

beforeAll(async () => {
  api = await apiOnPostgres();
  api.line.phone.text = async (to, _from, body) => void texts.push({ to, body });
  const person = { id: "bilal", name: "Bilal", email: "bilal@rehearsal.example" };
  await api.signIn.createStaff(
    { ...person, languages: ["en"], roles: ["navigator"], via: "phone" },
    PASSWORD,
  );
  await api.db.staff.update({ where: { id: "bilal" }, data: { seeded: true } });
  await api.signIn.setPassword("amara", PASSWORD);
  const of = (name: string) => signedIn(api.app, `${name}@rehearsal.example`);
  dana = await of("dana");
  robin = await of("robin");
  jo = await of("jo");
  amara = await of("amara");
  bilal = await of("bilal");
});
afterAll(() => api[Symbol.asyncDispose]());
beforeEach(async () => {
  api.time.now = noon;
  texts.length = 0;
  await api.db.$executeRaw`TRUNCATE referrals, duties, claims, shifts`;
});

async function aCall(): Promise<string> {
  const id = await callArrives(api.line);
  await accepts(api.line, id, "robin");
  return id;
}

const at = (sessionId: string, name: string) => `/api/sessions/${sessionId}/${name}`;

/** In Robin's call; returns its id. */
async function wanted(sessionId: string): Promise<string> {
  const answer = await robin.post(at(sessionId, "referrals"), { ...details, agreed: true });
  expect(answer.status).toBe(200);
  return callReferralsAnswer.parse(answer.body).referrals.at(-1)?.id ?? "";
}

async function handedToAmara(): Promise<{ sessionId: string; referralId: string }> {
  const sessionId = await aCall();
  const referralId = await wanted(sessionId);
  const handed = { referralId, navigatorId: "amara", agreed: true };
  expect((await robin.post(at(sessionId, "referral-hand-over"), handed)).status).toBe(200);
  return { sessionId, referralId };
}

const mine = async (by: Console) =>
  ownReferralsAnswer.parse((await by.get("/api/me/referrals")).body).referrals;

test("offered, not now, wanted: as often as it takes; in the call it is known, and nowhere else", async () => {
  const sessionId = await aCall();
  const talk = async () =>
    callReferralsAnswer.parse((await robin.get(at(sessionId, "referrals"))).body);
  expect(await talk()).toMatchObject({ said: null, again: null, referrals: [] });
  const no = { said: "notNow", again: "the flamingo clinic", keep: true };
  for (const said of [{ said: "offered", again: null, keep: false }, no, no])
    expect((await robin.post(at(sessionId, "referral-said"), said)).status).toBe(200);
  expect(await talk()).toMatchObject({ ...no, referrals: [] });
  expect((await jo.get(at(sessionId, "referrals"))).status).toBe(403);
  const referralId = await wanted(sessionId);
  expect(await talk()).toMatchObject({
    said: "wanted",
    again: no.again,
    referrals: [{ id: referralId, navigatorId: null, met: false, rehearsal: true }],
  });
  await robin.post(at(sessionId, "referral-withdraw"), { referralId });
  expect(await talk()).toMatchObject({ said: "wanted", referrals: [] });
  await wanted(sessionId);
  expect((await talk()).referrals).toHaveLength(1);
  expect(JSON.stringify(await api.line.store.events(sessionId))).not.toMatch(/referral|flamingo/i);
});

test("without their yes nothing is written; sent again it is there once", async () => {
  const sessionId = await aCall();
  const url = at(sessionId, "referrals");
  expect((await robin.post(url, details)).status).toBe(400);
  expect((await robin.post(url, { ...details, agreed: false })).status).toBe(400);
  expect(await api.db.referral.count()).toBe(0);
  await robin.post(url, { ...details, agreed: true }, "once");
  await robin.post(url, { ...details, agreed: true }, "once");
  expect(await api.db.referral.count()).toBe(1);
  const stranger = { referralId: v4(), navigatorId: "amara", agreed: true };
  expect((await robin.post(at(sessionId, "referral-hand-over"), stranger)).status).toBe(404);
});

test("a navigator sees what is handed to them, and nobody else does; each reading is written down", async () => {
  const { referralId } = await handedToAmara();
  const url = `/api/me/referrals/${referralId}`;
  expect(await mine(amara)).toMatchObject([{ id: referralId, navigatorId: "amara" }]);
  expect(openedAnswer.parse((await amara.get(url)).body).details).toEqual(details);
  for (const other of [bilal, robin, jo, dana]) {
    expect(await mine(other)).toEqual([]);
    expect((await other.get(url)).status).toBe(404);
    expect((await other.post(`${url}/close`)).status).toBe(404);
  }
  const read = await api.db.auditRecord.findMany({ where: { kind: "referralRead" } });
  expect(read.map(({ who, about }) => ({ who, about }))).toEqual([
    { who: "amara", about: referralId },
  ]);
  const all = await dana.get("/api/referrals");
  expect(allReferralsAnswer.parse(all.body).referrals).toMatchObject([{ id: referralId }]);
  expect(JSON.stringify(all.body)).not.toMatch(/Quixby|flamingo|Ondine/);
});

test("handed on, the one before sees it no more; closed, it is gone at once, and its row with the next sweep", async () => {
  const { referralId } = await handedToAmara();
  await amara.post(`/api/me/referrals/${referralId}/met`);
  await nowFor("bilal", noon + 30 * DAY);
  const on = await dana.post(`/api/referrals/${referralId}/hand-over`, { navigatorId: "bilal" });
  expect(on.status).toBe(200);
  expect(await mine(amara)).toEqual([]);
  expect(await mine(bilal)).toMatchObject([{ id: referralId, met: false }]);
  expect((await bilal.post(`/api/me/referrals/${referralId}/close`)).status).toBe(200);
  expect(await mine(bilal)).toEqual([]);
  const row = await api.db.referral.findUniqueOrThrow({ where: { id: referralId } });
  expect(row).toMatchObject({ keyId: null, nonce: null, sealed: null, navigatorId: null });
  expect(await sweepRetention(api.db, noon + 1)).toMatchObject({ referrals: 1 });
  expect(await api.db.referral.count()).toBe(0);
});

const nowFor = (id: string, until: number) =>
  dana.put(`/api/staff/${id}/navigator`, { organisation: "Fictional House", until });

test("after the day a supervisor set, a navigator's role sees nothing, and nothing can be handed to it", async () => {
  const { sessionId, referralId } = await handedToAmara();
  expect(
    (await amara.put("/api/staff/amara/navigator", { organisation: "x", until: 1 })).status,
  ).toBe(403);
  expect((await nowFor("amara", noon + DAY)).status).toBe(200);
  expect((await nowFor("robin", noon + DAY)).status).toBe(404);
  api.time.now = noon + DAY;
  expect(await mine(amara)).toEqual([]);
  expect((await amara.get(`/api/me/referrals/${referralId}`)).status).toBe(404);
  const { navigators } = navigatorsAnswer.parse((await robin.get("/api/navigators")).body);
  expect(navigators.map(({ id }) => id)).not.toContain("amara");
  const again = { referralId, navigatorId: "amara", agreed: true };
  expect((await robin.post(at(sessionId, "referral-hand-over"), again)).body["code"]).toBe(
    "navigatorGone",
  );
  await nowFor("amara", noon + 300 * DAY);
  expect(await mine(amara)).toHaveLength(1);
});

test("a promise is a duty of whoever made it: texted when it is due, no alarm, and kept by their word alone", async () => {
  const { sessionId, referralId } = await handedToAmara();
  const promise = { referralId, staffId: "amara", by: "text", dueAt: noon + DAY, agreed: true };
  const url = at(sessionId, "referral-promise");
  expect((await robin.post(url, { ...promise, staffId: "jo" })).body["code"]).toBe(
    "promiseNotTheirs",
  );
  expect((await robin.post(url, { ...promise, dueAt: noon })).body["code"]).toBe("promiseWrong");
  await robin.post(url, promise, "once");
  expect((await robin.post(url, promise, "once")).status).toBe(200);
  expect((await robin.post(url, promise)).body["code"]).toBe("promiseStands");
  const duty = await api.db.duty.findFirstOrThrow({ where: { kind: "promisedContact" } });
  expect(duty).toMatchObject({ sessionId: null, subjectKind: "person", subjectId: "amara" });
  expect(duty.createdAt.getTime()).toBe(noon - 12 * HOUR);

  api.time.now = noon + DAY + 1;
  expect(await api.line.store.overdue(api.time.now, 50)).toContain(duty.id);
  const alarming = await dana.get("/api/duties?overdue=true");
  expect(JSON.stringify(alarming.body)).not.toContain("promisedContact");
  await perform(api.line, "a worker", duty.id);
  expect(texts).toMatchObject([{ to: "+15555550129" }]);
  expect(texts[0]?.body).not.toMatch(/Quixby|amara|clinic/i);
  expect((await robin.post(`/api/me/referrals/${referralId}/promise-kept`)).status).toBe(404);
  const kept = `/api/me/referrals/${referralId}/promise-kept`;
  expect((await amara.post(kept, undefined, "kept")).status).toBe(200);
  expect((await amara.post(kept, undefined, "kept")).status).toBe(200);
  expect((await amara.post(kept)).status).toBe(404);
  expect(await mine(amara)).toMatchObject([{ promised: null }]);
  const events = await api.db.lineEvent.findMany({ where: { kind: "promiseKept" } });
  expect(events).toMatchObject([{ subject: "amara", data: {} }]);
});

test("one of ours who promised sees how to reach them until they say what became of it", async () => {
  const { sessionId, referralId } = await handedToAmara();
  const promise = { referralId, staffId: "robin", by: "call", dueAt: noon + HOUR, agreed: true };
  await robin.post(at(sessionId, "referral-promise"), promise);
  const url = `/api/me/referrals/${referralId}`;
  expect(openedAnswer.parse((await robin.get(url)).body).details?.reach).toBe(details.reach);
  const waived = { reason: "noLongerNeeded" };
  expect((await robin.post(`${url}/promise-waived`, waived)).status).toBe(200);
  expect((await robin.get(url)).status).toBe(404);
  const [duty] = await api.db.duty.findMany({ where: { kind: "promisedContact" } });
  expect(duty).toMatchObject({ waivedBy: "robin", waivedBecause: "noLongerNeeded" });
});

test("what was promised ends with the referral: closed, or handed on by the one who promised", async () => {
  const overtaken = async () =>
    (await api.db.duty.findMany({ where: { kind: "promisedContact" } })).map(
      (one) => one.overtakenBy,
    );
  const { sessionId, referralId } = await handedToAmara();
  const promise = { referralId, staffId: "amara", by: "text", dueAt: noon + DAY, agreed: true };
  await robin.post(at(sessionId, "referral-promise"), promise);
  await nowFor("bilal", noon + 30 * DAY);
  const on = { referralId, navigatorId: "bilal", agreed: true };
  await robin.post(at(sessionId, "referral-hand-over"), on);
  expect(await overtaken()).toEqual(["referralHandedOver"]);
  await robin.post(at(sessionId, "referral-promise"), { ...promise, staffId: "bilal" });
  await robin.post(at(sessionId, "referral-withdraw"), { referralId });
  expect(new Set(await overtaken())).toEqual(new Set(["referralClosed", "referralHandedOver"]));
});

test("it is erased on the first of a month, thirty days on at least, and what was promised with it", async () => {
  const { sessionId, referralId } = await handedToAmara();
  const until = Date.UTC(2027, 0, 1);
  expect(await mine(amara)).toMatchObject([{ until }]);
  const promise = { referralId, staffId: "amara", by: "text", dueAt: until - HOUR, agreed: true };
  await robin.post(at(sessionId, "referral-promise"), promise);
  expect(await sweepRetention(api.db, until - 1)).toMatchObject({ referrals: 0 });
  api.time.now = until;
  expect(await mine(amara)).toEqual([]);
  const late = (await auditRetention(api.db, until + 3 * HOUR)).find(
    ({ what }) => what === "referrals",
  );
  expect(late).toEqual({ what: "referrals", count: 1, past: [referralId] });
  expect(await sweepRetention(api.db, until)).toMatchObject({ referrals: 1 });
  const [duty] = await api.db.duty.findMany({ where: { kind: "promisedContact" } });
  expect(duty?.overtakenBy).toBe("referralClosed");
});

test("only the call's sealed plan knows which call it was; once that is erased nothing does, and no row has both", async () => {
  const { sessionId, referralId } = await handedToAmara();
  expect((await api.line.plans.read(sessionId))?.referral?.ids).toEqual([referralId]);
  const promise = { referralId, staffId: "robin", by: "call", dueAt: noon + DAY, agreed: true };
  await robin.post(at(sessionId, "referral-promise"), promise);
  await api.line.plans.erase(sessionId, noon + HOUR);
  expect(await amara.get(`/api/me/referrals/${referralId}`)).toMatchObject({ status: 200 });
  const rows = await everyRow();
  expect(rows.filter((row) => row.includes(referralId) && row.includes(sessionId))).toEqual([]);
  const aboutIt = rows.filter((row) => row.includes(referralId) && !row.includes("referralRead"));
  expect(aboutIt.length).toBeGreaterThan(1);
  // Nor when: the moment of the call is in none of them.
  expect(aboutIt.filter((row) => row.includes("2026-11-22T12"))).toEqual([]);
  const words = ["Quixby", "flamingo", "Ondine", "5555550187"];
  const forms = words.flatMap((word) => [word, Buffer.from(word).toString("hex")]);
  expect(rows.filter((row) => forms.some((form) => row.includes(form)))).toEqual([]);
});

async function everyRow(): Promise<readonly string[]> {
  const tables = await api.db.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`;
  const rows: string[] = [];
  for (const { name } of tables) {
    const found = await api.db.$queryRawUnsafe<{ row: string }[]>(
      `SELECT to_json(t)::text AS row FROM "${name}" t`,
    );
    rows.push(...found.map(({ row }) => `${name}: ${row}`));
  }
  return rows;
}

test("a closed call takes nothing more, and the form of a plan leaves what was said as it was", async () => {
  const { sessionId } = await handedToAmara();
  expect((await robin.put(at(sessionId, "plan"), aPlan)).status).toBe(200);
  const read = await robin.get(at(sessionId, "plan"));
  expect(JSON.stringify(read.body)).not.toContain("referral");
  expect((await api.line.plans.read(sessionId))?.referral?.said).toBe("wanted");
  await robin.post(at(sessionId, "goodbye"));
  expect(
    (await robin.post(at(sessionId, "referrals"), { ...details, agreed: true })).status,
  ).not.toBe(200);
});
