import { afterAll, beforeAll, expect, test } from "vitest";

import { createKnownTexts } from "../../src/adapters/postgres/knowing.ts";
import {
  textsAnswer,
  textVersionsAnswer,
  warningsAnswer,
  warningsNowAnswer,
} from "../../src/http/contract-knowing.ts";
import { accepts, aPlan, apiOnPostgres, callArrives, PASSWORD, signedIn } from "../support/api.ts";

type Api = Awaited<ReturnType<typeof apiOnPostgres>>;
type Person = Awaited<ReturnType<typeof signedIn>>;
let api: Api;
let dana: Person;
let luc: Person;

beforeAll(async () => {
  api = await apiOnPostgres();
  await api.signIn.setPassword("luc", PASSWORD);
  await api.db.staff.update({ where: { id: "luc" }, data: { roles: ["supervisor"] } });
  dana = await signedIn(api.app, "dana@rehearsal.example");
  luc = await signedIn(api.app, "luc@rehearsal.example");
});
afterAll(() => api[Symbol.asyncDispose]());

const TIP = "tip:opioid:smoked";
const text = {
  piece: TIP,
  from: 0,
  en: "A little first, and wait longer than you think.",
  fr: "Un peu d'abord, et attends plus longtemps que tu penses.",
  source: "Example guideline, page 4",
  reason: "Asked for by the people who answer",
};
const lead = { name: "Dr. N. Okafor", as: "medicalLead" } as const;

const inForce = async (piece: string) => {
  const { body } = await dana.get("/api/knowing/texts");
  return textsAnswer.parse(body).texts.find((one) => one.piece === piece);
};
const idOf = ({ body }: { readonly body: Record<string, unknown> }) => String(body["id"]);
const sign = (by: Person, id: string, more: object = {}) =>
  by.post(`/api/knowing/versions/${id}/sign`, { ...lead, ...more });

test("the line begins with the software's own words, which nobody has signed", async () => {
  const { body } = await dana.get("/api/knowing/texts");
  const { texts } = textsAnswer.parse(body);
  expect(texts.length).toBeGreaterThan(20);
  expect(texts.every(({ signed, version }) => signed === null && version === 1)).toBe(true);
  expect(await inForce(TIP)).toBeUndefined();
});

test("one writes, another signs off by name: then it is shown, with who, as what and when", async () => {
  const draft = await dana.post("/api/knowing/versions", text, "write-1");
  expect(draft.status).toBe(200);
  expect((await dana.post("/api/knowing/versions", text, "write-1")).body).toEqual(draft.body);
  expect(await inForce(TIP)).toBeUndefined();
  const id = idOf(draft);
  expect(await sign(dana, id)).toMatchObject({ status: 403, body: { code: "textOfOnesOwn" } });
  const notMedical = await sign(luc, id, { as: "peerLead" });
  expect(notMedical).toMatchObject({ status: 422, body: { code: "textIsMedical" } });
  expect(await sign(luc, id)).toMatchObject({ status: 200 });
  expect(await sign(luc, id)).toMatchObject({ status: 200 });
  expect(await inForce(TIP)).toMatchObject({
    version: 2,
    en: text.en,
    source: text.source,
    signed: { ...lead, by: "luc", at: api.time.now },
  });
  const records = await api.db.auditRecord.findMany({
    where: { about: TIP },
    orderBy: { seq: "asc" },
  });
  expect(records.map(({ kind, who }) => `${kind} ${who ?? ""}`)).toEqual([
    "textWritten dana",
    "textSigned luc",
  ]);
});

