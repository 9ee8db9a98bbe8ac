import { v7 as uuid } from "uuid";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { measuresAnswer } from "../../src/http/contract-measures.ts";
import { notToMeAnswer, restrictionsAnswer } from "../../src/http/contract-restrictions.ts";
import { problem } from "../../src/http/contract.ts";
import { blankPlan } from "../../src/engine/plans.ts";
import { accepts, apiOnPostgres, callArrives, signedIn } from "../support/api.ts";
import { noon } from "../support/line-database.ts";

let api: Awaited<ReturnType<typeof apiOnPostgres>>;
let robin: Awaited<ReturnType<typeof signedIn>>;
let jo: Awaited<ReturnType<typeof signedIn>>;
let dana: Awaited<ReturnType<typeof signedIn>>;
/** A call that Robin took. */
let id: string;

beforeAll(async () => {
  api = await apiOnPostgres();
  robin = await signedIn(api.app, "robin@rehearsal.example");
  jo = await signedIn(api.app, "jo@rehearsal.example");
  dana = await signedIn(api.app, "dana@rehearsal.example");
});
afterAll(() => api[Symbol.asyncDispose]());
beforeEach(async () => {
  api.time.now = noon;
  await api.db.$executeRaw`TRUNCATE claims, restrictions, exempt_numbers, not_to_me`;
  id = await callArrives(api.line);
  await api.line.plans.write(id, { ...blankPlan, rangFrom: "+15555550123" }, noon);
  await accepts(api.line, id, "robin");
});

const note = { step: "note", reason: "threats", days: 7 };
const ask = async (body: object = note, by = robin) =>
  by.post(`/api/sessions/${id}/restrictions`, body);
const listed = async (by: typeof robin) =>
  restrictionsAnswer.parse((await by.get("/api/restrictions")).body).restrictions;
const codeOf = ({ body }: { body: unknown }) => problem.parse(body).code;

test("a responder asks, a supervisor approves and lifts; nobody else does", async () => {
  const asked = await ask();
  expect(asked.status).toBe(200);
  const at = `/api/restrictions/${String(asked.body["id"])}`;
  expect((await robin.post(`${at}/approve`)).status).toBe(403);
  expect((await dana.post(`${at}/approve`)).status).toBe(200);
  expect(await listed(dana)).toMatchObject([{ step: "note", approvedBy: "dana", sessionId: id }]);
  expect((await robin.post(`${at}/lift`)).status).toBe(403);
  expect((await dana.post(`${at}/lift`)).status).toBe(200);
  expect(await listed(dana)).toEqual([]);
});

test("sent twice with its key, it is asked once", async () => {
  const key = uuid();
  const path = `/api/sessions/${id}/restrictions`;
  const both = [await robin.post(path, note, key), await robin.post(path, note, key)];
  expect(both.map(({ status }) => status)).toEqual([200, 200]);
  expect(await listed(dana)).toHaveLength(1);
});

test("whoever asked sees their own, others see none; no answer holds a number or its hash", async () => {
  await ask();
  expect(await listed(robin)).toHaveLength(1);
  expect(await listed(jo)).toEqual([]);
  const rows = await api.db.restriction.findMany();
  const { body } = await dana.get("/api/restrictions");
  expect(JSON.stringify(body)).not.toContain(rows[0]?.hash);
});

test("why not is said by a code", async () => {
  expect(codeOf(await ask({ ...note, step: "watchOnly" }))).toBe("restrictionSkipsAStep");
  expect(codeOf(await ask(note, jo))).toBe("notInThatSession");
  expect(codeOf(await ask({ ...note, step: "block", days: 8 }))).toBe("restrictionTooLong");
  expect(codeOf(await dana.post(`/api/restrictions/${uuid()}/approve`))).toBe(
    "restrictionNotFound",
  );
  const unknown = await robin.post(`/api/sessions/${uuid()}/restrictions`, note);
  expect(codeOf(unknown)).toBe("notInThatSession");
});

