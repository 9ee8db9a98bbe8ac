import Fastify from "fastify";
import { afterEach, expect, test } from "vitest";
import { twilioPhone } from "../../../src/adapters/twilio/phone.ts";
import { openAnnouncement } from "../../../src/adapters/twilio/announcement.ts";
import { urls } from "../../../src/adapters/twilio/urls.ts";
import { CarrierRefused, CarrierUnreachable } from "../../../src/engine/errors.ts";
import type { Phone } from "../../../src/engine/ports.ts";
import { calledLeg, fakeLine } from "../../support/fake-line.ts";

type Asked = { readonly method: string; readonly path: string; readonly form: URLSearchParams };
type Answer = { readonly status: number; readonly body: object } | "silence";

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

/** The carrier's REST side, answering what it is told to, in order; the last answer again and again. */
async function rest(...answers: readonly Answer[]): Promise<{ phone: Phone; asked: Asked[] }> {
  const asked: Asked[] = [];
  const app = Fastify({ forceCloseConnections: true });
  app.addContentTypeParser(
    "application/x-www-form-urlencoded",
    { parseAs: "string" },
    (_request, body, done) => done(null, body),
  );
  app.all("/*", async (request, reply) => {
    const form = new URLSearchParams(typeof request.body === "string" ? request.body : "");
    asked.push({ method: request.method, path: request.url, form });
    const answer = answers[Math.min(asked.length, answers.length) - 1];
    if (answer === undefined || answer === "silence") return reply.hijack();
    return reply.code(answer.status).send(answer.body);
  });
  const baseUrl = await app.listen({ host: "127.0.0.1", port: 0 });
  open.push(() => app.close());
  const { line } = fakeLine();
  const phone = twilioPhone({
    account: { accountSid: `AC${"a".repeat(32)}`, authToken: "token", apiKey: null, baseUrl },
    urls: urls("https://line.example.org", "https://fallback.example.org/voice"),
    announcementKey: "key",
    clock: line.clock,
  });
  return { phone, asked };
}

const sid = (kind: string) => kind + "1".repeat(32);
const created = { status: 201, body: { sid: sid("CA"), status: "queued" } };
const no = (status: number, code: number) => ({ status, body: { status, code, message: "no" } });
const leg = () => calledLeg(fakeLine().memory, { sessionId: "session", callSid: sid("CA") });

const ring = () => ({
  leg: leg(),
  to: "+15555550101",
  from: "+15555550100",
  firstWords: null,
  ringMs: 20_000,
  detectMachine: "not" as const,
});

test("a call is asked for with its leg's address, its status and its fallback", async () => {
  const { phone, asked } = await rest(created);
  expect(await phone.call({ ...ring(), detectMachine: "first" })).toEqual({ callSid: sid("CA") });
  const [{ method, path, form } = { method: "", path: "", form: new URLSearchParams() }] = asked;
  expect(`${method} ${path}`).toBe(`POST /2010-04-01/Accounts/AC${"a".repeat(32)}/Calls.json`);
  expect(form.getAll("StatusCallbackEvent")).toEqual([
    "initiated",
    "ringing",
    "answered",
    "completed",
  ]);
  form.delete("StatusCallbackEvent");
  expect(Object.fromEntries(form)).toEqual({
    To: "+15555550101",
    From: "+15555550100",
    Url: "https://line.example.org/twilio/legs/duty-1#rc=2&rp=all&rt=4000&tt=12000",
    FallbackUrl: "https://fallback.example.org/voice",
    StatusCallback:
      "https://line.example.org/twilio/status/legs/duty-1#rc=2&rp=all&rt=4000&tt=12000",
    Timeout: "20",
    MachineDetection: "Enable",
  });
});

test("first words go with the request, so that they are heard without us", async () => {
  const { phone, asked } = await rest(created);
  const firstWords = [{ step: "say", text: "Medical emergency.", language: "en" }] as const;
  await phone.call({ ...ring(), firstWords });
  expect(asked[0]?.form.get("Twiml")).toContain("Medical emergency.");
  expect(asked[0]?.form.has("Url")).toBe(false);
});

test("an emergency number is refused before anything is sent", async () => {
  const { phone, asked } = await rest(created);
  await expect(phone.call({ ...ring(), to: "911" })).rejects.toThrow(CarrierRefused);
  await expect(phone.text("988", "+15555550100", "hi")).rejects.toThrow(CarrierRefused);
  expect(asked).toEqual([]);
});