test("of two drafts of one version the second that is signed comes too late; what is wrong is taken back by one person", async () => {
  const wish = { ...text, from: 2 };
  const [one, two] = [
    await dana.post("/api/knowing/versions", { ...wish, en: "Shorter words." }),
    await luc.post("/api/knowing/versions", { ...wish, en: "Other words." }),
  ];
  expect(await sign(dana, idOf(two))).toMatchObject({ status: 200 });
  expect(await sign(luc, idOf(one))).toMatchObject({ status: 409, body: { code: "textSettled" } });
  const late = await dana.post("/api/knowing/versions", { ...wish, en: "Late words." });
  expect(late).toMatchObject({ status: 409, body: { code: "textMoved" } });
  expect((await inForce(TIP))?.en).toBe("Other words.");
  const back = await dana.post(`/api/knowing/versions/${idOf(two)}/take-back`, {});
  expect(back).toMatchObject({ status: 200 });
  expect((await inForce(TIP))?.en).toBe(text.en);
  const { body } = await dana.get("/api/knowing/versions");
  const { versions } = textVersionsAnswer.parse(body);
  const known = versions.filter(({ piece }) => piece === TIP);
  expect(known.map(({ version, waits }) => [version, waits])).toEqual([
    [4, false],
    [3, true],
    [2, false],
  ]);
  // The line's own rule, and the database's.
  const settled = await luc.post(`/api/knowing/versions/${idOf(two)}/take-back`, {});
  expect(settled).toMatchObject({ status: 409, body: { code: "textSettled" } });
});

test("what was written and signed stays so, also for whoever has the database; nobody signs their own there either", async () => {
  const [row] = await api.db.knownText.findMany({ where: { piece: TIP, version: 2 } });
  const id = row?.id ?? "";
  const change = (data: object) => api.db.knownText.update({ where: { id }, data });
  await expect(change({ en: "Something else" })).rejects.toThrow(/stays as it is/);
  await expect(change({ signedName: "Somebody else" })).rejects.toThrow(/stays as it is/);
  const texts = createKnownTexts(api.db);
  const draft = (await texts.versions()).find(({ version }) => version === 3);
  const own = { signedName: "Dana", signedAs: "medicalLead", signedBy: draft?.writtenBy ?? "" };
  const signing = (data: object) =>
    api.db.knownText.update({
      where: { id: draft?.id ?? "" },
      data: { ...own, signedAt: new Date(api.time.now), ...data },
    });
  await expect(signing({})).rejects.toThrow(/known_texts_two_people/);
  const clinician = { signedBy: "maude", signedAs: "clinician" };
  await expect(signing(clinician)).rejects.toThrow(/known_texts_medical/);
});

test("a responder reads what is known, and keeps none of it", async () => {
  const robin = await signedIn(api.app, "robin@rehearsal.example");
  expect((await robin.get("/api/knowing/versions")).status).toBe(200);
  expect((await robin.get("/api/knowing/warnings")).status).toBe(200);
  const refused = { status: 403, body: { code: "notAllowed" } };
  expect(await robin.post("/api/knowing/versions", text)).toMatchObject(refused);
  const file = { csv: csv(ROW), apply: false };
  expect(await robin.post("/api/knowing/warnings/import", file)).toMatchObject(refused);
});

const HEADER =
  "id,substances,sold_as,province,municipality,found_en,found_fr,advice_en,advice_fr,source,source_url,from,until";
const ROW =
  "ex-1,opioid,purple powder,ON,,Stronger than people expect,,A little first,Un peu d'abord,Example public health,,2026-11-01,";
const OTHER = "ex-2,stimulant,,QC,,Not what it is sold as,,Ask,,Example public health,,2026-11-01,";
const csv = (...rows: readonly string[]) => [HEADER, ...rows].join("\n");

const bring = (given: string, apply: boolean) =>
  dana.post("/api/knowing/warnings/import", { csv: given, apply });
const warnings = async () => {
  const { body } = await dana.get("/api/knowing/warnings");
  return warningsAnswer.parse(body).warnings;
};

