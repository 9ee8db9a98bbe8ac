import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { staffAnswer } from "../../src/http/contract-access.ts";
import { peopleAnswer } from "../../src/http/contract-people.ts";
import { accepts, apiOnPostgres, callArrives, signedIn } from "../support/api.ts";
import { noon } from "../support/line-database.ts";

type Console = Awaited<ReturnType<typeof signedIn>>;

let api: Awaited<ReturnType<typeof apiOnPostgres>>;
let dana: Console;
let robin: Console;
let jo: Console;

beforeAll(async () => {
  api = await apiOnPostgres();
  dana = await signedIn(api.app, "dana@rehearsal.example");
  robin = await signedIn(api.app, "robin@rehearsal.example");
  jo = await signedIn(api.app, "jo@rehearsal.example");
});
afterAll(() => api[Symbol.asyncDispose]());
beforeEach(() => {
  api.time.now = noon;
});

const DAY_MS = 24 * 3_600_000;

const colleague = async (id: string) => {
  const { body } = await jo.get("/api/people");
  return peopleAnswer.parse(body).people.find((one) => one.id === id);
};

test("people know each other by name, and who is on, with a caller or away; not why they are away", async () => {
  expect(await colleague("robin")).toEqual({
    id: "robin",
    name: "Robin",
    languages: expect.arrayContaining(["en"]),
    answers: true,
    on: null,
  });
  await robin.post("/api/shifts", { circle: "line" });
  expect(await colleague("robin")).toMatchObject({
    on: { circle: "line", since: noon, state: "free" },
  });
  const sessionId = await callArrives(api.line);
  await accepts(api.line, sessionId, "robin");
  expect(await colleague("robin")).toMatchObject({ on: { state: "busy" } });
  await robin.post(`/api/sessions/${sessionId}/close`, { outcome: "well" });

  await robin.post("/api/me/break");
  const onBreak = await colleague("robin");
  await robin.post("/api/me/back");
  await api.line.roster.rest("robin", api.time.now);
  expect(onBreak).toMatchObject({ on: { state: "away" } });
  expect(await colleague("robin")).toEqual(onBreak);
  await robin.post("/api/me/back");
  await robin.del("/api/shifts/current");
});

test("each sees what they chose for themselves", async () => {
  expect((await jo.get("/api/me/choices")).body).toEqual({
    now: noon,
    testRing: false,
    calendarMadeAt: null,
  });
  await jo.put("/api/me/test-ring", { on: true });
  await jo.post("/api/me/calendar");
  expect((await jo.get("/api/me/choices")).body).toMatchObject({
    testRing: true,
    calendarMadeAt: noon,
  });
  await jo.del("/api/me/calendar");
  expect((await jo.get("/api/me/choices")).body).toMatchObject({ calendarMadeAt: null });
  expect((await robin.get("/api/me/choices")).body).toMatchObject({ testRing: false });
});

test("a supervisor says until when somebody's training holds; after that they are rung last, and it is written down who said so", async () => {
  const until = noon + 30 * DAY_MS;
  expect((await dana.put("/api/staff/jo/training", { until })).status).toBe(200);
  const listed = async () => {
    const { body } = await dana.get("/api/staff");
    return staffAnswer.parse(body).staff.find(({ id }) => id === "jo");
  };
  expect(await listed()).toMatchObject({ trainingUntil: until });
  const last = () =>
    api.db.auditRecord.findFirst({ where: { kind: "trainingSet" }, orderBy: { seq: "desc" } });
  expect(await last()).toMatchObject({
    who: "dana",
    about: "jo",
    data: { from: null, to: new Date(until).toISOString() },
  });

  await jo.post("/api/shifts", { circle: "line" });
  const rung = async (at: number) =>
    (await api.line.roster.now(at)).find(({ staffId }) => staffId === "jo");
  expect(await rung(until - 1)).not.toHaveProperty("trainingLapsed");
  expect(await rung(until)).toMatchObject({ trainingLapsed: true });

  await dana.put("/api/staff/jo/training", { until: null });
  expect(await listed()).toMatchObject({ trainingUntil: null });
  expect(await last()).toMatchObject({ data: { from: new Date(until).toISOString(), to: null } });
  await jo.del("/api/shifts/current");
});

test("nobody else says it, and it is said of somebody", async () => {
  expect((await robin.put("/api/staff/jo/training", { until: null })).status).toBe(403);
  expect((await dana.put("/api/staff/nobody/training", { until: null })).body).toMatchObject({
    code: "staffNotFound",
  });
  expect((await dana.put("/api/staff/jo/training", { until: "soon" })).status).toBe(400);
});
