import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import { publicReport, researchReport } from "../../src/http/contract-reports.ts";
import { problem } from "../../src/http/contract.ts";
import { apiOnPostgres, signedIn } from "../support/api.ts";
import { closedCalls } from "../support/closed-calls.ts";
import { fakeApi } from "../support/fake-api.ts";

let api: Awaited<ReturnType<typeof apiOnPostgres>>;
let dana: Awaited<ReturnType<typeof signedIn>>;

const on = (day: string) => Date.parse(`${day}T17:00:00Z`);

beforeAll(async () => {
  api = await apiOnPostgres();
  dana = await signedIn(api.app, "dana@rehearsal.example");
  for (const month of ["2026-07", "2026-08", "2026-09"]) {
    const day = on(`${month}-10`);
    await closedCalls(api.db, day, 60, { took: ["opioid"] });
    await closedCalls(api.db, day, 15, { took: ["opioid"], outcome: "left" });
    await closedCalls(api.db, day, 25, { province: "QC", language: "fr", took: ["opioid"] });
    await closedCalls(api.db, day, 30, { province: "unknown" });
    await closedCalls(api.db, day, 20, { province: "unknown", outcome: "left" });
    await closedCalls(api.db, day, 7, { province: "NU", outcome: "takenToHospital" });
  }
});
afterAll(() => api[Symbol.asyncDispose]());

const research = "/api/reports/research?because=study";
const file = async (url: string) => {
  const { body, headers } = await api.app.inject({ method: "GET", url, cookies: dana.cookies });
  const rows: string[][] = parse(body, { relax_column_count: true });
  return { body, headers, rows };
};

test("research gets every table of whole months; who took it out, and why, is in the audit", async () => {
  const answer = await dana.get(`${research}&from=2026-08&to=2026-09`);
  const { source, months } = researchReport.parse(answer.body);
  expect(source).toMatchObject({ from: "2026-08", to: "2026-09", leastShown: 10, versions: [1] });
  expect(source.rules.some(({ en }) => en.startsWith("Hidden is not zero."))).toBe(true);
  expect(months.map(({ total }) => total)).toEqual([157, 157]);
  expect(months[0]?.by.province.counts).toMatchObject({ ON: 75, QC: 25, NU: null, PE: null });
  expect(months[0]?.byOutcome.substance).toEqual({
    rows: ["opioid", "rest"],
    columns: ["well", "rest"],
    calls: [
      [85, 15],
      [30, 27],
    ],
  });
  const kept = await api.db.auditRecord.findFirst({ where: { kind: "researchExported" } });
  expect(kept).toMatchObject({ who: "dana", why: "study", data: { from: "2026-08" } });
});

test("an export needs a reason from the list, and a window that ends after it begins", async () => {
  expect((await dana.get("/api/reports/research")).status).toBe(400);
  expect((await dana.get("/api/reports/research?because=curious")).status).toBe(400);
  expect((await dana.get(`${research}&from=2026-09-10`)).status).toBe(400);
  const backwards = await dana.get(`${research}&from=2026-09&to=2026-08`);
  expect(problem.parse(backwards.body).code).toBe("windowWrong");
});

test("a responder takes nothing out, and that they tried is written down", async () => {
  const robin = await signedIn(api.app, "robin@rehearsal.example");
  expect((await robin.get(research)).status).toBe(403);
  const where = { kind: "refused", who: "robin" };
  await expect.poll(() => api.db.auditRecord.count({ where })).toBe(1);
});

test("the same months say the same, whoever asks and whatever window they ask for", async () => {
  const all = researchReport.parse((await dana.get(research)).body).months;
  const some = researchReport.parse((await dana.get(`${research}&from=2026-09`)).body).months;
  const open = await api.app.inject("/public/report.json");
  expect(all.slice(-some.length)).toEqual(some);
  const everybodys = publicReport.parse(open.json()).months;
  expect(all).toMatchObject(everybodys);
  expect(everybodys[0]).not.toHaveProperty("byOutcome");
});