test("a refusal carries the carrier's code", async () => {
  const { phone } = await rest(no(400, 21_217));
  const refused = phone.call(ring());
  await expect(refused).rejects.toThrow(CarrierRefused);
  await expect(refused).rejects.toMatchObject({ code: 21_217 });
});

test.each([no(500, 20_500), no(503, 20_503), no(429, 20_429)])(
  "broken or too busy is not a refusal: it is asked again",
  async (answer) => {
    const { phone } = await rest(answer);
    await expect(phone.call(ring())).rejects.toThrow(CarrierUnreachable);
  },
);

test("no answer within 2 s is nobody knows", async () => {
  const { phone } = await rest("silence");
  const begun = performance.now();
  await expect(phone.call(ring())).rejects.toThrow(CarrierUnreachable);
  expect(performance.now() - begun).toBeLessThan(4_000);
});

test("nobody there is nobody knows", async () => {
  const { phone } = await rest(created);
  for (const close of open.splice(0)) await close();
  await expect(phone.call(ring())).rejects.toThrow(CarrierUnreachable);
});

test("a leg is moved to its own address", async () => {
  const { phone, asked } = await rest({ status: 200, body: { sid: sid("CA") } });
  expect(await phone.move(leg())).toBe(true);
  expect(asked[0]?.path).toContain(`/Calls/${sid("CA")}.json`);
  expect(asked[0]?.form.get("Url")).toContain("https://line.example.org/twilio/legs/duty-1");
});

test.each([no(400, 21_220), no(404, 20_404)])(
  "a call already over is neither moved nor an error",
  async (gone) => {
    const { phone } = await rest(gone);
    expect(await phone.move(leg())).toBe(false);
    await phone.hangUp(leg());
  },
);

test("hanging up ends a call in any state", async () => {
  const { phone, asked } = await rest({ status: 200, body: { sid: sid("CA") } });
  await phone.hangUp(leg());
  expect(asked[0]?.form.get("Status")).toBe("completed");
});

const conferences = (...list: readonly object[]) => ({
  status: 200,
  body: { page: 0, page_size: 1, next_page_uri: null, conferences: list },
});

test("an announcement is heard by everybody in the session's conference, or by one", async () => {
  const begun = conferences({ sid: sid("CF") });
  const script = [{ step: "say", text: "Checking in. You okay?", language: "en" }] as const;
  const all = await rest(begun, { status: 200, body: { sid: sid("CF") } });
  expect(await all.phone.announce("session", script, null)).toBe(true);
  expect(all.asked[0]?.path).toContain("FriendlyName=s-session&Status=in-progress");
  expect(all.asked[1]?.path).toContain(`/Conferences/${sid("CF")}.json`);
  const token = /announcements\/([^#]+)/.exec(all.asked[1]?.form.get("AnnounceUrl") ?? "")?.[1];
  expect(openAnnouncement(token ?? "", "key")).toEqual(script);
  const one = await rest(begun, { status: 200, body: { call_sid: sid("CA") } });
  expect(await one.phone.announce("session", script, leg())).toBe(true);
  expect(one.asked[1]?.path).toContain(`/Participants/${sid("CA")}.json`);
});

test("with nobody together there is nobody to announce to", async () => {
  const { phone } = await rest(conferences());
  expect(await phone.announce("session", [], null)).toBe(false);
  const left = await rest(conferences({ sid: sid("CF") }), no(404, 20_404));
  expect(await left.phone.announce("session", [], leg())).toBe(false);
});

test("a text message", async () => {
  const { phone, asked } = await rest({ status: 201, body: { sid: sid("SM") } });
  await phone.text("+15555550101", "+15555550100", "We got cut off.");
  expect(Object.fromEntries(asked[0]?.form ?? [])).toEqual({
    To: "+15555550101",
    From: "+15555550100",
    Body: "We got cut off.",
  });
});

test.each([
  ["queued", null, false],
  ["ringing", null, false],
  ["in-progress", null, true],
  ["completed", "completed", true],
  ["no-answer", "noAnswer", false],
])("the carrier's word on a call that is %s", async (status, ended, answered) => {
  const { phone } = await rest({ status: 200, body: { sid: sid("CA"), status } });
  expect(await phone.look(leg())).toEqual({ ended, answered });
});

test("a call the carrier does not know has failed", async () => {
  const { phone } = await rest(no(404, 20_404));
  expect(await phone.look(leg())).toEqual({ ended: "failed", answered: false });
});
