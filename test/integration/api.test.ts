import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { blankPlan } from "../../src/engine/plans.ts";
import * as contract from "../../src/http/contract.ts";
import { aPlan, accepts, apiOnPostgres, callArrives, PASSWORD, signedIn } from "../support/api.ts";
import { noon } from "../support/line-database.ts";

type Api = Awaited<ReturnType<typeof apiOnPostgres>>;
type Console = Awaited<ReturnType<typeof signedIn>>;

let api: Api;
let robin: Console;
let jo: Console;
let dana: Console;
/** A session that Robin holds. */
let id: string;

beforeAll(async () => {
  api = await apiOnPostgres();
  robin = await signedIn(api.app, "robin@rehearsal.example");
  jo = await signedIn(api.app, "jo@rehearsal.example");
  dana = await signedIn(api.app, "dana@rehearsal.example");
});
afterAll(() => api[Symbol.asyncDispose]());

afterEach(() => dana.post(at("close"), { outcome: "unknown" }));

beforeEach(async () => {
  api.time.now = noon;
  await api.db.$executeRaw`TRUNCATE claims, shifts, presence`;
  id = await callArrives(api.line);
  await accepts(api.line, id, "robin");
});

const { timeline: eventsIn, duties: dutiesIn } = contract;

const plan = { ...aPlan, trusted: { name: "Wren", number: "+15555550143" } };

/** A try that is refused before its password is looked at, which takes long. */
const at = (path: string) => `/api/sessions/${id}/${path}`;

describe("signing in", () => {
  test("with the right password, a cookie no script can read and no other site can send", async () => {
    expect(robin.status).toBe(200);
    const known = await robin.get("/api/auth/get-session");
    expect(known.body).toMatchObject({ user: { id: "robin", name: "Robin" } });
    const [cookie] = robin.setCookie;
    expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: "Strict" });
    expect(cookie?.name).toMatch(/^__Secure-/);
  });

  test("not with another, and nobody can sign themselves up", async () => {
    const wrong = await signedIn(api.app, "robin@rehearsal.example", "wrong password");
    expect(wrong.status).toBe(401);
    expect(wrong.cookies).toEqual({});
    const up = await wrong.raw("POST", "/api/auth/sign-up/email", {
      payload: { email: "eve@example.org", password: PASSWORD, name: "Eve" },
    });
    expect(up.status).toBe(404);
    const underneath = await api.signIn.handler(
      new Request("https://line.example.org/api/auth/sign-up/email", {
        method: "POST",
        headers: { "content-type": "application/json", origin: "https://line.example.org" },
        body: JSON.stringify({ email: "eve@example.org", password: PASSWORD, name: "Eve" }),
      }),
    );
    expect(underneath.status).toBe(400);
    expect(await api.db.staff.count({ where: { email: "eve@example.org" } })).toBe(0);
  });

  test("works for a program of ours, which names no origin", async () => {
    const url = await api.app.listen({ port: 0, host: "127.0.0.1" });
    const answer = await fetch(`${url}/api/auth/sign-in/email`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: "robin@rehearsal.example", password: PASSWORD }),
    });
    expect(answer.status).toBe(200);
    const [cookie = ""] = answer.headers.getSetCookie();
    const me = await fetch(`${url}/api/me`, { headers: { cookie: cookie.split(";")[0] ?? "" } });
    expect(await me.json()).toMatchObject({ id: "robin" });
  });

  test("from another site is refused", async () => {
    const answer = await robin.raw("POST", "/api/auth/sign-in/email", {
      headers: { origin: "https://elsewhere.example" },
      payload: { email: "robin@rehearsal.example", password: PASSWORD },
    });
    expect(answer).toMatchObject({ status: 403, body: { code: "notFromHere" } });
  });

  test("ends with signing out, and with a new password", async () => {
    await api.signIn.createStaff(
      {
        id: "sam",
        name: "Sam",
        email: "Sam@rehearsal.example",
        roles: ["responder"],
        languages: ["en"],
        via: "softphone",
      },
      PASSWORD,
    );
    const here = await signedIn(api.app, "sam@rehearsal.example");
    const there = await signedIn(api.app, "sam@rehearsal.example");
    expect((await here.get("/api/me")).body).toMatchObject({ id: "sam", roles: ["responder"] });
    expect((await here.raw("POST", "/api/auth/sign-out")).status).toBe(200);
    expect((await here.get("/api/me")).status).toBe(401);
    expect((await there.get("/api/me")).status).toBe(200);
    await api.signIn.setPassword("sam", "another good password");
    expect((await there.get("/api/me")).status).toBe(401);
  });

  test("is slowed down after many tries from one address", async () => {
    const headers = { "x-forwarded-for": "198.51.100.7" };
    const payload = { email: "robin@rehearsal.example", password: PASSWORD };
    const signIn = () => robin.raw("POST", "/api/auth/sign-in/email", { headers, payload });
    for (let n = 0; n < 60; n += 1) expect((await signIn()).status).toBe(200);
    const refused = await signIn();
    expect(refused).toMatchObject({ status: 429, body: { code: "tooManyTries" } });
    expect(refused.headers["retry-after"]).toBeDefined();
  });
});

