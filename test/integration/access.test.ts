import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  onTestFinished,
  test,
  vi,
} from "vitest";
import { createSignIn } from "../../src/adapters/postgres/sign-in.ts";
import { signInsAnswer } from "../../src/http/contract-access.ts";
import { accepts, aPlan, apiOnPostgres, callArrives, PASSWORD, signedIn } from "../support/api.ts";
import { appCode } from "../support/authenticator.ts";
import { noon } from "../support/line-database.ts";
import { newcomers, tokenIn } from "../support/newcomers.ts";

type Api = Awaited<ReturnType<typeof apiOnPostgres>>;
type Console = Awaited<ReturnType<typeof signedIn>>;

const ORIGIN = "https://line.example.org";
const HOUR_MS = 3_600_000;

let api: Api;
let dana: Console;
let robin: Console;

beforeAll(async () => {
  api = await apiOnPostgres();
  dana = await signedIn(api.app, "dana@rehearsal.example");
  robin = await signedIn(api.app, "robin@rehearsal.example");
});
afterAll(() => api[Symbol.asyncDispose]());
beforeEach(() => {
  api.time.now = noon;
});

const { person, accept, invited, browser, lastOf } = newcomers({
  api: () => api,
  dana: () => dana,
});

describe("an invitation", () => {
  test("makes somebody who can sign in, once", async () => {
    const who = person(["responder"]);
    const made = await dana.post("/api/invitations", who);
    expect(made.body["url"]).toMatch(
      /^https:\/\/line\.example\.org\/console\/invitation#[\w-]{43}$/,
    );
    expect(made.body["expiresAt"]).toBe(noon + 72 * HOUR_MS);
    const token = tokenIn(made.body["url"]);
    expect(JSON.stringify(await api.db.invitation.findMany())).not.toContain(token);

    const taken = await Promise.all([accept(token), accept(token), accept(token)]);
    expect(taken.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(taken.filter(({ status }) => status === 410)).toHaveLength(2);
    const noor = await signedIn(api.app, who.email);
    expect((await noor.get("/api/me")).body).toMatchObject({ name: "Noor", roles: ["responder"] });
    expect((await dana.get("/api/invitations")).body).toMatchObject({
      invitations: [{ email: who.email, invitedBy: "dana", state: "accepted" }],
    });
  });

  test("is over after three days, when it is withdrawn, and when another is sent", async () => {
    const late = await dana.post("/api/invitations", person(["responder"]));
    api.time.now = noon + 72 * HOUR_MS;
    expect((await accept(tokenIn(late.body["url"]))).body).toMatchObject({
      code: "invitationOver",
    });

    const who = person(["responder"]);
    const first = await dana.post("/api/invitations", who);
    const second = await dana.post("/api/invitations", who);
    expect((await accept(tokenIn(first.body["url"]))).status).toBe(410);
    expect((await dana.del(`/api/invitations/${String(second.body["id"])}`)).status).toBe(200);
    expect((await accept(tokenIn(second.body["url"]))).status).toBe(410);
  });

  test("is no other's to give, and needs a password worth the name", async () => {
    expect((await robin.post("/api/invitations", person(["supervisor"]))).status).toBe(403);
    const made = await dana.post("/api/invitations", person(["responder"]));
    expect((await accept(tokenIn(made.body["url"]), "short")).status).toBe(400);
    const known = { ...person(["responder"]), email: "Robin@rehearsal.example" };
    expect((await dana.post("/api/invitations", known)).body).toMatchObject({ code: "emailTaken" });
    const both = person(["trainee", "responder"]);
    expect((await dana.post("/api/invitations", both)).body).toMatchObject({ code: "rolesWrong" });
  });
});

describe("roles", () => {
  test("are changed by another supervisor, and count at once", async () => {
    const who = await invited(["responder"]);
    const noor = browser();
    await noor.signIn(who.email);
    expect((await noor.get("/api/shifts/rules")).status).toBe(200);
    const path = `/api/staff/${who.id}/roles`;
    expect((await dana.put(path, { roles: [] })).status).toBe(200);
    expect((await noor.get("/api/shifts/rules")).status).toBe(403);
    expect(await lastOf(who.id)).toMatchObject({
      kind: "rolesChanged",
      who: "dana",
      data: { from: "responder", to: "" },
    });
    const own = await dana.put("/api/staff/dana/roles", { roles: ["responder"] });
    expect(own.body).toMatchObject({ code: "notYourOwn" });
    expect((await dana.put("/api/staff/nobody/roles", { roles: [] })).status).toBe(404);
  });

  test("an open console hears nothing more of what its person may no longer see", async () => {
    const who = await invited(["responder"]);
    const { cookies } = await signedIn(api.app, who.email);
    const cookie = Object.entries(cookies).map(([name, value]) => `${name}=${value}`);
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    onTestFinished(() => void vi.useRealTimers());
    const url = await api.app.listen({ port: 0, host: "127.0.0.1" });
    const live = await fetch(`${url}/api/live`, { headers: { cookie: cookie.join("; ") } });
    expect(live.status).toBe(200);
    await dana.put(`/api/staff/${who.id}/roles`, { roles: ["coordinator"] });
    vi.advanceTimersByTime(15_000);
    expect(await live.text()).toMatch(/^retry/);
  });

  test("who is no supervisor any more leaves no open links behind", async () => {
    const who = await invited(["supervisor"]);
    const noor = await signedIn(api.app, who.email);
    await api.db.signIn.updateMany({ where: { userId: who.id }, data: { proof: "totp" } });
    const made = await noor.post("/api/invitations", person(["supervisor"]));
    const reset = await noor.post("/api/staff/jo/reset");
    const kept = await dana.post("/api/invitations", person(["responder"]));
    expect([made.status, reset.status]).toEqual([200, 200]);
    const path = `/api/staff/${who.id}/roles`;
    await dana.put(path, { roles: ["supervisor", "coordinator"] });
    expect(await api.db.invitation.count({ where: { invitedBy: who.id, withdrawnAt: null } })).toBe(
      2,
    );
    await dana.put(path, { roles: ["responder"] });
    for (const link of [made, reset]) {
      expect((await accept(tokenIn(link.body["url"]))).status).toBe(410);
      expect(await lastOf(String(link.body["id"]))).toMatchObject({
        kind: "invitationWithdrawn",
        who: "dana",
      });
    }
    expect((await accept(tokenIn(kept.body["url"]))).status).toBe(200);
  });

  test("not while they are with a caller", async () => {
    const who = await invited(["responder"]);
    const id = await callArrives(api.line);
    await accepts(api.line, id, who.id);
    const change = () => dana.put(`/api/staff/${who.id}/roles`, { roles: ["trainee"] });
    expect((await change()).body).toMatchObject({ code: "inACall" });
    await dana.post(`/api/sessions/${id}/close`, { outcome: "unknown" });
    expect((await change()).status).toBe(200);
  });

  test("a trainee whom somebody put on shift is not rung", async () => {
    const who = await invited(["trainee"]);
    await api.line.roster.now(noon);
    await api.db.shift.create({
      data: { id: crypto.randomUUID(), staffId: who.id, kind: "line", startsAt: new Date(noon) },
    });
    const rung = await api.line.roster.now(noon + 1_000);
    expect(rung.map(({ staffId }) => staffId)).not.toContain(who.id);
    const trainee = browser();
    await trainee.signIn(who.email);
    expect((await trainee.get("/api/sessions")).status).toBe(403);
    expect((await trainee.get("/api/shifts/rules")).status).toBe(200);
  });
});

test("sign-ins are seen and ended: one's own, and by a supervisor anybody's", async () => {
  const who = await invited(["responder"]);
  const [here, there] = [browser(), browser()];
  await here.signIn(who.email);
  await there.signIn(who.email);
  const { current, signIns } = signInsAnswer.parse((await here.get("/api/me/sign-ins")).body);
  expect(signIns).toHaveLength(2);
  const other = signIns.find(({ id }) => id !== current)?.id ?? "";
  const cookies = robin.cookies;
  await api.app.inject({ method: "DELETE", url: `/api/me/sign-ins/${other}`, cookies });
  expect((await there.get("/api/me")).status).toBe(200);
  expect((await dana.del(`/api/staff/${who.id}/sign-ins/${other}`)).status).toBe(200);
  expect((await there.get("/api/me")).status).toBe(401);
  expect((await here.get("/api/me")).status).toBe(200);
  expect((await dana.del(`/api/staff/${who.id}/sign-ins`)).status).toBe(200);
  expect((await here.get("/api/me")).status).toBe(401);
  expect(await lastOf(who.id)).toMatchObject({ kind: "signInsEnded", who: "dana" });
});

describe("somebody who guesses", () => {
  const guess = (email: string, address: string, cookies: Record<string, string> = {}) =>
    api.app.inject({
      method: "POST",
      url: "/api/auth/sign-in/email",
      headers: { "x-forwarded-for": address },
      payload: { email, password: "guess" },
      cookies,
    });

  test("waits longer and longer; whoever signed in from their own browser before does not", async () => {
    const who = await invited(["responder"]);
    const own = await signedIn(api.app, who.email);
    const answers: number[] = [];
    for (let n = 0; n < 12; n += 1)
      answers.push((await guess(who.email, `198.51.100.${100 + n}`)).statusCode);
    expect(answers).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429]);
    const late = await guess(who.email, "203.0.113.9");
    expect(late.headers["retry-after"]).toBe("1");

    const strange = await signedIn(api.app, who.email);
    expect(strange.status).toBe(429);
    const known = { "line.device": own.cookies["line.device"] ?? "" };
    const payload = { email: who.email, password: PASSWORD };
    const url = "/api/auth/sign-in/email";
    const back = await api.app.inject({ method: "POST", url, payload, cookies: known });
    expect(back.statusCode).toBe(200);
    api.time.now = noon + 61_000;
    expect((await signedIn(api.app, who.email)).status).toBe(200);
    expect(await api.db.auditRecord.count({ where: { kind: "signInSlowed" } })).toBeGreaterThan(0);
  });

  test("a hundred at once count as a hundred", async () => {
    const who = await invited(["responder"]);
    const all = await Promise.all(
      Array.from({ length: 30 }, (_, n) => guess(who.email, `192.0.2.${n}`)),
    );
    expect(all.filter(({ statusCode }) => statusCode === 401)).toHaveLength(10);
  });

  test("a device's mark helps nobody into another account", async () => {
    const [one, other] = [await invited(["responder"]), await invited(["responder"])];
    const own = await signedIn(api.app, one.email);
    const cookies = { "line.device": own.cookies["line.device"] ?? "" };
    for (let n = 0; n < 10; n += 1) await guess(other.email, "192.0.2.200", cookies);
    expect((await guess(other.email, "192.0.2.201", cookies)).statusCode).toBe(429);
  });
});

