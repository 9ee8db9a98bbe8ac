import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { v7 as uuid } from "uuid";
import { OPEN_FOR_MS } from "../../src/domain/session/place-seal.ts";
import type { InputBody } from "../../src/domain/session/inputs.ts";
import { handle } from "../../src/engine/handle.ts";
import { accepts, aPlan, apiOnPostgres, callArrives, signedIn } from "../support/api.ts";
import { noon } from "../support/line-database.ts";

let api: Awaited<ReturnType<typeof apiOnPostgres>>;
type Person = Awaited<ReturnType<typeof signedIn>>;
let robin: Person;
let dana: Person;
let jo: Person;
/** A session that Robin holds, with a plan that was not read back yet. */
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
  await api.db.$executeRaw`TRUNCATE claims`;
  id = await arrives({ sealsPlace: true });
});

async function arrives(given: { sealsPlace?: true }): Promise<string> {
  const sessionId = await callArrives(api.line, given);
  await accepts(api.line, sessionId, "robin");
  await robin.put(`/api/sessions/${sessionId}/plan`, { ...aPlan, mayText: true });
  return sessionId;
}

const at = (path: string) => `/api/sessions/${id}/${path}`;
const readBack = (...parts: string[]) => robin.post(at("read-back"), { parts });
const WHERE = /Fictional|Nowhere|Blue door|Ontario/;

async function planOf(person: Person, query = "") {
  const { status, body } = await person.get(at(`plan${query}`));
  return { status, body, text: JSON.stringify(body) };
}

const sealed = () => readBack("address", "town", "wayIn");
const lastAudit = () =>
  api.db.auditRecord.findFirst({ where: { about: id }, orderBy: { seq: "desc" } });

test("once all of the place was read back, the plan comes without it, whoever reads it, until help is sent", async () => {
  expect((await planOf(robin)).text).toMatch(WHERE);
  expect((await readBack("address")).body["seal"]).toMatchObject({ shut: false });
  expect((await planOf(robin)).body["sealed"]).toBe(false);
  expect((await readBack("town", "wayIn")).body["seal"]).toMatchObject({ shut: true });
  for (const person of [robin, dana]) {
    const { body, text } = await planOf(person);
    expect(text).not.toMatch(WHERE);
    expect(body).toMatchObject({ sealed: true, plan: { callerName: "Sparrow", place: "exact" } });
  }
  expect(await lastAudit()).toMatchObject({ kind: "planRead", data: { place: "sealed" } });
  expect((await robin.get(at("brief"))).body["brief"]).toBeNull();

  await robin.post(at("help"), { reason: "stoppedAnswering" });
  const after = await planOf(robin);
  expect(after.text).toMatch(/1 Fictional Lane.*Blue door/);
  expect(after.body["sealed"]).toBe(false);
  expect(JSON.stringify((await robin.get(at("brief"))).body)).toContain("1 Fictional Lane");
});

test("looking before that needs a reason from the list, shows it for two minutes, and is written down without it", async () => {
  await sealed();
  expect((await robin.post(at("open-place"), {})).status).toBe(400);
  expect((await robin.post(at("open-place"), { because: "curious" })).status).toBe(400);
  expect((await jo.post(at("open-place"), { because: "worried" })).status).toBe(403);
  expect((await planOf(robin)).text).not.toMatch(WHERE);

  const opened = await robin.post(at("open-place"), { because: "toCorrect" });
  expect(opened.body["seal"]).toMatchObject({
    shut: true,
    openTo: [{ staffId: "robin", until: noon + OPEN_FOR_MS }],
  });
  expect(await lastAudit()).toMatchObject({ kind: "placeOpened", who: "robin", why: "toCorrect" });
  expect((await planOf(robin)).text).toContain("1 Fictional Lane");
  expect(await lastAudit()).toMatchObject({ kind: "planRead", why: "toCorrect", data: {} });
  expect((await planOf(dana)).text).not.toMatch(WHERE);
  const told = await robin.get(at("timeline"));
  expect(JSON.stringify(told.body)).toMatch(/"placeOpened".*"toCorrect"/);
  expect(JSON.stringify(told.body)).not.toMatch(WHERE);

  api.time.now += OPEN_FOR_MS;
  expect((await planOf(robin)).text).not.toMatch(WHERE);
});

