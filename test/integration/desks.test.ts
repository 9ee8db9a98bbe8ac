import { afterAll, beforeAll, expect, test } from "vitest";
import { writeDeskCsv } from "../../src/adapters/csv/desks.ts";
import { blankPlan as blank } from "../../src/engine/plans.ts";
import { coverageAnswer, desksAnswer } from "../../src/http/contract-desks.ts";
import type { InputBody } from "../../src/domain/session/inputs.ts";
import { emptyPlan } from "../../src/domain/session/plan.ts";
import { handle } from "../../src/engine/handle.ts";
import { accepts, apiOnPostgres, callArrives, signedIn } from "../support/api.ts";
import { entry } from "../support/desks.ts";

let api: Awaited<ReturnType<typeof apiOnPostgres>>;
let dana: Awaited<ReturnType<typeof signedIn>>;
let robin: Awaited<ReturnType<typeof signedIn>>;

beforeAll(async () => {
  api = await apiOnPostgres();
  dana = await signedIn(api.app, "dana@rehearsal.example");
  robin = await signedIn(api.app, "robin@rehearsal.example");
});
afterAll(() => api[Symbol.asyncDispose]());

const take = (csv: string, apply: boolean) => dana.post("/api/desks/import", { csv, apply });
const known = async () => {
  const { body } = await dana.get("/api/desks");
  return desksAnswer.parse(body).desks.map(({ id }) => id);
};

test("the seed has a rehearsal desk for every province, and no real one", async () => {
  const { body } = await robin.get("/api/desks/coverage");
  const { rehearsal, real } = coverageAnswer.parse(body);
  expect(rehearsal.map(({ hole }) => hole)).toEqual(Array.from({ length: 13 }, () => null));
  expect(real.map(({ hole }) => hole)).toEqual(Array.from({ length: 13 }, () => "all"));
});

test("a dry run changes nothing; applied, the new desk is found for its places and nobody else's", async () => {
  const csv = writeDeskCsv([
    entry("kingston", { territory: { municipalities: ["Kingston"] }, number: "+15555550290" }),
  ]);
  const dry = await take(csv, false);
  expect(dry.body).toMatchObject({ applied: false });
  expect(dry.body["changes"]).toContainEqual({ id: "kingston", change: "added", fields: [] });
  expect(await known()).not.toContain("kingston");

  expect((await take(csv, true)).body).toMatchObject({ applied: true });
  expect(await known()).toContain("kingston");
  const { desks } = api.line;
  const place = { province: "ON", region: null, postalCode: null } as const;
  const find = (municipality: string, rehearsal: boolean) =>
    desks.forPlace({ ...blank, ...place, municipality }, rehearsal, api.time.now);
  expect(await find("Kingston", false)).toEqual(["kingston"]);
  expect(await find("Toronto", false)).toEqual([]);
  expect(await find("Kingston", true)).not.toContain("kingston");
});

test("one bad row: every bad row is named, and nothing is taken over", async () => {
  const before = await known();
  const csv = writeDeskCsv([
    entry("good", { number: "+15555550291" }),
    entry("bad", { number: "911" }),
    entry("worse", { hours: "sometimes", number: "+15555550292" }),
  ]);
  const answer = await take(csv, true);
  expect(answer).toMatchObject({ status: 422, body: { code: "fileWrong" } });
  expect(answer.body["errors"]).toMatchObject([
    { where: "line 3, number" },
    { where: "line 4, hours" },
  ]);
  expect(await known()).toEqual(before);
});

test("an export is a file that can be imported again, and who took it is written down", async () => {
  const cookies = dana.cookies;
  const file = await api.app.inject({ method: "GET", url: "/api/desks/export", cookies });
  expect(file.headers["content-type"]).toMatch(/^text\/csv/);
  const again = await take(file.body, false);
  expect(again.body["changes"]).not.toContainEqual(expect.objectContaining({ change: "changed" }));
  const kept = await api.db.auditRecord.findFirst({ where: { kind: "desksExported" } });
  expect(kept?.who).toBe("dana");
});

test("responders see who would come, and change nothing", async () => {
  expect((await robin.get("/api/desks")).status).toBe(200);
  const csv = writeDeskCsv([entry("mine")]);
  expect(await robin.post("/api/desks/import", { csv, apply: true })).toMatchObject({
    status: 403,
  });
  expect((await robin.get("/api/desks/export")).status).toBe(403);
  expect(JSON.stringify((await robin.get("/api/desks")).body)).not.toMatch(/\+1555/);
});

test("a report says how each desk answered, rehearsals apart", async () => {
  const id = await callArrives(api.line);
  const tell = (body: InputBody, later: number) => {
    const at = api.time.now + later * 1_000;
    return handle(api.line, id, { ...body, id: `${id}:${later}`, at });
  };
  await accepts(api.line, id, "robin");
  const desks = ["rehearsal_on_1"];
  await tell(
    { kind: "planRecorded", by: "robin", plan: { ...emptyPlan, place: "exact", desks } },
    1,
  );
  await tell({ kind: "helpSent", by: "robin", reason: "injury" }, 2);
  const desk = { legId: "desk-leg", role: "desk", party: "rehearsal_on_1" } as const;
  await tell({ kind: "legAnswered", ...desk }, 8);
  await tell({ kind: "keyPressed", ...desk, ask: "brief", digits: "1" }, 30);

  const asked = `from=${api.time.now}&to=${api.time.now + 60_000}`;
  const report = await dana.get(`/api/desks/report?${asked}&rehearsal=true`);
  expect(report.body["desks"]).toEqual([
    {
      deskId: "rehearsal_on_1",
      rung: 1,
      answered: 1,
      taken: 1,
      missed: {},
      answeredAfterMs: 6_000,
      takenAfterMs: 22_000,
    },
  ]);
  expect((await dana.get(`/api/desks/report?${asked}`)).body["desks"]).toEqual([]);
  expect((await robin.get(`/api/desks/report?${asked}`)).status).toBe(403);
  const times = await dana.get(`/api/sessions/${id}/help-times`);
  expect(times.body["emergencies"]).toMatchObject([
    { reason: "injury", escalatedAt: api.time.now + 2_000, takenAt: api.time.now + 30_000 },
  ]);
});
