import Fastify from "fastify";
import { expect, test } from "vitest";
import { guardCarrier } from "../../../src/http/guard.ts";
import { fakeLine } from "../../support/fake-line.ts";

const official = {
  CallSid: "CA1234567890ABCDE",
  Caller: "+14158675309",
  Digits: "1234",
  From: "+14158675309",
  To: "+18005551212",
};

type Vector = {
  publicUrl: string;
  path: string;
  body: string;
  signature: string;
  tokens?: string[];
};

async function status({ publicUrl, path, body, signature, tokens = ["12345"] }: Vector) {
  const app = Fastify();
  const { log } = fakeLine().line;
  guardCarrier(app, { publicUrl, authTokens: tokens, log, refused: () => undefined });
  app.post("/*", (_request, reply) => reply.send("heard"));
  const answer = await app.inject({
    method: "POST",
    url: path,
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "x-twilio-signature": signature,
    },
    payload: body,
  });
  return answer.statusCode;
}

const form = new URLSearchParams(official).toString();
const path = "/myapp.php?foo=1&bar=2";

/** Published by Twilio with its own library; recomputed in our notes. */
const published: readonly (Vector & { what: string })[] = [
  {
    what: "https",
    publicUrl: "https://mycompany.com",
    path,
    body: form,
    signature: "RSOYDt4T1cUTdK1PDd93/VVr8B8=",
  },
  {
    what: "https, port signed",
    publicUrl: "https://mycompany.com",
    path,
    body: form,
    signature: "kvajT1Ptam85bY51eRf/AJRuM3w=",
  },
  {
    what: "http with a port",
    publicUrl: "http://mycompany.com:1234",
    path,
    body: form,
    signature: "Zmvh+3yNM1Phv2jhDCwEM3q5ebU=",
  },
  {
    what: "our own",
    publicUrl: "https://line.example.org",
    path: "/twilio/voice/inbound?env=prod",
    body: new URLSearchParams({
      AccountSid: "ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
      ApiVersion: "2010-04-01",
      CallSid: "CAbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
      CallStatus: "ringing",
      Direction: "inbound",
      From: "+15145550123",
      To: "+18005550199",
    }).toString(),
    signature: "3LNlA65zfB7XEvHWv6MFKFZ3NGQ=",
    tokens: ["f00dfacef00dfacef00dfacef00dface"],
  },
];

test.each(published)("a published signature is accepted: $what", async (vector) => {
  expect(await status(vector)).toBe(200);
});

test.each(published)("with the previous token too: $what", async (vector) => {
  expect(await status({ ...vector, tokens: ["new", ...(vector.tokens ?? ["12345"])] })).toBe(200);
  expect(await status({ ...vector, tokens: ["new"] })).toBe(403);
});

test("names that come twice are kept", async () => {
  const signature = "IK+Dwps556ElfBT0I3Rgjkr1wJU=";
  const body = "Sid=CA123&SidAccount=AC123&Digits=5678&Digits=1234&Digits=1234";
  const vector = { publicUrl: "https://mycompany.com", path, body, signature };
  expect(await status(vector)).toBe(200);
});

test("what is no form is refused unread", async () => {
  const app = Fastify();
  const log = fakeLine().line.log;
  const publicUrl = "https://mycompany.com";
  guardCarrier(app, { publicUrl, authTokens: ["12345"], log, refused: () => undefined });
  app.post("/*", (_request, reply) => reply.send("heard"));
  const answer = await app.inject({ method: "POST", url: path, payload: { a: 1 } });
  expect(answer.statusCode).toBe(403);
  expect(answer.body).toBe("");
});

test("an address that cannot be read is no signature, and no error", async () => {
  const vector = { publicUrl: "line", path, body: form, signature: "x" };
  expect(await status(vector)).toBe(403);
});

test("no token means nobody, not everybody", async () => {
  const vector = { publicUrl: "https://mycompany.com", path, body: form, signature: "x" };
  expect(await status({ ...vector, tokens: [] })).toBe(403);
  expect(await status({ ...vector, tokens: [""] })).toBe(403);
});