test("the same press sent twice opens once", async () => {
  await sealed();
  const key = uuid();
  for (const _ of [1, 2]) {
    const { status } = await robin.post(at("open-place"), { because: "worried" }, key);
    expect(status).toBe(200);
  }
  const events = await api.line.store.events(id);
  expect(events.filter(({ kind }) => kind === "placeOpened")).toHaveLength(1);
});

test("a form saved without the place it could not see leaves the place, and what it changes is changed", async () => {
  await sealed();
  const form = { ...aPlan, place: "none", address: null, municipality: null, province: null };
  const saved = await robin.put(at("plan"), { ...form, wayIn: null, naloxone: "no" });
  expect(saved).toMatchObject({ status: 200, body: { noDesk: false, missing: [] } });
  expect(await api.line.plans.read(id)).toMatchObject({
    place: "exact",
    address: "1 Fictional Lane",
    wayIn: "Blue door",
    province: "ON",
    naloxone: "no",
  });
  expect((await api.line.store.load(id))?.plan).toMatchObject({ place: "exact" });
  expect((await planOf(robin)).body["sealed"]).toBe(true);

  // The form was loaded while it was sealed, and is saved when help is out already.
  await robin.post(at("help"), { reason: "stoppedAnswering" });
  await robin.put(at("plan"), { ...form, wayIn: null });
  expect(await api.line.plans.read(id)).toMatchObject({ address: "1 Fictional Lane" });
});

test("a place that is taken back is gone, and another one is in sight until it was read back", async () => {
  await sealed();
  await robin.put(at("plan"), { ...aPlan, address: "9 Other Road" });
  expect((await planOf(robin)).text).toContain("9 Other Road");
  await sealed();
  const none = { ...aPlan, place: "none", address: null, municipality: null, wayIn: null };
  await robin.put(at("plan"), { ...none, placeWithdrawn: true });
  expect(await api.line.plans.read(id)).toMatchObject({ place: "none", address: null });
  expect((await api.line.store.load(id))?.plan).toMatchObject({ place: "none", desks: [] });
});

test("their voice is sealed with the rest", async () => {
  const tell = (given: InputBody) => handle(api.line, id, { ...given, id: uuid(), at: noon });
  const key = { kind: "keyPressed", legId: id, role: "caller", party: null } as const;
  await robin.post(at("ask-place"));
  await tell({ ...key, ask: "province", digits: "1" });
  const take = (await api.line.store.load(id))?.spoken.take ?? 0;
  const recorded = { legId: id, take, recordingSid: "RE1", lastsMs: 8_000, digits: "#" };
  await tell({ kind: "recordingEnded", ...recorded });
  await api.line.recordings.write(id, take, new TextEncoder().encode("here"), noon);
  await tell({ kind: "recordingKept", take, lastsMs: 8_000, desks: ["rehearsal_on_1"] });
  await tell({ ...key, ask: "rightPlace", digits: "1" });
  expect((await planOf(robin)).body).toMatchObject({ sealed: true, plan: { spoken: true } });

  const voice = () => api.app.inject({ url: at("spoken-place"), cookies: robin.cookies });
  expect((await voice()).json()).toMatchObject({ code: "placeSealed", status: 409 });
  await robin.post(at("open-place"), { because: "callerAsks" });
  expect((await voice()).statusCode).toBe(200);
  expect(await lastAudit()).toMatchObject({ kind: "placeHeard", why: "callerAsks" });
});

test("once the call is over, the reason for looking afterwards is what counts", async () => {
  await sealed();
  await robin.post(at("close"), { outcome: "well" });
  expect((await planOf(dana)).status).toBe(422);
  expect((await planOf(dana, "?because=review")).text).toContain("1 Fictional Lane");
});

test("a line that seals nothing shows the place as before", async () => {
  await api.db.$executeRaw`TRUNCATE claims`;
  id = await arrives({});
  expect((await sealed()).body["seal"]).toBeNull();
  const { body, text } = await planOf(robin);
  expect(text).toContain("1 Fictional Lane");
  expect(body["sealed"]).toBe(false);
  const none = { ...aPlan, place: "none", address: null, municipality: null, wayIn: null };
  await robin.put(at("plan"), none);
  expect(await api.line.plans.read(id)).toMatchObject({ place: "none", address: null });
});
