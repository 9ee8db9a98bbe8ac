import { readFileSync } from "node:fs";
import path from "node:path";
import { Ajv } from "ajv";
import { z } from "zod";
import { afterAll, beforeAll, expect, test } from "vitest";
import { found, oneFound, servicesTaken } from "../../src/http/contract-services.ts";
import { apiOnPostgres, signedIn } from "../support/api.ts";
import { daily, door, fileOf, hsdsId, hsdsOne, term } from "../support/hsds.ts";

let api: Awaited<ReturnType<typeof apiOnPostgres>>;
let dana: Awaited<ReturnType<typeof signedIn>>;
let robin: Awaited<ReturnType<typeof signedIn>>;

beforeAll(async () => {
  api = await apiOnPostgres();
  dana = await signedIn(api.app, "dana@rehearsal.example");
  robin = await signedIn(api.app, "robin@rehearsal.example");
});
afterAll(() => api[Symbol.asyncDispose]());

const take = (hsds: string, apply: boolean) => dana.post("/api/services/import", { hsds, apply });
const find = async (wish: object) =>
  found.parse((await robin.post("/api/services/find", wish)).body);
const names = async (wish: object) => (await find(wish)).services.map(({ name }) => name);
const kept = () => api.db.listing.count({ where: { rehearsal: false } });
const exported = async (query = "") => {
  const { cookies } = dana;
  const url = `/api/services/export${query}`;
  return (await api.app.inject({ method: "GET", url, cookies })).body;
};

test("the seed offers something in every province, to rehearsals alone", async () => {
  const rehearsed = await names({ rehearsal: true, province: "NU" });
  expect(rehearsed).toContain("Rehearsal consumption site, Nunavut");
  expect(rehearsed).toContain("Rehearsal crisis line");
  expect(await names({})).toEqual([]);
});

test("a dry run changes nothing; applied, it is found by whoever needs it", async () => {
  const file = fileOf([
    hsdsOne("evening", {
      name: "The evening site",
      schedules: [daily({ opens_at: "06:00" })],
    }),
    hsdsOne("clinic", {
      name: "Clinique du matin",
      attributes: [term("opioidAgonist"), term("appointment"), term("women")],
      schedules: [daily({ opens_at: "08:00", closes_at: "09:00" })],
      service_at_locations: [door("clinic", { city: "Montréal", state_province: "Quebec" })],
      languages: [{ id: hsdsId("fr"), code: "fr" }],
      cost_options: [],
      minimum_age: 18,
      required_documents: [{ id: hsdsId("paper"), document: "Health card" }],
      assured_date: null,
    }),
    hsdsOne("line", {
      name: "A line for all",
      service_at_locations: [],
      service_areas: [{ id: hsdsId("area"), name: "Canada" }],
      attributes: [term("crisisLine")],
      schedules: [],
    }),
    hsdsOne("gone", { name: "Gone for good", status: "defunct" }),
  ]);
  const dry = await take(file, false);
  expect(servicesTaken.parse(dry.body).changes).toHaveLength(4);
  expect(await kept()).toBe(0);
  expect((await take(file, true)).body).toMatchObject({ applied: true });
  expect(await kept()).toBe(4);

  expect(await names({})).toEqual(["Clinique du matin", "The evening site", "A line for all"]);
  expect(await names({ municipality: "montreal" })).toEqual([
    "Clinique du matin",
    "A line for all",
  ]);
  expect(await names({ municipality: "king" })).toEqual(["The evening site", "A line for all"]);
  expect(await names({ province: "QC" })).toEqual(["Clinique du matin", "A line for all"]);
  expect(await names({ kind: "supervisedConsumption" })).toEqual(["The evening site"]);
  expect(await names({ language: "fr" })).toEqual(["Clinique du matin"]);
  expect(await names({ access: "walkIn" })).toEqual(["The evening site"]);
  expect(await names({ cost: "free" })).toEqual(["The evening site", "A line for all"]);
  expect(await names({ audience: "youth" })).toEqual(["The evening site", "A line for all"]);
  expect(await names({ audience: "women" })).toHaveLength(3);
  expect(await names({ age: 17 })).toEqual(["The evening site", "A line for all"]);
  expect(await names({ withoutPapers: true })).toEqual(["The evening site", "A line for all"]);
  expect(await names({ named: "MATIN" })).toEqual(["Clinique du matin"]);
  expect(await names({ openNow: true })).toEqual(["The evening site"]);

  const [site] = (await find({ named: "evening" })).services;
  const eleven = Date.UTC(2026, 10, 23, 4);
  expect(site?.sites).toMatchObject([{ open: { now: "open", until: eleven } }]);
  expect(site).toMatchObject({ stale: false, cost: "free" });
});

test("pages follow each other without a gap", async () => {
  const first = await find({ rehearsal: true, limit: 30 });
  const second = await find({ rehearsal: true, limit: 30, after: first.next });
  const all = [...first.services, ...second.services].map(({ id }) => id);
  expect(second.next).toBeNull();
  expect(new Set(all).size).toBe(13 * 4 + 3);
});