test("bad input names its field, and there is no room for words about a caller", async () => {
  const wrong = async (body: object) =>
    (problem.parse((await ask(body)).body).errors ?? []).map(({ where }) => where);
  expect(await wrong({ ...note, days: 0 })).toEqual(["body/days"]);
  expect(await wrong({ ...note, reason: "because" })).toEqual(["body/reason"]);
  expect(await wrong({ ...note, comment: "She said" })).not.toEqual([]);
});

test("an exempt number is told to the line and never by it", async () => {
  const number = "+15555550123";
  const added = await dana.post("/api/restrictions/exempt", { number, kind: "shelter" });
  expect(added.status).toBe(200);
  const { body } = await dana.get("/api/restrictions/exempt");
  expect(JSON.stringify(body)).not.toContain("5555550123");
  expect(codeOf(await ask())).toBe("numberExempt");
  expect((await robin.get("/api/restrictions/exempt")).status).toBe(403);
  await dana.del(`/api/restrictions/exempt/${String(added.body["id"])}`);
  expect((await ask()).status).toBe(200);
});

test("“not this caller to me” is each person's own", async () => {
  expect((await robin.post(`/api/sessions/${id}/not-to-me`)).status).toBe(200);
  const mine = async (by: typeof robin) =>
    notToMeAnswer.parse((await by.get("/api/me/not-to-me")).body).choices;
  const [choice] = await mine(robin);
  expect(await mine(dana)).toEqual([]);
  const path = `/api/me/not-to-me/${choice?.id ?? ""}`;
  expect((await dana.del(path)).status).toBe(404);
  expect((await robin.del(path)).status).toBe(200);
  expect(await mine(robin)).toEqual([]);
});

test("only a supervisor has people rung for a restricted caller after all", async () => {
  expect((await robin.post(`/api/sessions/${id}/lift-restriction`)).status).toBe(403);
  expect((await dana.post(`/api/sessions/${id}/lift-restriction`)).status).toBe(200);
});

test("the plan a person reads says nothing of the number they rang from", async () => {
  const { body } = await robin.get(`/api/sessions/${id}/plan`);
  expect(JSON.stringify(body)).not.toContain("rangFrom");
  expect(JSON.stringify(body)).not.toContain("5555550123");
});

test("measures: each number with its rule, one's own rings, and everybody's for a supervisor", async () => {
  const write = (staffId: string, seq: number) =>
    api.db.sessionEvent.create({
      data: {
        sessionId: real,
        seq,
        kind: "ringMissed",
        data: { kind: "ringMissed", staffId, how: "noAnswer" },
        at: new Date(noon),
        cause: "c",
      },
    });
  const real = await callArrives(api.line);
  await api.db.$executeRaw`ALTER TABLE sessions DISABLE TRIGGER rehearsal_fixed`;
  await api.db.$executeRaw`UPDATE sessions SET rehearsal = false WHERE id = ${real}::uuid`;
  await api.db.$executeRaw`ALTER TABLE sessions ENABLE ALWAYS TRIGGER rehearsal_fixed`;
  await write("robin", 90);
  await write("jo", 91);
  api.time.now = noon + 3_600_000;
  const path = `/api/measures?from=${noon}&to=${noon + 7_200_000}`;
  const seen = async (by: typeof robin) => measuresAnswer.parse((await by.get(path)).body);
  const all = await seen(dana);
  expect(all.rings.map(({ name }) => name)).toEqual(["Jo", "Robin"]);
  expect((await seen(robin)).rings).toMatchObject([{ staffId: "robin", missed: 1 }]);
  expect(all).toMatchObject({ to: api.time.now, days: [{ callers: 1, minutes: 60 }] });
  expect(all.hours).toMatchObject([{ hour: 7, least: 2, nobodyFreeMinutes: 60 }]);
  expect(all.rules["nobodyFreeMinutes"]?.fr).toContain("personne");
  const backwards = await dana.get(`/api/measures?from=${noon}&to=${noon}`);
  expect(codeOf(backwards)).toBe("windowWrong");
});