test("nobody of the rehearsal line signs in once there is a real telephone account", async () => {
  const real = createSignIn(api.db, {
    secret: "another secret, of thirty-two letters or more",
    publicUrl: ORIGIN,
    lineName: "the line",
    emulated: false,
    clock: api.line.clock,
    log: api.line.log,
  });
  const answer = await real.handler(
    new Request(`${ORIGIN}/api/auth/sign-in/email`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        origin: ORIGIN,
        "x-line-address": "192.0.2.1",
      },
      body: JSON.stringify({ email: "dana@rehearsal.example", password: PASSWORD }),
    }),
  );
  expect(answer.status).toBe(401);
});

describe("looking where a caller was", () => {
  test("needs a reason once the call is over, and both are written down", async () => {
    const id = await callArrives(api.line);
    await accepts(api.line, id, "robin");
    await robin.put(`/api/sessions/${id}/plan`, aPlan);
    await robin.post(`/api/sessions/${id}/close`, { outcome: "unknown" });
    const plan = `/api/sessions/${id}/plan`;
    expect((await dana.get(plan)).body).toMatchObject({ code: "reasonNeeded" });
    expect((await dana.get(`${plan}?because=curious`)).status).toBe(400);
    expect((await dana.get(`/api/sessions/${id}/brief`)).status).toBe(422);
    expect((await dana.get(`${plan}?because=deskAsks`)).status).toBe(200);
    expect(await lastOf(id)).toMatchObject({ kind: "planRead", who: "dana", why: "deskAsks" });
    expect((await robin.get(`${plan}?because=review`)).status).toBe(403);
    expect(await lastOf(id)).toMatchObject({
      kind: "refused",
      who: "robin",
      data: { act: "readPlan" },
    });
  });

  test("is read by an auditor, a page at a time, and that is in it too", async () => {
    const who = await invited(["auditor"]);
    const noor = browser();
    await noor.signIn(who.email);
    const made = await noor.post("/api/auth/two-factor/enable", { password: PASSWORD });
    await noor.post("/api/auth/two-factor/verify-totp", {
      code: appCode(String(made.body["totpURI"])),
    });
    const first = await noor.get("/api/audit?limit=2");
    expect(first.body).toMatchObject({ records: [{ kind: "auditRead", who: who.id }, {}] });
    const rest = await noor.get(`/api/audit?limit=500&before=${String(first.body["next"])}`);
    expect(rest.body).toMatchObject({ next: null });
    const last = () =>
      api.db.auditRecord.findFirst({ where: { kind: "auditRead" }, orderBy: { seq: "desc" } });
    const typed = await noor.get("/api/audit?who=Sam+Fictional&about=%2B15555550123");
    expect(typed).toMatchObject({ status: 200, body: { records: [] } });
    expect(await last()).toMatchObject({ about: "other", data: { who: "other" } });
    const id = crypto.randomUUID();
    await noor.get(`/api/audit?who=robin&about=${id}`);
    expect(await last()).toMatchObject({ about: id, data: { who: "robin" } });
    expect((await noor.get("/api/sessions")).status).toBe(403);
    expect((await noor.get("/api/desks")).status).toBe(403);
    expect((await robin.get("/api/audit")).status).toBe(403);
  });
});
