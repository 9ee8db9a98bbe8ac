import { afterAll, beforeAll, expect, test } from "vitest";
import { apiOnPostgres, signedIn } from "../support/api.ts";

let api: Awaited<ReturnType<typeof apiOnPostgres>>;
let jo: Awaited<ReturnType<typeof signedIn>>;

beforeAll(async () => {
  api = await apiOnPostgres();
  jo = await signedIn(api.app, "jo@rehearsal.example");
});
afterAll(() => api[Symbol.asyncDispose]());

const well = { registered: true, microphone: true, connectionId: "worker-0001" };

test("a console hears with each beat whether its person can be reached, and if not why", async () => {
  const off = await jo.post("/api/me/heartbeat", well);
  expect(off).toMatchObject({ status: 200, body: { reachable: false, why: "offShift" } });
  await jo.post("/api/shifts", { circle: "line" });
  const robin = await signedIn(api.app, "robin@rehearsal.example");
  await robin.post("/api/shifts", { circle: "line" });
  expect((await jo.post("/api/me/heartbeat", well)).body).toEqual({
    now: api.time.now,
    reachable: true,
    why: null,
    beatEveryMs: 3_000,
    staleAfterMs: 15_000,
  });
  const deaf = await jo.post("/api/me/heartbeat", { ...well, registered: false });
  expect(deaf.body).toMatchObject({ reachable: false, why: "notRegistered" });
  expect((await jo.get("/api/me")).body).toMatchObject({ reachable: false, why: "notRegistered" });

  await jo.post("/api/me/heartbeat", well);
  await api.line.roster.missedRing("jo", api.time.now);
  expect((await jo.post("/api/me/heartbeat", well)).body).toMatchObject({
    reachable: false,
    why: "ringMissed",
  });
  api.time.now += 1_000;
  await jo.post("/api/me/back");
  expect((await jo.post("/api/me/heartbeat", well)).body).toMatchObject({ reachable: true });
  await jo.post("/api/me/break");
  expect((await jo.post("/api/me/heartbeat", well)).body).toMatchObject({ why: "onBreak" });
});

test("what a heartbeat does not say is asked for, and nobody beats for somebody else", async () => {
  const { status, body } = await jo.post("/api/me/heartbeat", { registered: true });
  expect(status).toBe(400);
  expect(JSON.stringify(body)).toContain("microphone");
  const named = await jo.post("/api/me/heartbeat", { ...well, staffId: "robin" });
  expect(named.status).toBe(400);
  const stranger = await api.app.inject({
    method: "POST",
    url: "/api/me/heartbeat",
    headers: { "idempotency-key": "k" },
    payload: well,
  });
  expect(stranger.statusCode).toBe(401);
});

test("somebody wishes to be rung at the beginning of their shifts, or not any more", async () => {
  expect((await jo.put("/api/me/test-ring", { on: true })).status).toBe(200);
  expect(await api.db.staff.findUnique({ where: { id: "jo" } })).toMatchObject({ testRing: true });
  await jo.put("/api/me/test-ring", { on: false });
  expect(await api.db.staff.findUnique({ where: { id: "jo" } })).toMatchObject({ testRing: false });
});