test("a shift: on, a break, back, off, each once", async () => {
  const on = await robin.post("/api/shifts", { circle: "line" }, "shift-1");
  expect(on.body).toMatchObject({ shift: { circle: "line", since: noon }, presence: "here" });
  await robin.post("/api/shifts", { circle: "line" }, "shift-1");
  expect(await api.db.shift.count({ where: { staffId: "robin" } })).toBe(1);

  await robin.post("/api/me/break", undefined, "break-1");
  expect((await robin.post("/api/me/back")).body).toMatchObject({ presence: "here" });
  const again = await robin.post("/api/me/break", undefined, "break-1");
  expect(again.body).toMatchObject({ presence: "here" });

  expect((await robin.del("/api/shifts/current")).body).toMatchObject({ shift: null });
  const supervising = await robin.post("/api/shifts", { circle: "supervising" });
  expect(supervising).toMatchObject({ status: 403, body: { code: "notAllowed" } });
});

test("an accompanied call from plan to goodbye", async () => {
  expect((await robin.get("/api/me")).body).toMatchObject({ sessionId: id });
  expect((await robin.get("/api/sessions")).body).toMatchObject({
    sessions: [{ id, phase: "accompanied", responderId: "robin" }],
  });

  const put = await robin.put(at("plan"), plan);
  expect(put).toMatchObject({ status: 200, body: { noDesk: false } });
  expect(put.body["desks"]).toMatchObject([
    { id: "rehearsal_on_1" },
    { id: "rehearsal_on_2" },
    { id: "rehearsal_on_3" },
  ]);

  const began = await robin.post(at("using-now"));
  expect(began.body).toMatchObject({
    phase: "watching",
    watch: { checkIn: 1, dueAt: noon + 60_000, step: "counting", pace: "steady" },
    company: { state: "with", responderId: "robin" },
    caller: { on: "line" },
  });
  expect(JSON.stringify(began.body)).not.toMatch(/Sparrow|Fictional|555/);

  api.time.now = noon + 30_000;
  const kept = await robin.post(at("check-ins/1"), { mark: "well" }, "same");
  expect(kept).toMatchObject({ status: 200, body: { watch: { checkIn: 2 } } });
  const repeated = await robin.post(at("check-ins/1"), { mark: "well" }, "same");
  expect(repeated).toMatchObject({ status: 200, body: { watch: { checkIn: 2 } } });
  const stale = await robin.post(at("check-ins/1"), { mark: "well" });
  expect(stale).toMatchObject({
    status: 409,
    body: { code: "checkInMoved", title: expect.stringContaining("nothing was confirmed") },
  });
  const otherWish = await robin.post(at("check-ins/2"), { mark: "well" }, "same");
  expect(otherWish).toMatchObject({ status: 422, body: { code: "keyReused" } });

  const bye = await robin.post(at("goodbye"), undefined, "bye");
  expect(bye.body).toMatchObject({ phase: "closed", closed: { outcome: "well" } });
  expect((await robin.post(at("goodbye"), undefined, "bye")).status).toBe(200);
  expect((await robin.post(at("outcome"), { outcome: "left" })).status).toBe(200);

  const { events } = eventsIn.parse((await dana.get(at("timeline"))).body);
  const kinds = events.map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === "checkInKept")).toHaveLength(1);
  expect(kinds).toEqual(expect.arrayContaining(["planRecorded", "watchBegan", "goodbyeSaid"]));
  expect(events.at(-1)).toMatchObject({ kind: "outcomeAmended", data: { by: "robin" } });
});

