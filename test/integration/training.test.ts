import { v7 as uuid } from "uuid";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { owe } from "../../src/adapters/postgres/line-duties.ts";
import type { LineDuty } from "../../src/domain/line-duties.ts";
import { lookAtTrainingAt } from "../../src/domain/training/duties.ts";
import { standard } from "../../src/domain/session/policy.ts";
import { handle } from "../../src/engine/handle.ts";
import { actForLine } from "../../src/engine/line-acts.ts";
import { ownTrainingAnswer, trainingAnswer } from "../../src/http/contract-training.ts";
import { accepts, apiOnPostgres, callArrives, signedIn } from "../support/api.ts";
import { noon } from "../support/line-database.ts";
import { noSynthetic } from "../support/no-synthetic.ts";

type Console = Awaited<ReturnType<typeof signedIn>>;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const KIND = "019ab000-0000-7000-8000-000000000002";

let api: Awaited<ReturnType<typeof apiOnPostgres>>;
let dana: Console;
let robin: Console;

beforeAll(async () => {
  api = await apiOnPostgres();
  dana = await signedIn(api.app, "dana@rehearsal.example");
  robin = await signedIn(api.app, "robin@rehearsal.example");
});
afterAll(() => api[Symbol.asyncDispose]());
beforeEach(async () => {
  api.time.now = noon;
  await api.db.certificate.deleteMany({});
  await api.db.rehearsalMark.deleteMany({});
  await api.db.practiceCall.deleteMany({});
  await api.db.staff.updateMany({ data: { work: [], trainingUntil: null } });
});

const certificate = (until: number, from = noon - 300 * DAY) => ({
  kindId: KIND,
  issuer: "Fictional College",
  from,
  until,
});
const gives = (until: number) => dana.post("/api/staff/robin/certificates", certificate(until));

const own = async (who: Console) =>
  ownTrainingAnswer.parse((await who.get("/api/me/training")).body);
const robinOf = async () => {
  const { body } = await dana.get("/api/training");
  return trainingAnswer.parse(body).people.find(({ id }) => id === "robin");
};
const onRoster = async (at: number, staffId = "robin") =>
  (await api.line.roster.now(at)).find((one) => one.staffId === staffId);

/** The look that the line owes itself every hour, at this moment; what it owes people then. */
async function looks(at: number): Promise<readonly LineDuty[]> {
  api.time.now = at;
  const [owed] = await owe(api.db, [lookAtTrainingAt(at)], at);
  const standing = owed ?? (await standingLook());
  const acted = await actForLine(api.line, standing);
  return acted.how === "ended"
    ? acted.owed.map(({ duty }) => duty).filter(({ kind }) => kind !== "lookAtTraining")
    : [];
}

async function realCall(): Promise<string> {
  const id = uuid();
  const at = api.time.now;
  const call = { kind: "callArrived", legId: id, language: "en", protocol: standard } as const;
  const real = { rehearsal: false, numberKnown: true } as const;
  await handle(api.line, id, { ...call, ...real, id: `${id}:arrived`, at });
  return id;
}

async function standingLook() {
  const found = await api.db.duty.findFirstOrThrow({
    where: { kind: "lookAtTraining", doneAt: null },
  });
  const owed = await api.line.store.owed(found.id);
  if (owed === null || owed.sessionId !== null) throw new Error("No look is owed");
  return owed;
}

test("a certificate is seen by its person and by supervisors; once it has ended they are rung last from that moment on", async () => {
  const until = noon + DAY;
  expect((await gives(until)).status).toBe(200);
  expect((await own(robin)).certificates).toMatchObject([
    { kindId: KIND, issuer: "Fictional College", until },
  ]);
  expect((await robinOf())?.certificates).toHaveLength(1);
  await robin.post("/api/shifts", { circle: "line" });
  expect(await onRoster(until - 1)).not.toHaveProperty("trainingLapsed");
  expect(await onRoster(until)).toMatchObject({ trainingLapsed: true, free: true });

  await gives(noon + 400 * DAY);
  expect(await onRoster(until)).not.toHaveProperty("trainingLapsed");
  await robin.del("/api/shifts/current");
});

