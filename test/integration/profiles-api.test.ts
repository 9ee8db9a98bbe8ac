import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import type { InputBody } from "../../src/domain/session/inputs.ts";
import { emptyPlan } from "../../src/domain/session/plan.ts";
import { handle } from "../../src/engine/handle.ts";
import { blankPlan } from "../../src/engine/plans.ts";
import { preferredResponder } from "../../src/engine/profiles.ts";
import { accepts, apiOnPostgres, callArrives, signedIn } from "../support/api.ts";

let api: Awaited<ReturnType<typeof apiOnPostgres>>;
let robin: Awaited<ReturnType<typeof signedIn>>;
let jo: Awaited<ReturnType<typeof signedIn>>;
let dana: Awaited<ReturnType<typeof signedIn>>;

beforeAll(async () => {
  api = await apiOnPostgres();
  robin = await signedIn(api.app, "robin@rehearsal.example");
  jo = await signedIn(api.app, "jo@rehearsal.example");
  dana = await signedIn(api.app, "dana@rehearsal.example");
});
afterAll(() => api[Symbol.asyncDispose]());

/** Robin is with a caller; the one before has gone. */
async function withRobin(): Promise<string> {
  const id = await callArrives(api.line);
  await accepts(api.line, id, "robin");
  onTestFinished(async () => {
    await robin.post(`/api/sessions/${id}/close`, { outcome: "well" });
  });
  return id;
}

let told = 0;
const tell = (id: string, body: InputBody) => {
  told += 1;
  return handle(api.line, id, { ...body, id: `kept:${told}`, at: api.time.now });
};

const eventsOf = async (id: string) => (await api.line.store.events(id)).map(({ kind }) => kind);

test("how they like it is sealed with the plan; whom they would like again is said by nobody but that person", async () => {
  const id = await withRobin();
  const liked = { company: "quiet", everyMs: 45_000, sameResponder: true };
  const put = await robin.put(`/api/sessions/${id}/preferences`, liked);
  expect(put.body).toMatchObject({ company: "quiet", everyMs: 45_000, responderId: "robin" });
  expect((await dana.put(`/api/sessions/${id}/preferences`, liked)).status).toBe(403);
  expect((await jo.put(`/api/sessions/${id}/preferences`, liked)).status).toBe(403);
  const read = await robin.get(`/api/sessions/${id}/keeping`);
  expect(read.body).toMatchObject({ opened: null, company: "quiet", responderId: "robin" });
  expect((await jo.get(`/api/sessions/${id}/keeping`)).status).toBe(403);
  const rows = await api.db.sessionEvent.findMany({ where: { sessionId: id } });
  expect(JSON.stringify(rows.slice(1).map(({ data }) => data))).not.toMatch(/quiet|45000/);
  const plan = await robin.get(`/api/sessions/${id}/plan`);
  expect(plan.status).toBe(200);
  expect(JSON.stringify(plan.body)).not.toMatch(/quiet|profileId/);
});

test("a wish for them is a fact for routing only once what they kept was found, and is forgotten with it", async () => {
  const id = await withRobin();
  await robin.put(`/api/sessions/${id}/preferences`, {
    company: null,
    everyMs: null,
    sameResponder: true,
  });
  const before = await api.line.store.load(id);
  expect(before && (await preferredResponder(api.line, before))).toBeNull();
  const { caller } = before ?? { caller: { legId: "" } };
  const opened = {
    kept: "passphrase",
    plan: emptyPlan,
    spoken: null,
    language: "en",
    everyMs: null,
    until: api.time.now + 1,
  } as const;
  const found = await tell(id, {
    kind: "codeKeyed",
    legId: caller.legId,
    opened,
    tooMany: false,
  });
  expect(await preferredResponder(api.line, found.session)).toBe("robin");
  const read = await robin.get(`/api/sessions/${id}/keeping`);
  expect(read.body).toMatchObject({ opened: "passphrase" });
  const erased = await robin.post(`/api/sessions/${id}/erase-kept`, {});
  expect(erased.status).toBe(200);
  expect(await eventsOf(id)).toContain("keptErased");
  const after = await api.line.store.load(id);
  expect(after && (await preferredResponder(api.line, after))).toBeNull();
});

test("what they like is read after the call too, by whoever says why", async () => {
  const id = await callArrives(api.line);
  await accepts(api.line, id, "robin");
  const liked = { company: "quiet", everyMs: null, sameResponder: false };
  await robin.put(`/api/sessions/${id}/preferences`, liked);
  await robin.post(`/api/sessions/${id}/close`, { outcome: "well" });
  const path = `/api/sessions/${id}/keeping`;
  expect((await dana.get(path)).body).toMatchObject({ code: "reasonNeeded" });
  const read = await dana.get(`${path}?because=review`);
  expect(read).toMatchObject({ status: 200, body: { company: "quiet" } });
});

test("what the caller wishes is written down with their consent, and not without it", async () => {
  const id = await withRobin();
  const without = await robin.post(`/api/sessions/${id}/keep`, { kept: "tomorrow" });
  expect(without.status).toBe(400);
  const stranger = await jo.post(`/api/sessions/${id}/keep`, { kept: "erase", agreed: true });
  expect(stranger.status).toBe(403);
  const kept = await robin.post(`/api/sessions/${id}/keep`, { kept: "tomorrow", agreed: true });
  expect(kept.status).toBe(200);
  expect(await eventsOf(id)).toContain("keepWished");
});

test("a responder has the line ask for the code", async () => {
  const id = await withRobin();
  expect((await robin.post(`/api/sessions/${id}/ask-code`, {})).status).toBe(200);
  expect(await eventsOf(id)).toContain("codeAsked");
});

test("a plan that does not open is not replaced by one with preferences alone", async () => {
  const id = await withRobin();
  await api.line.plans.write(id, { ...blankPlan, address: "1 Fictional Lane" }, api.time.now);
  const sealed = await api.db.plan.findUniqueOrThrow({ where: { sessionId: id } });
  const read = vi.spyOn(api.line.plans, "read").mockResolvedValue(null);
  const shut = vi.spyOn(api.line.plans, "shut").mockResolvedValue(true);
  onTestFinished(() => [read, shut].forEach((spy) => spy.mockRestore()));
  const liked = { company: "quiet", everyMs: null, sameResponder: false };
  const put = await robin.put(`/api/sessions/${id}/preferences`, liked);
  expect(put).toMatchObject({ status: 503, body: { code: "sealedShut" } });
  expect(await api.db.plan.findUniqueOrThrow({ where: { sessionId: id } })).toEqual(sealed);
});