test("a plan is whole, true to itself, and its reading is written down", async () => {
  const none = { ...plan, place: "none", address: null };
  expect((await robin.put(at("plan"), none)).body).toEqual({
    desks: [],
    noDesk: true,
    missing: ["address"],
  });
  const wrong = await robin.put(at("plan"), { ...plan, place: "none" });
  expect(wrong).toMatchObject({ status: 400, body: { errors: [{ where: "body/place" }] } });
  const { wayIn: _left, ...part } = plan;
  expect((await robin.put(at("plan"), part)).status).toBe(400);
  expect((await robin.put(at("plan"), { ...plan, nickname: "S" })).status).toBe(400);

  await robin.put(at("plan"), { ...plan, callerNumber: "+15555550142" });
  await robin.put(at("plan"), plan);
  const read = await dana.get(at("plan"));
  expect(read.body).toMatchObject({ plan: { ...plan, callerNumber: "+15555550142" } });
  const written = await api.db.auditRecord.findFirst({ orderBy: { seq: "desc" } });
  expect(written).toMatchObject({ kind: "planRead", who: "dana", about: id, why: null });
});

test("the number they ring from is not shown to who answers; one they gave is, and who calls them afterwards sees it", async () => {
  const rang = { ...blankPlan, callerNumber: "+15555550187", rangFrom: "+15555550187" };
  await api.line.plans.write(id, rang, api.time.now);
  const shown = async (query = "", who = robin) =>
    (await who.get(`${at("plan")}${query}`)).body["plan"];
  expect(await shown()).toMatchObject({ callerNumber: null });
  await robin.put(at("plan"), { ...plan, mayFollowUp: true });
  expect(await shown()).toMatchObject({ callerNumber: null });
  expect(await api.line.plans.read(id)).toMatchObject({ callerNumber: "+15555550187" });
  await robin.post(at("close"), { outcome: "well" });
  expect(await shown("?because=followUp", dana)).toMatchObject({ callerNumber: "+15555550187" });

  id = await callArrives(api.line);
  await api.line.plans.write(id, { ...rang, callerNumber: "+15555550142" }, api.time.now);
  expect(await shown("", dana)).toMatchObject({ callerNumber: "+15555550142" });
});

test("a closed session's plan is not written any more", async () => {
  await robin.post(at("close"), { outcome: "notAUseCall" });
  expect((await dana.put(at("plan"), plan)).body).toMatchObject({ code: "closed" });
  expect(await api.line.plans.read(id)).toBeNull();
});

test("only who holds a session acts on it; a supervisor may", async () => {
  const doings = [
    jo.get(`/api/sessions/${id}`),
    jo.get(at("plan")),
    jo.get(at("timeline")),
    jo.put(at("plan"), plan),
    jo.post(at("using-now")),
    jo.post(at("help"), { reason: "askedForHelp" }),
    jo.post(at("goodbye")),
    jo.get("/api/duties"),
  ];
  for (const doing of doings) expect(await doing).toMatchObject({ status: 403 });
  expect((await jo.get("/api/sessions")).body).toMatchObject({ sessions: [], ringing: [] });
  expect((await dana.get("/api/sessions?open=true&limit=1")).body).toMatchObject({
    sessions: [{ id }],
    next: id,
  });
  expect((await dana.post(at("using-now"))).body).toMatchObject({ phase: "watching" });
});

test("without a sign-in there is nothing, and what is unknown is not found", async () => {
  const nobody = await signedIn(api.app, "nobody@rehearsal.example");
  for (const url of ["/api/me", "/api/sessions", `/api/sessions/${id}`, at("plan"), "/api/live"]) {
    const answer = await nobody.get(url);
    expect(answer).toMatchObject({ status: 401, body: { code: "signInNeeded" } });
    expect(answer.headers["content-type"]).toMatch("application/problem+json");
  }
  const elsewhere = "/api/sessions/0199c000-0000-7000-8000-000000000000";
  expect((await robin.get(elsewhere)).body).toMatchObject({ code: "sessionNotFound" });
  expect((await robin.get("/api/nowhere")).status).toBe(404);
  expect((await robin.get("/api/sessions/not-an-id")).status).toBe(400);
});