test("a kind that is only noted, or given up, puts nobody last", async () => {
  const kind = { en: "driving", fr: "conduite", forCalls: false, inUse: true };
  await dana.post("/api/training/kinds", kind);
  const noted = trainingAnswer
    .parse((await dana.get("/api/training")).body)
    .kinds.find(({ en }) => en === "driving");
  const body = { ...certificate(noon), kindId: noted?.id };
  expect((await dana.post("/api/staff/robin/certificates", body)).status).toBe(200);
  await robin.post("/api/shifts", { circle: "line" });
  expect(await onRoster(noon)).not.toHaveProperty("trainingLapsed");

  const path = `/api/training/kinds/${noted?.id}`;
  await dana.put(path, { ...kind, forCalls: true });
  expect(await onRoster(noon)).toMatchObject({ trainingLapsed: true });
  await dana.put(path, { ...kind, forCalls: true, inUse: false });
  expect(await onRoster(noon)).not.toHaveProperty("trainingLapsed");
  expect((await dana.post("/api/staff/robin/certificates", body)).body).toMatchObject({
    code: "kindNotFound",
  });
  await robin.del("/api/shifts/current");
});

test("what is written down and taken back is in the audit, with who and for whom", async () => {
  await gives(noon + DAY);
  const [kept] = (await robinOf())?.certificates ?? [];
  expect((await dana.del(`/api/staff/jo/certificates/${kept?.id}`)).status).toBe(404);
  expect((await dana.del(`/api/staff/robin/certificates/${kept?.id}`)).status).toBe(200);
  await dana.put("/api/staff/robin/work", { work: ["education"] });
  const told = await api.db.auditRecord.findMany({ orderBy: { seq: "desc" }, take: 3 });
  expect(told.map(({ kind, who, about }) => [kind, who, about])).toEqual([
    ["workChanged", "dana", "robin"],
    ["certificateRemoved", "dana", "robin"],
    ["certificateRecorded", "dana", "robin"],
  ]);
  const wrong = certificate(noon - DAY, noon);
  expect((await dana.post("/api/staff/robin/certificates", wrong)).status).toBe(422);
  expect((await robin.post("/api/staff/robin/certificates", certificate(noon))).status).toBe(403);
});

test("supervisors and the person are told by day, two weeks ahead and once; renewed, they are told of nothing", async () => {
  const until = noon + 16 * DAY;
  await gives(until);
  // Seven in the morning on the line's own clock; an hour later it is day.
  expect(await looks(until - 15 * DAY)).toEqual([]);
  const morning = until - 15 * DAY + HOUR;
  const told = (await looks(morning)).flatMap((duty) =>
    duty.kind === "tellTraining" ? [duty] : [],
  );
  expect(told.map(({ to }) => to).toSorted()).toEqual(["dana", "luc", "robin"]);
  expect(told[0]).toMatchObject({ staffId: "robin", what: KIND, until });
  expect(await looks(morning + HOUR)).toEqual([]);

  await gives(until + 400 * DAY);
  const found = await api.db.duty.findFirstOrThrow({ where: { kind: "tellTraining" } });
  const owed = await api.line.store.owed(found.id);
  if (owed?.sessionId !== null) throw new Error("Nobody is told");
  expect(await actForLine(api.line, owed)).toEqual({ how: "overtaken", by: "trainingRenewed" });
});

test("what the line says of somebody's training ends like a certificate", async () => {
  const until = noon + 14 * DAY;
  await dana.put("/api/staff/jo/training", { until });
  const told = await looks(noon + 2 * HOUR);
  expect(told).toMatchObject([{ what: "training" }, { what: "training" }, { what: "training" }]);
});

test("with other work they take no shift on the line; already on one, they are known to be for others", async () => {
  await robin.post("/api/shifts", { circle: "line" });
  await dana.put("/api/staff/robin/work", { work: ["education", "referral"] });
  expect(await onRoster(noon)).toMatchObject({ otherWork: true });
  expect((await own(robin)).work).toEqual(["education", "referral"]);
  await robin.del("/api/shifts/current");
  expect((await robin.post("/api/shifts", { circle: "line" })).body).toMatchObject({
    code: "notYourWork",
  });
  await dana.put("/api/staff/robin/work", { work: ["intervention"] });
  expect((await robin.post("/api/shifts", { circle: "line" })).status).toBe(200);
  expect(await onRoster(noon)).not.toHaveProperty("otherWork");
  await robin.del("/api/shifts/current");
});

