import { connect } from "node:net";
import { once } from "node:events";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { paceHere } from "../../../src/adapters/pace.ts";
import { fakeApi } from "../../support/fake-api.ts";

let app: FastifyInstance;
beforeAll(async () => {
  ({ app } = await fakeApi());
});
afterAll(() => app.close());

const id = "0199c000-0000-7000-8000-000000000001";
const wish = { authorization: "jo responder", "idempotency-key": "k" };
const markWell = { method: "POST", url: `/api/sessions/${id}/check-ins/1` } as const;
const well = { mark: "well" };

test.each([
  ["a webhook", "/twilio/voice/incoming"],
  ["a tone", "/twilio/sounds/ask.wav"],
  ["the API", "/api/me"],
  ["health", "/health/live"],
  ["what is not there", "/nothing"],
])("%s tells a browser to load, frame and send nothing", async (_what, url) => {
  const { headers } = await app.inject({ url });
  const policy = "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'";
  expect(headers).toMatchObject({
    "content-security-policy": policy,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "strict-transport-security": "max-age=31536000",
  });
  expect(headers["permissions-policy"]).toContain("microphone=(self), camera=()");
});

test.each([
  ["another site", { "sec-fetch-site": "cross-site" }],
  ["another name under the same domain", { "sec-fetch-site": "same-site" }],
  ["another site, by an older browser", { origin: "https://elsewhere.example" }],
  ["nowhere that says its name", { origin: "null" }],
  ["ourselves, without TLS", { origin: "http://line.example.org" }],
])("a wish from %s is refused before anything else is looked at", async (_where, from) => {
  const answer = await app.inject({ ...markWell, headers: { ...wish, ...from }, payload: well });
  expect(answer.statusCode).toBe(403);
  expect(answer.json()).toMatchObject({ code: "notFromHere" });
  const signIn = { method: "POST", url: "/api/auth/sign-in/email" } as const;
  const payload = { email: "jo@rehearsal.example", password: "correct horse battery" };
  expect((await app.inject({ ...signIn, headers: from, payload })).statusCode).toBe(403);
});

test.each([
  ["our own page", { "sec-fetch-site": "same-origin", origin: "https://line.example.org" }],
  ["our own page, by an older browser", { origin: "https://line.example.org" }],
  ["a program of ours", {}],
])("a wish from %s is looked at", async (_where, from) => {
  const answer = await app.inject({ ...markWell, headers: { ...wish, ...from }, payload: well });
  expect(answer.json()).toMatchObject({ code: "sessionNotFound" });
});

test("another site may lead somebody to a page of ours, which changes nothing", async () => {
  const headers = { authorization: "jo responder", "sec-fetch-site": "cross-site" };
  expect((await app.inject({ url: "/api/sessions", headers })).statusCode).toBe(200);
});

test.each(["/twilio/legs/%E0%A4%A", `/twilio/legs/${"x".repeat(300)}?ask=c1.1`])(
  "an address of the carrier's that cannot be read is refused with nothing said: %s",
  async (url) => {
    const answer = await app.inject({ method: "POST", url });
    expect(answer).toMatchObject({ statusCode: 403, body: "" });
  },
);

test("elsewhere it is a problem like any other", async () => {
  const answer = await app.inject({ url: "/api/sessions/%E0%A4%A" });
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toMatchObject({ code: "requestWrong" });
  expect(answer.body).not.toContain("%E0");
});

test.each(["\0", "\uD800"])(
  "what no table takes is refused before a statement fails",
  async (letter) => {
    const headers = { authorization: "dana supervisor", "idempotency-key": "k" };
    const payload = {
      email: "new@rehearsal.example",
      name: `A${letter}B`,
      roles: ["responder"],
      languages: ["en"],
    };
    const answer = await app.inject({ method: "POST", url: "/api/invitations", headers, payload });
    expect(answer.statusCode).toBe(400);
  },
);

