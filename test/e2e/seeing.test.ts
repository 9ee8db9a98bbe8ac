import { expect, onTestFinished, test } from "vitest";

import { LABELS } from "../../src/adapters/metrics.ts";
import { serveMetrics } from "../../src/http/metrics.ts";
import { scrapedOf } from "../../src/serving.ts";
import { atRest } from "../support/at-rest.ts";
import { freePort } from "../support/free-port.ts";
import { minutes, night, seconds, type Night } from "../support/night.ts";
import { ownNames, sampleOf, samplesIn } from "../support/exposition.ts";
import { read } from "../support/source.ts";

const scraped = async ({ publicUrl }: Night): Promise<string> =>
  (await fetch(`${publicUrl}/metrics`)).text();

/** Somebody goes quiet with a responder there, and a desk takes it. */
async function anEmergency(line: Night): Promise<void> {
  const robin = await line.responder("robin");
  const dana = await line.supervisor();
  const desk = line.desk();
  await line.accompanied(robin);
  await robin.startsWatch();
  await line.passes(seconds(50));
  await robin.confirms();
  await line.passes(minutes(3) + seconds(5));
  const atDesk = await desk.isRung();
  await line.passes(seconds(10));
  await dana.does({ kind: "deskTook", deskId: "ON1" });
  await dana.saysHelpIsThere();
  await robin.closes();
  await atDesk.hangsUp();
  await line.passes(seconds(5));
}

const files = {
  dashboard: "deploy/grafana/dashboard.json",
  alerts: "deploy/prometheus/alerts.yml",
} as const;

test("every metric that the dashboard and the alerts name is told by a running line, and every one of ours is on the dashboard", async () => {
  const line = await night();
  line.metrics.ofProcess();
  const told = ownNames(await scraped(line));
  const dashboard = namesIn(read(files.dashboard));
  const alerts = namesIn(read(files.alerts));
  expect(dashboard.size).toBeGreaterThan(15);
  expect(alerts.size).toBeGreaterThan(8);
  expect([...dashboard, ...alerts].filter((name) => !told.has(name))).toEqual([]);
  expect([...told].filter((name) => !dashboard.has(name))).toEqual([]);
  await line.passes(0);
});

test("what is not ours on the dashboard is told too", async () => {
  const line = await night();
  line.metrics.ofProcess();
  const text = await scraped(line);
  const named = read(files.dashboard).match(/\b(?:process|nodejs)_\w+/g) ?? [];
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((name) => !text.includes(`# TYPE ${name} `))).toEqual([]);
});

test("an emergency, as it is counted: how late, how soon the desk was asked for, who took the ring", async () => {
  const line = await night();
  await anEmergency(line);
  const samples = samplesIn(await scraped(line));
  const value = (name: string, labels: Record<string, string> = {}) =>
    sampleOf(samples, name, labels);

  expect(value("line_calls_total", { rehearsal: "no" })).toBe(1);
  expect(value("line_rings_total", { rehearsal: "no", result: "taken" })).toBe(1);
  expect(value("line_check_ins_total", { rehearsal: "no", result: "kept" })).toBe(1);
  expect(value("line_check_ins_total", { rehearsal: "no", result: "missed" })).toBe(1);
  expect(value("line_help_asked_total", { rehearsal: "no" })).toBe(1);
  expect(value("line_help_request_seconds_count", { rehearsal: "no" })).toBe(1);
  expect(value("line_help_request_seconds_bucket", { rehearsal: "no", le: "2" })).toBe(1);
  expect(value("line_duty_late_seconds_count", { duty: "deadline" })).toBe(1);
  expect(value("line_duty_late_seconds_bucket", { duty: "deadline", le: "1" })).toBe(1);
  expect(value("line_gate_wait_seconds_count")).toBeGreaterThanOrEqual(3);
  expect(value("line_webhooks_total", { webhook: "incoming", answer: "2xx" })).toBe(1);
  expect(value("line_webhook_seconds_count", { webhook: "leg" })).toBeGreaterThan(3);
  expect(
    value("line_carrier_request_seconds_count", { request: "call", result: "done" }),
  ).toBeGreaterThanOrEqual(3);
  expect(value("line_database_up")).toBe(1);
  expect(value("line_duties_overdue")).toBe(0);
  expect(value("line_duties_owed")).toBeGreaterThan(0);
  await atRest(line);
});