test("research is taken out by those whose work it is, trainees introduced by those who teach", async () => {
  const research = "/api/reports/research?because=study";
  expect((await dana.get(research)).status).toBe(200);
  await dana.put("/api/staff/dana/work", { work: ["intervention", "education"] });
  expect((await dana.get(research)).body).toMatchObject({ code: "notYourWork" });
  await robin.post("/api/shifts", { circle: "line" });
  await dana.put("/api/staff/robin/work", { work: ["intervention"] });
  const id = await callArrives(api.line);
  await accepts(api.line, id, "robin");
  const introduced = await robin.post(`/api/sessions/${id}/introduce-trainee`, {
    staffId: "casey",
  });
  expect(introduced.body).toMatchObject({ code: "notYourWork" });
  expect((await robin.post(`/api/sessions/${id}/close`, { outcome: "well" })).status).toBe(200);
  await robin.del("/api/shifts/current");
});

test("whoever had no rehearsal call for a month is reminded once; their own marks are theirs, and asked for one person at a time", async () => {
  const due = await looks(noon + 32 * DAY + 2 * HOUR);
  const reminded = due.flatMap((duty) => (duty.kind === "remindRehearsal" ? [duty.staffId] : []));
  expect(reminded.toSorted()).toEqual(["casey", "jo", "maude", "robin"]);
  expect(await looks(noon + 33 * DAY + 2 * HOUR)).toEqual([]);
  expect((await robinOf())?.due).toMatchObject({ lastAt: null, dueAt: noon + 31 * DAY });

  const at = new Date(noon + 20 * DAY);
  const mark = { staffId: "robin", at, readBackMs: 9_000, noticedMs: null, helpMs: 41_000 };
  const marks = (sessionId: string) =>
    api.db.rehearsalMark.create({ data: { sessionId, ...mark } });
  await expect(marks(await realCall())).rejects.toThrow(/only a rehearsal is marked/);
  await expect(marks(uuid())).rejects.toThrow(/only a rehearsal is marked/);
  await marks(await callArrives(api.line));
  expect((await robinOf())?.due).toMatchObject({ lastAt: at.getTime() });
  expect((await own(robin)).rehearsals).toMatchObject([{ readBackMs: 9_000, helpMs: 41_000 }]);

  const { body } = await dana.get("/api/training");
  expect(JSON.stringify(body)).not.toMatch(/Ms"/);
  expect((await dana.get("/api/staff/robin/rehearsals")).status).toBe(200);
  expect((await robin.get("/api/staff/jo/rehearsals")).status).toBe(403);
  expect((await robin.get("/api/training")).status).toBe(403);
});

test("practice is refused to whoever is off shift, or is the last one free; otherwise one call is owed, once for each press", async () => {
  const practises = (key?: string) => robin.post("/api/me/practice", {}, key);
  expect((await practises()).body).toMatchObject({ code: "practiceNotFree" });
  await robin.post("/api/shifts", { circle: "line" });
  expect((await practises()).body).toMatchObject({ code: "lastFree" });
  expect((await own(robin)).practice).toBe("lastFree");
  await api.roster.goOnShift("jo", "line", noon);
  expect((await own(robin)).practice).toBe("ready");
  expect((await practises()).status).toBe(200);
  expect((await practises()).body).toMatchObject({ code: "practisedNow" });
  expect(await api.db.duty.count({ where: { kind: "practise" } })).toBe(1);

  // It is over as soon as its session is, also where nobody else noticed.
  const sessionId = await callArrives(api.line);
  await api.db.practiceCall.updateMany({ data: { sessionId } });
  expect((await practises()).body).toMatchObject({ code: "practisedNow" });
  await dana.post(`/api/sessions/${sessionId}/close`, { outcome: "notAUseCall" });
  expect((await practises()).status).toBe(200);
  const press = uuid();
  await api.db.practiceCall.deleteMany({});
  expect([(await practises(press)).status, (await practises(press)).status]).toEqual([200, 200]);
  Object.assign(api.line, { synthetic: { ...noSynthetic, busy: async () => true } });
  expect((await own(robin)).practice).toBe("callersWait");
  expect((await practises()).body).toMatchObject({ code: "callersWait" });
});