/** An API that was asked this often already, within the minute. */
async function askedBefore(who: string, times: number) {
  const pace = paceHere();
  const api = await fakeApi({ pace });
  for (let n = 0; n < times; n += 1) await pace.count(who, api.line.clock.now());
  const ask = (staff: string) =>
    api.app.inject({ url: "/api/sessions", headers: { authorization: staff } });
  const act = () => api.app.inject({ ...markWell, headers: wish, payload: well });
  return { ...api, ask, act };
}

test("one who asks far too much waits; what they do in a session goes on, and so do the others", async () => {
  const { ask, act, line } = await askedBefore("person jo", 2_999);
  expect((await ask("jo responder")).statusCode).toBe(200);
  const answer = await ask("jo responder");
  expect(answer.statusCode).toBe(429);
  expect(answer.json()).toMatchObject({ code: "tooManyTries" });
  expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
  expect((await act()).json()).toMatchObject({ code: "sessionNotFound" });
  expect((await ask("robin responder")).statusCode).toBe(200);
  const started = line.clock.now();
  line.clock.now = () => started + 60_000;
  expect((await ask("jo responder")).statusCode).toBe(200);
});

test("ten acts in each second of a minute are none too many, one more is a program gone wild", async () => {
  const { act } = await askedBefore("acts jo", 599);
  expect((await act()).statusCode).toBe(404);
  expect((await act()).statusCode).toBe(429);
});

test("what the carrier asks is not counted", async () => {
  const counted: string[] = [];
  const pace = { ...paceHere(), count: async (who: string) => counted.push(who) };
  const { app } = await fakeApi({ pace });
  for (const url of ["/twilio/voice/incoming", "/twilio/legs/1", "/twilio/status/incoming"]) {
    await app.inject({ method: "POST", url });
  }
  await app.inject({ url: "/health/live" });
  expect(counted).toEqual([]);
});

test("whoever tries addresses without being known is slowed, each by their own", async () => {
  const from = (address: string) =>
    app.inject({
      method: "POST",
      url: "/api/invitations/accept",
      headers: { "x-forwarded-for": address, "idempotency-key": "k" },
      payload: { token: "too short", password: "x" },
    });
  for (let n = 0; n < 60; n += 1) expect((await from("198.51.100.7")).statusCode).toBe(400);
  expect((await from("198.51.100.7")).statusCode).toBe(429);
  expect((await from("198.51.100.8")).statusCode).toBe(400);
});

test("those who find a hole are told whom to tell, for less than a year", async () => {
  const { app, line } = await fakeApi({ securityContact: "mailto:security@line.example.org" });
  const answer = await app.inject({ url: "/.well-known/security.txt" });
  expect(answer.headers["content-type"]).toBe("text/plain; charset=utf-8");
  const fields = Object.fromEntries(
    answer.body
      .trim()
      .split("\n")
      .map((row) => row.split(/: (.*)/s).slice(0, 2)),
  );
  expect(fields).toMatchObject({
    Contact: "mailto:security@line.example.org",
    Canonical: "https://line.example.org/.well-known/security.txt",
  });
  const left = Date.parse(String(fields["Expires"])) - line.clock.now();
  expect(left).toBeGreaterThan(24 * 3_600_000);
  expect(left).toBeLessThan(365 * 24 * 3_600_000);
});

test("where nobody is named there is no such file", async () => {
  expect((await app.inject({ url: "/.well-known/security.txt" })).statusCode).toBe(404);
});

test("nobody holds a connection for long by sending slowly, or a lot", async () => {
  await app.listen({ port: 0, host: "127.0.0.1" });
  const { server } = app;
  expect(server.headersTimeout).toBe(10_000);
  expect(server.requestTimeout).toBe(15_000);
  expect(server.keepAliveTimeout).toBe(60_000);
  expect(server.timeout).toBe(60_000);
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const socket = connect(port, "127.0.0.1");
  socket.write(`GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${"x".repeat(20_000)}\r\n\r\n`);
  const [said]: readonly unknown[] = await once(socket, "data");
  expect(String(said)).toContain("431");
  socket.destroy();
  await app.close();
});