test("no label has a value that is not on a short list, whatever happened on the line", async () => {
  const line = await night();
  await anEmergency(line);
  await fetch(`${line.publicUrl}/twilio/legs/%2B15555550131`, { method: "POST" });
  await fetch(`${line.publicUrl}/twilio/no/such/%2B15555550131`, { method: "POST" });
  const allowed = new Map<string, readonly string[]>(Object.entries(LABELS));
  const strange = samplesIn(await scraped(line))
    .filter(({ name }) => name.startsWith("line_"))
    .flatMap(({ name, labels }) =>
      Object.entries(labels)
        .filter(([label]) => label !== "le")
        .filter(([label, value]) => !(allowed.get(label) ?? []).includes(value))
        .map(([label, value]) => `${name} ${label}=${value}`),
    );
  expect(strange).toEqual([]);
  await atRest(line);
});

test("whoever comes through a proxy finds no metrics", async () => {
  const line = await night();
  const from = async (headers: Record<string, string>) =>
    (await fetch(`${line.publicUrl}/metrics`, { headers })).status;
  expect(await from({})).toBe(200);
  expect(await from({ "x-forwarded-for": "203.0.113.7" })).toBe(404);
  expect(await from({ via: "1.1 proxy" })).toBe(404);
});

test("a worker tells its own on a port of its own, and nothing else", async () => {
  const line = await night();
  const port = await freePort();
  const told = await serveMetrics(scrapedOf(line), { host: "127.0.0.1", port });
  onTestFinished(() => told.close());
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
  expect(answer.headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
  expect(ownNames(await answer.text())).toEqual(ownNames(await scraped(line)));
  expect((await fetch(`http://127.0.0.1:${port}/health/live`)).status).toBe(404);
  await expect(serveMetrics(scrapedOf(line), { host: "127.0.0.1", port })).rejects.toThrow(
    /EADDRINUSE/,
  );
});

test("without its database a line still tells what it counted, and nothing of the books", async () => {
  const line = await night();
  const port = await freePort();
  const silent = {
    ...scrapedOf(line),
    counts: () => Promise.reject(new Error("Postgres is away")),
  };
  const told = await serveMetrics(silent, { host: "127.0.0.1", port });
  onTestFinished(() => told.close());
  const samples = samplesIn(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text());
  expect(sampleOf(samples, "line_database_up")).toBe(0);
  expect(sampleOf(samples, "line_duties_overdue")).toBeNull();
  expect(sampleOf(samples, "line_trouble", { kind: "sweepSilent" })).toBeNull();
  expect(sampleOf(samples, "line_apologies_total", { where: "leg" })).toBe(0);
});

test("every alert says what to do: its section of the runbook is there", () => {
  const headings = new Set((read("docs/runbook.md").match(/^## .+$/gm) ?? []).map(anchorOf));
  const links = [...read(files.alerts).matchAll(/runbook: docs\/runbook\.md#(\S+)/g)].map(
    ([, anchor]) => anchor,
  );
  const alerts = read(files.alerts).match(/- alert: \w+/g) ?? [];
  expect(links).toHaveLength(alerts.length);
  expect(links.filter((anchor) => !headings.has(anchor ?? ""))).toEqual([]);
  const told = read("docs/runbook.md");
  expect(alerts.map((one) => one.slice(9)).filter((name) => !told.includes(`\`${name}\``))).toEqual(
    [],
  );
});

/** As GitHub makes them. */
const anchorOf = (heading: string): string =>
  heading
    .slice(3)
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, "")
    .replaceAll(" ", "-");

/** Names of our metrics in queries, without what a histogram adds to its own. */
const namesIn = (text: string): ReadonlySet<string> =>
  new Set(
    (text.match(/\bline_[a-z_]+/g) ?? []).map((name) => name.replace(/_(?:bucket|count|sum)$/, "")),
  );