test("what nobody made sure of says so, until somebody does", async () => {
  const [clinic] = (await find({ named: "matin" })).services;
  expect(clinic).toMatchObject({ stale: true, assuredAt: null });
  const at = `/api/services/${clinic?.id}`;
  expect((await robin.post(`${at}/assure`, {})).status).toBe(403);
  const assured = oneFound.parse((await dana.post(`${at}/assure`, {})).body);
  expect(assured.listing).toMatchObject({ stale: false });
  expect(oneFound.parse((await robin.get(at)).body).listing.assuredAt).toBe(
    assured.listing.assuredAt,
  );
});

test("what is fictional stays so: no file touches it", async () => {
  const file = await exported("?rehearsal=true");
  const answer = await take(file, true);
  expect(answer).toMatchObject({ status: 422, body: { code: "fileWrong" } });
  expect(answer.body["errors"]).toHaveLength(13 * 4 + 3);
});

test("five thousand with bad rows: every bad row by line and field, and none is taken over", async () => {
  const before = await kept();
  const services = Array.from({ length: 5_000 }, (_, n) =>
    hsdsOne(
      `many ${n}`,
      n % 50 === 7
        ? { status: "open", schedules: [daily({ opens_at: "noon" })] }
        : n % 50 === 8
          ? { attributes: [] }
          : {},
    ),
  );
  const text = fileOf(services);
  const answer = await take(text, true);
  expect(answer).toMatchObject({ status: 422, body: { code: "fileWrong" } });
  const errors = z
    .array(z.object({ where: z.string(), what: z.string() }))
    .parse(answer.body["errors"]);
  expect(errors).toHaveLength(300);
  const lines = text.split("\n");
  const wrong = errors.map(({ where }) => /^line (\d+), service (\d+), (.+)$/.exec(where) ?? []);
  for (const [, line, n, field = ""] of wrong) {
    const part = field.split(".").at(-1) ?? "";
    expect(lines[Number(line) - 1]).toContain(`"${part}"`);
    expect([7, 8]).toContain((Number(n) - 1) % 50);
  }
  expect(await kept()).toBe(before);

  const right = fileOf(services.filter((_, n) => n % 50 !== 7 && n % 50 !== 8));
  const began = performance.now();
  expect((await take(right, true)).body).toMatchObject({ applied: true });
  expect(performance.now() - began).toBeLessThan(30_000);
  expect(await kept()).toBe(before + 4_800);
}, 120_000);

test("an export is a file that can be imported again and changes nothing, and who took it is written down", async () => {
  const file = await exported();
  const again = await take(file, false);
  const { changes, notKept } = servicesTaken.parse(again.body);
  expect(changes.filter(({ change }) => change !== "same")).toEqual([]);
  expect(changes).toHaveLength(await kept());
  expect(notKept).toEqual([]);
  const record = await api.db.auditRecord.findFirst({ where: { kind: "servicesExported" } });
  expect(record?.who).toBe("dana");
});

test("responders look, and change nothing; whoever has not signed in sees nothing", async () => {
  const file = fileOf([hsdsOne("mine")]);
  const wish = { hsds: file, apply: true };
  expect((await robin.post("/api/services/import", wish)).status).toBe(403);
  expect((await robin.get("/api/services/export")).status).toBe(403);
  const answer = await api.app.inject({ method: "POST", url: "/api/services/find", payload: {} });
  expect(answer.statusCode).toBe(401);
});

/** The published schemas are not ours to carry: whoever has them names their folder. */
const folder = process.env["HSDS_SCHEMAS"] ?? "";

const notChecked = "NOT CHECKED: HSDS_SCHEMAS names no folder with the published HSDS schemas";
if (folder === "") console.warn(notChecked);

test.skipIf(folder === "")(
  "every service of an export holds against the published schemas",
  async () => {
    const contents = z
      .object({ contents: z.array(z.looseObject({ name: z.string() })) })
      .parse(JSON.parse(await exported())).contents;
    const rehearsed = z
      .object({ contents: z.array(z.looseObject({ name: z.string() })) })
      .parse(JSON.parse(await exported("?rehearsal=true"))).contents;
    const valid = schemaOf(folder);
    const wrong = [...contents, ...rehearsed].filter((one) => !valid(one));
    expect(contents.length).toBeGreaterThan(4_000);
    expect(wrong.map(({ name }) => name)).toEqual([]);
    expect(valid({ ...contents[0], status: "open" })).toBe(false);
    expect(valid({ ...contents[0], id: "seven" })).toBe(false);
  },
);

function schemaOf(schemas: string) {
  const ajv = new Ajv({ strict: false, allErrors: true });
  ajv.addFormat("uuid", /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i);
  ajv.addFormat("email", /^[^@\s]+@[^@\s]+$/);
  ajv.addFormat("uri", /^[a-z][a-z\d+.-]*:\S+$/i);
  ajv.addFormat("date-time", /^\d{4}-\d{2}-\d{2}T/);
  const file = path.join(schemas, "compiled_service_with_definitions.json");
  const schema = z.looseObject({}).parse(JSON.parse(readFileSync(file, "utf8")));
  return ajv.compile(schema);
}
