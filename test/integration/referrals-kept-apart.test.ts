import { afterAll, beforeAll, expect, test } from "vitest";
import { callReferralsAnswer } from "../../src/http/contract-referrals.ts";
import { accepts, aPlan, apiOnPostgres, callArrives, signedIn } from "../support/api.ts";
import { noon } from "../support/line-database.ts";

type Api = Awaited<ReturnType<typeof apiOnPostgres>>;
type Console = Awaited<ReturnType<typeof signedIn>>;
let api: Api;
let dana: Console;
let robin: Console;

beforeAll(async () => {
  api = await apiOnPostgres();
  dana = await signedIn(api.app, "dana@rehearsal.example");
  robin = await signedIn(api.app, "robin@rehearsal.example");
});
afterAll(() => api[Symbol.asyncDispose]());

const details = {
  callerName: "Quixby",
  language: "en",
  wish: "The flamingo clinic",
  reach: "+15555550187 after six",
  agreed: true,
} as const;
const offered = { said: "offered", again: null, keep: false };
const notNow = { said: "notNow", again: "the flamingo clinic", keep: true };

async function aCall(): Promise<string> {
  await api.db.$executeRaw`TRUNCATE referrals, duties, claims, shifts`;
  const id = await callArrives(api.line);
  await accepts(api.line, id, "robin");
  return id;
}

const at = (sessionId: string, name: string) => `/api/sessions/${sessionId}/${name}`;
const navigatorUntil = (until: number) =>
  dana.put("/api/staff/amara/navigator", { organisation: "Fictional House", until });

test("whoever supervises learns of no call which referral comes from it, nor what was said", async () => {
  const id = await aCall();
  await robin.post(at(id, "referral-said"), notNow);
  await robin.post(at(id, "referrals"), details);
  const seen = await dana.get(at(id, "referrals"));
  expect(seen.status).toBe(403);
  expect(JSON.stringify(seen.body)).not.toContain("flamingo");
  expect((await dana.post(at(id, "referral-said"), offered)).status).toBe(403);
});

test("a look at what a caller said of it is a reading of their plan", async () => {
  const id = await aCall();
  await robin.get(at(id, "referrals"));
  const read = await api.db.auditRecord.findMany({ where: { kind: "planRead", about: id } });
  expect(read.map(({ who }) => who)).toEqual(["robin"]);
});

test("a plan saved at the same moment as a word of it loses nothing, nor does the word", async () => {
  for (let turn = 0; turn < 10; turn += 1) {
    const id = await aCall();
    await robin.post(at(id, "referral-said"), offered);
    const [saved, said, wanted] = await Promise.all([
      robin.put(at(id, "plan"), aPlan),
      robin.post(at(id, "referral-said"), notNow),
      robin.post(at(id, "referrals"), details),
    ]);
    expect([saved.status, said.status, wanted.status]).toEqual([200, 200, 200]);
    const plan = await api.line.plans.read(id);
    expect([plan?.address, plan?.referral?.again]).toEqual([aPlan.address, notNow.again]);
    expect(plan?.referral?.ids).toHaveLength(1);
    await robin.post(at(id, "goodbye"));
  }
});

test("who handed on, or closed, what was another's is written down", async () => {
  const answer = await robin.post(at(await aCall(), "referrals"), details);
  const [referral] = callReferralsAnswer.parse(answer.body).referrals;
  const id = referral?.id ?? "";
  await navigatorUntil(noon + 9_000_000);
  const on = await dana.post(`/api/referrals/${id}/hand-over`, { navigatorId: "amara" });
  expect(on.status).toBe(200);
  await dana.post(`/api/referrals/${id}/close`);
  await dana.post(`/api/referrals/${id}/close`);
  const records = await api.db.auditRecord.findMany({
    where: { about: id },
    orderBy: { seq: "asc" },
  });
  expect(records.map(({ kind, who }) => `${kind} ${who ?? ""}`)).toEqual([
    "referralHandedOn dana",
    "referralClosed dana",
  ]);
});

test("a moment that is on no calendar is refused", async () => {
  const until = Number.MAX_SAFE_INTEGER;
  expect((await navigatorUntil(until)).status).toBe(400);
  const given = { kindId: "019ab000-0000-7000-8000-000000000001", issuer: "A college" };
  for (const wrong of [
    { from: noon, until },
    { from: -until, until: noon },
  ]) {
    const answer = await dana.post("/api/staff/robin/certificates", { ...given, ...wrong });
    expect(answer.status).toBe(400);
  }
});

test("whoever tries what is for those who supervise is written down", async () => {
  await robin.post("/api/knowing/warnings/import", { csv: "id", apply: true });
  await robin.get("/api/referrals");
  await robin.put("/api/staff/robin/work", { work: [] });
  const refused = { kind: "refused", who: "robin" };
  const records = await api.db.auditRecord.findMany({ where: refused, orderBy: { seq: "asc" } });
  expect(records.map(({ data }) => data)).toEqual([
    { act: "keepKnowing" },
    { act: "keepReferrals" },
    { act: "keepTraining" },
  ]);
});