test("anybody may see the public report, and keep it for an hour", async () => {
  const json = await api.app.inject("/public/report.json");
  expect([json.statusCode, json.headers["cache-control"]]).toEqual([200, "public, max-age=3600"]);
  const csv = await file("/public/report.csv");
  expect(csv.headers["content-type"]).toMatch(/^text\/csv/);
  expect(csv.headers["cache-control"]).toBe("public, max-age=3600");
  expect(csv.body).not.toContain("by outcome");
});

test("a file says what it is: period, version, rules; hidden is a word, and no number is under ten", async () => {
  const { rows } = await file(`/api/reports/research.csv?because=funder`);
  const notes = rows.filter(([first = ""]) => first.startsWith("# ")).map(([first]) => first);
  expect(notes).toContain("# Months: 2026-07 to 2026-10 (America/Toronto)");
  expect(notes).toContain("# Published by rules of version 1");
  expect(notes.join(" ")).toContain("Masqué ne veut pas dire zéro.");
  const numbers = rows.slice(notes.length);
  expect(numbers[0]).toEqual(["month", "table", "row", "column", "calls"]);
  expect(numbers).toContainEqual(["2026-07", "province", "ON", "", "75"]);
  expect(numbers).toContainEqual(["2026-07", "province", "NU", "", "hidden"]);
  expect(numbers).toContainEqual(["2026-10", "total", "", "", "hidden"]);
  const small = numbers.slice(1).filter((row) => Number(row.at(-1)) < 10);
  expect(small).toEqual([]);
});

test("no cell is read as a formula", async () => {
  const { rows } = await file(`/api/reports/research.csv?because=funder`);
  expect(rows.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
});

test("where the line wishes no public report, there is none", async () => {
  const { app } = await fakeApi();
  expect((await app.inject("/public/report.json")).statusCode).toBe(404);
  expect((await app.inject("/public/report.csv")).statusCode).toBe(404);
  expect((await app.inject("/numbers")).statusCode).toBe(404);
  expect((await app.inject("/chiffres")).statusCode).toBe(404);
});

test("the same numbers as a page, in both languages: what is hidden is said so, and no number is under ten", async () => {
  const page = await api.app.inject("/numbers");
  expect(page.headers["cache-control"]).toBe("public, max-age=3600");
  expect(page.headers["content-security-policy"]).toContain("default-src 'none'");
  expect(page.headers["content-security-policy"]).toContain("style-src 'sha256-");
  expect(page.body).toContain("September 2026: 157 calls");
  expect(page.body).toContain("Ontario</th><td>75</td>");
  expect(page.body).toContain('Nunavut</th><td><span class="soft">hidden</span></td>');
  expect(page.body).toContain("October 2026: hidden");
  expect(page.body).toContain("Hidden is not zero.");
  const numbers = [...page.body.matchAll(/<td>(\d+)<\/td>/g)].map(([, number]) => Number(number));
  expect(numbers.length).toBeGreaterThan(0);
  expect(numbers.filter((number) => number < 10)).toEqual([]);
  const french = await api.app.inject("/chiffres");
  expect(french.body).toContain("septembre 2026 : 157 appels");
  expect(french.body).toContain("Masqué ne veut pas dire zéro.");
  expect(french.body).toContain('<html lang="fr">');
});

test("research and the public hide the very same cells of the same month, in every form", async () => {
  const pick = "&from=2026-09&to=2026-09";
  const [taken] = researchReport.parse((await dana.get(`${research}${pick}`)).body).months;
  const open = publicReport.parse((await api.app.inject("/public/report.json")).json()).months;
  const shared = open.find((one) => one.month === "2026-09");
  expect(taken?.by).toEqual(shared?.by);
  expect(taken?.total).toBe(shared?.total);
  const isOneWay = ([of, table, , column]: readonly string[]) =>
    of === "2026-09" && column === "" && !(table ?? "").includes(" by ");
  const cells = async (url: string) => (await file(url)).rows.filter(isOneWay);
  const exported = await cells(`/api/reports/research.csv?because=study${pick}`);
  const published = await cells("/public/report.csv");
  expect(exported).toEqual(published);
  expect(published.filter((row) => row.at(-1) === "hidden").length).toBeGreaterThan(5);
});