test("a wish needs its key, and nothing that was not asked for", async () => {
  const keyless = await robin.raw("POST", at("using-now"));
  expect(keyless).toMatchObject({ status: 400, body: { code: "keyMissing" } });
  expect((await robin.post(at("using-now"), { now: true })).status).toBe(400);
  expect((await robin.post(at("doses"), { substance: "fentanyl" })).status).toBe(400);
  const desk = await robin.post(at("desk-took"), { deskId: "1 Fictional Lane" });
  expect(desk).toMatchObject({ status: 400, body: { code: "deskUnknown" } });
});

test("a duty is waived by name; a running deadline is not", async () => {
  await robin.post(at("using-now"));
  const { duties } = dutiesIn.parse((await dana.get("/api/duties?limit=500")).body);
  const owed = (kind: string) =>
    duties.find((duty) => duty.sessionId === id && duty.kind === kind)?.id ?? "";
  const running = await dana.post(`/api/duties/${owed("sendHelp")}/waive`, {
    reason: "doneByHand",
  });
  expect(running).toMatchObject({ status: 409, body: { code: "clockRunning" } });
  const bring = owed("bringTogether");
  const waive = () => dana.post(`/api/duties/${bring}/waive`, { reason: "noLongerNeeded" }, "w1");
  expect(await waive()).toMatchObject({ status: 200 });
  expect(await waive()).toMatchObject({ status: 200 });
  expect(await api.db.duty.findUnique({ where: { id: bring } })).toMatchObject({
    waivedBy: "dana",
    waivedBecause: "noLongerNeeded",
  });
  const again = await dana.post(`/api/duties/${bring}/waive`, { reason: "noLongerNeeded" });
  expect(again).toMatchObject({ status: 409, body: { code: "dutyEnded" } });
  expect((await dana.post(`/api/duties/${owed("sendHelp")}/done`)).body).toMatchObject({
    code: "notADebrief",
  });
});

test("a debrief is owed after an emergency until a supervisor says it was held", async () => {
  await robin.put(at("plan"), plan);
  await robin.post(at("help"), { reason: "askedForHelp" });
  await robin.post(at("desk-took"), { deskId: "rehearsal_on_1" });
  await robin.post(at("help-arrived"), { heardFrom: "openLine" });
  await robin.post(at("close"), { outcome: "revived" });
  const debrief = await api.db.duty.findFirstOrThrow({ where: { kind: "debrief", sessionId: id } });
  const held = () => dana.post(`/api/duties/${debrief.id}/done`, undefined, "held");
  expect((await robin.post(`/api/duties/${debrief.id}/done`)).status).toBe(403);
  expect((await held()).status).toBe(200);
  expect((await held()).status).toBe(200);
  const after = await api.db.duty.findUniqueOrThrow({ where: { id: debrief.id } });
  expect(after.doneAt).toEqual(new Date(noon));
  expect(await api.db.lineEvent.count({ where: { kind: "debriefHeld" } })).toBe(1);
});

test("ready while the database answers and the sweep beats; metrics count what is owed", async () => {
  const ready = () => api.app.inject("/health/ready");
  await api.db.heartbeat.deleteMany();
  expect((await ready()).statusCode).toBe(503);
  const seen = { name: "sweep", data: {}, at: new Date(noon) };
  await api.db.heartbeat.create({ data: seen });
  expect((await ready()).json()).toEqual({
    ready: true,
    database: true,
    migrations: true,
    sweep: true,
    watchdog: false,
    vault: true,
  });
  expect((await api.app.inject("/health/live")).statusCode).toBe(200);
  const metrics = await api.app.inject("/metrics");
  expect(metrics.body).toMatch(/^line_sessions_open [1-9]\d*$/m);
  expect(metrics.body).toMatch(/^line_duties_overdue \d+$/m);
  expect(metrics.body).toMatch(/^line_watchdog 0$/m);
  const says = { id: "a watchdog", troubles: ["sweepSilent"] };
  await api.db.heartbeat.create({ data: { name: "watchdog", data: says, at: new Date(noon) } });
  expect((await ready()).json()).toMatchObject({ ready: true, watchdog: true });
  const told = (await api.app.inject("/metrics")).body;
  expect(told).toMatch(/^line_watchdog 1$/m);
  expect(told).toMatch(/^line_trouble\{kind="sweepSilent"\} 1$/m);
  expect(told).toMatch(/^line_trouble\{kind="queueSilent"\} 0$/m);
});
