import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { accepts, apiOnPostgres, callArrives, signedIn } from "../support/api.ts";
import { noon } from "../support/line-database.ts";
import { newcomers } from "../support/newcomers.ts";

let api: Awaited<ReturnType<typeof apiOnPostgres>>;
let robin: Awaited<ReturnType<typeof signedIn>>;
let dana: Awaited<ReturnType<typeof signedIn>>;
/** A session that Robin holds, and somebody who learns. */
let id: string;
let trainee: Awaited<ReturnType<ReturnType<typeof newcomers>["invited"]>>;

const { invited, browser } = newcomers({ api: () => api, dana: () => dana });

beforeAll(async () => {
  api = await apiOnPostgres();
  robin = await signedIn(api.app, "robin@rehearsal.example");
  dana = await signedIn(api.app, "dana@rehearsal.example");
  trainee = await invited(["trainee"]);
});
afterAll(() => api[Symbol.asyncDispose]());

beforeEach(async () => {
  api.time.now = noon;
  await api.db.$executeRaw`TRUNCATE claims`;
  id = await callArrives(api.line);
  await accepts(api.line, id, "robin");
});

const introduce = (staffId: string) =>
  robin.post(`/api/sessions/${id}/introduce-trainee`, { staffId });

test("a responder sees who learns, and introduces them; who is heard is on the call's page", async () => {
  expect((await robin.get("/api/trainees")).body).toMatchObject({
    trainees: [{ id: trainee.id, name: "Noor" }],
  });
  expect((await introduce(trainee.id)).body).toMatchObject({
    listeners: [{ staffId: trainee.id, how: "listen", isIn: false }],
  });
  const dismissed = await robin.post(`/api/sessions/${id}/dismiss-trainee`, {
    staffId: trainee.id,
  });
  expect(dismissed.body["listeners"]).toEqual([]);
});

test("nobody else is brought in so", async () => {
  for (const other of ["jo", "dana", "nobody"]) {
    expect((await introduce(other)).body).toMatchObject({ code: "notATrainee" });
  }
});

test("a trainee has a softphone, and sees and does nothing in the call they hear", async () => {
  const noor = browser();
  await noor.signIn(trainee.email);
  await introduce(trainee.id);
  expect((await noor.get("/api/me/softphone")).status).toBe(200);
  const at = (path: string) => `/api/sessions/${id}${path}`;
  for (const path of ["", "/plan", "/timeline", "/brief"]) {
    expect((await noor.get(at(path))).status).toBe(403);
  }
  const talk = { how: "talk", via: "softphone" };
  for (const [path, body] of [
    ["/listen", talk],
    ["/take-over", { via: "softphone" }],
    ["/introduce-trainee", { staffId: trainee.id }],
  ] as const) {
    expect((await noor.post(at(path), body)).status).toBe(403);
  }
});

test("who hears one call is not brought into another", async () => {
  await introduce(trainee.id);
  const first = id;
  id = await callArrives(api.line);
  await accepts(api.line, id, "jo");
  const jo = await signedIn(api.app, "jo@rehearsal.example");
  const other = await jo.post(`/api/sessions/${id}/introduce-trainee`, { staffId: trainee.id });
  expect(other.body).toMatchObject({ code: "notFree" });
  expect((await api.line.store.load(first))?.listeners).toHaveLength(1);
});
