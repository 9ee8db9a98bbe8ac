import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { PROVINCES } from "../../src/domain/provinces.ts";
import { handle } from "../../src/engine/handle.ts";
import { blankPlan } from "../../src/engine/plans.ts";
import { briefAnswer, planRead } from "../../src/http/contract-plan.ts";
import { session as sessionSchema } from "../../src/http/contract.ts";
import type { InputBody } from "../../src/domain/session/inputs.ts";
import { writeDeskCsv } from "../../src/adapters/csv/desks.ts";
import { aPlan, accepts, apiOnPostgres, callArrives, signedIn } from "../support/api.ts";
import { entry } from "../support/desks.ts";
import { noon } from "../support/line-database.ts";

type Api = Awaited<ReturnType<typeof apiOnPostgres>>;
type Console = Awaited<ReturnType<typeof signedIn>>;

let api: Api;
let robin: Console;
let jo: Console;
let dana: Console;
let id: string;
let inputs = 0;

beforeAll(async () => {
  api = await apiOnPostgres();
  robin = await signedIn(api.app, "robin@rehearsal.example");
  jo = await signedIn(api.app, "jo@rehearsal.example");
  dana = await signedIn(api.app, "dana@rehearsal.example");
});
afterAll(() => api[Symbol.asyncDispose]());

const at = (name: string) => `/api/sessions/${id}/${name}`;
const give = (body: InputBody) => {
  inputs += 1;
  return handle(api.line, id, { ...body, id: `desk-call:${inputs}`, at: api.time.now });
};
const plan = aPlan;

beforeEach(async () => {
  api.time.now = noon;
  await api.db.$executeRaw`TRUNCATE claims, shifts, presence`;
  id = await callArrives(api.line);
  await accepts(api.line, id, "robin");
  await robin.put(at("plan"), plan);
});

test("the brief to read aloud, in both languages: only for who has to do with it, and written down", async () => {
  const before = briefAnswer.parse((await robin.get(at("brief"))).body);
  expect(before).toMatchObject({ brief: null, reference: null });
  expect(before.desks.length).toBeGreaterThan(0);
  await robin.post(at("help"), { reason: "askedForHelp" });
  const { brief, reference, desks } = briefAnswer.parse((await robin.get(at("brief"))).body);
  expect(brief?.en).toMatch(/^One person at 1 Fictional Lane; again, 1 Fictional Lane\./);
  expect(brief?.fr).toMatch(/^Une personne au 1 Fictional Lane/);
  expect(brief?.en).not.toMatch(/Press 1/);
  expect(brief?.en).toContain(`reference ${(reference ?? "").split("").join(" ")}`);
  expect(desks[0]).toMatchObject({ whoComes: "ambulance" });
  expect((await jo.get(at("brief"))).status).toBe(403);
  expect((await dana.get(at("brief"))).status).toBe(200);
  const read = await api.db.auditRecord.findMany({
    where: { kind: "briefRead" },
    orderBy: { seq: "asc" },
  });
  expect(read.map(({ who }) => who)).toEqual(["robin", "robin", "dana"]);
});

test("the desk's own reference is kept with the plan and in no event", async () => {
  await robin.post(at("help"), { reason: "askedForHelp" });
  const { body } = await robin.post(at("desk-took"), {
    deskId: null,
    reference: "Incident 26-08841",
  });
  expect(sessionSchema.parse(body).help).toMatchObject({
    state: "taken",
    taken: { deskId: null, by: "robin", at: noon },
  });
  const known = planRead.parse((await robin.get(at("plan"))).body);
  expect(known.plan?.deskReference).toBe("Incident 26-08841");
  const events = await api.db.sessionEvent.findMany({ where: { sessionId: id } });
  expect(JSON.stringify(events)).not.toContain("08841");
  await robin.put(at("plan"), { ...plan, wayIn: "Red door" });
  const later = planRead.parse((await robin.get(at("plan"))).body);
  expect(later.plan).toMatchObject({ wayIn: "Red door", deskReference: "Incident 26-08841" });
});

test("routes tried, with their times and how each ended, and since when nobody has heard from them", async () => {
  await robin.post(at("using-now"), {});
  const beganAt = api.time.now;
  api.time.now += 30_000;
  await robin.post(at("help"), { reason: "stoppedAnswering" });
  const [first = ""] = sessionSchema.parse((await robin.get(`/api/sessions/${id}`)).body).sends
    .desks;
  const rungAt = api.time.now;
  api.time.now += 2_000;
  const desk = { legId: "leg-1", role: "desk", party: first } as const;
  await give({ kind: "legAnswered", ...desk });
  await give({ kind: "machineHeard", ...desk });
  const { help } = sessionSchema.parse((await robin.get(`/api/sessions/${id}`)).body);
  expect(help.silentSince).toBe(beganAt);
  expect(help.desks[0]).toEqual({
    deskId: first,
    errand: "dispatch",
    state: "answered",
    rungAt,
    answeredAt: rungAt + 2_000,
    endedAt: null,
    how: null,
    machine: true,
    slow: true,
  });
});

test("a supervisor joins the desk: they are rung; nobody joins where no help is asked for", async () => {
  const early = await dana.post(at("join-desk"), { via: "softphone" });
  expect(early.body).toMatchObject({ code: "helpNotAsked" });
  await robin.post(at("help"), { reason: "askedForHelp" });
  const { body } = await dana.post(at("join-desk"), { via: "softphone" });
  expect(sessionSchema.parse(body).help.joiningId).toBe("dana");
  const owed = await api.db.duty.findMany({ where: { sessionId: id, kind: "callSpeaker" } });
  expect(owed.map(({ data }) => data)).toMatchObject([{ staffId: "dana", via: "softphone" }]);
  expect((await jo.post(at("join-desk"), { via: "softphone" })).status).toBe(403);
});

test("the caller is called again only when their line is lost", async () => {
  await robin.post(at("using-now"), {});
  expect((await robin.post(at("call-caller"), {})).body).toMatchObject({ code: "lineNotLost" });
});

test("in every province a rehearsal finds only rehearsal desks, and a real session only real ones", async () => {
  const desks = PROVINCES.map((province, n) =>
    entry(`real_${province.toLowerCase()}`, {
      territory: { province },
      number: `+155555503${String(n).padStart(2, "0")}`,
    }),
  );
  const taken = await dana.post("/api/desks/import", { csv: writeDeskCsv(desks), apply: true });
  expect(taken.body).toMatchObject({ applied: true });
  for (const province of PROVINCES) {
    for (const rehearsal of [true, false]) {
      const place = { ...blankPlan, place: "exact", address: "1 Lane", province } as const;
      const found = await api.line.desks.forPlace(place, rehearsal, noon);
      expect(found.length).toBeGreaterThan(0);
      for (const deskId of found) {
        expect((await api.line.desks.desk(deskId))?.rehearsal).toBe(rehearsal);
      }
    }
  }
});