test("a file of alerts is only read first; a wrong row stops all of it, named by line and field; then all of it is there", async () => {
  const wrong = await bring(csv(ROW, "ex-3,opioid,,XX,,Found,,Do,,Somebody,,2026-11-01,"), true);
  expect(wrong).toMatchObject({ status: 422, body: { code: "fileWrong" } });
  expect(wrong.body["errors"]).toEqual([
    { where: "line 3, province", what: "a province like ON, or nothing" },
  ]);
  expect(await bring(csv(ROW, OTHER), false)).toMatchObject({
    body: { applied: false, changes: [{ change: "added" }, { change: "added" }] },
  });
  expect(await warnings()).toEqual([]);
  expect(await bring(csv(ROW, OTHER), true)).toMatchObject({ body: { applied: true } });
  expect(await warnings()).toMatchObject([
    { id: "ex-1", importedBy: "dana", stands: true, endSaid: false },
    { id: "ex-2", stands: true },
  ]);
  expect(await bring(csv(ROW), true)).toMatchObject({ body: { changes: [{ change: "same" }] } });
  const records = await api.db.auditRecord.findMany({ where: { kind: "warningsImported" } });
  expect(records).toMatchObject([{ who: "dana", data: { changed: "2", of: "2" } }]);
});

test("whoever answers is shown those for the caller's province and what they take, and nobody else any; ended, it is gone", async () => {
  const sessionId = await callArrives(api.line);
  await accepts(api.line, sessionId, "robin");
  const robin = await signedIn(api.app, "robin@rehearsal.example");
  const here = async () => {
    const { body } = await robin.get(`/api/sessions/${sessionId}/warnings`);
    return warningsNowAnswer.parse(body).warnings.map(({ id }) => id);
  };
  expect(await here()).toEqual([]);
  await robin.put(`/api/sessions/${sessionId}/plan`, aPlan);
  expect(await here()).toEqual(["ex-1"]);
  await robin.post(`/api/sessions/${sessionId}/doses`, { substance: "stimulant", route: "smoked" });
  expect(await here()).toEqual([]);
  await robin.post(`/api/sessions/${sessionId}/doses`, { substance: "opioid", route: "smoked" });
  expect(await here()).toEqual(["ex-1"]);
  const jo = await signedIn(api.app, "jo@rehearsal.example");
  const refused = await jo.get(`/api/sessions/${sessionId}/warnings`);
  expect(refused).toMatchObject({ status: 403, body: { code: "notAllowed" } });

  expect(await dana.post("/api/knowing/warnings/ex-1/end", {})).toMatchObject({ status: 200 });
  expect(await here()).toEqual([]);
  const unknown = await dana.post("/api/knowing/warnings/ex-9/end", {});
  expect(unknown).toMatchObject({ status: 404, body: { code: "warningNotFound" } });
  expect(await bring(csv(ROW), true)).toMatchObject({ body: { changes: [{ fields: ["ended"] }] } });
  expect(await here()).toEqual(["ex-1"]);
});

const COLUMNS =
  "id,substances,sold_as,province,municipality,found_en,found_fr,advice_en,advice_fr,source,source_url,from,until";

test("a file of thousands of alerts is taken over whole; brought again, each says the same", async () => {
  const rows = Array.from(
    { length: 5_000 },
    (_, n) => `many-${n},opioid; other,,ON,,found ${n},,advice,,Example,,2026-11-20,`,
  );
  const csv = [COLUMNS, ...rows].join("\n");
  const bring = (apply: boolean) => dana.post("/api/knowing/warnings/import", { csv, apply });
  expect((await bring(true)).status).toBe(200);
  const { body } = await bring(false);
  expect(JSON.stringify(body)).not.toMatch(/"(added|changed)"/);
  const kept = await api.db.drugWarning.findUniqueOrThrow({ where: { id: "many-4999" } });
  expect(kept).toMatchObject({
    substances: ["opioid", "other"],
    foundEn: "found 4999",
    fromAt: new Date(Date.UTC(2026, 10, 20)),
    untilAt: null,
    importedBy: "dana",
  });
});

test("of a file with thousands of faults the first are named, and how many more there are", async () => {
  const rows = Array.from({ length: 2_000 }, () => ",,,,,,,,,,,,");
  const csv = [COLUMNS, ...rows].join("\n");
  const { status, body } = await dana.post("/api/knowing/warnings/import", { csv, apply: false });
  const errors = Array.isArray(body["errors"]) ? body["errors"] : [];
  expect([status, errors.length]).toEqual([422, 501]);
  expect(errors.at(-1)).toEqual({ where: "after these", what: "7500 more are wrong" });
});
