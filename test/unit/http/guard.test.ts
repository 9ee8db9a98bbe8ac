import { expect, test } from "vitest";
import { call, carrier, PREVIOUS, sign, TOKEN } from "../../support/carrier.ts";

const incoming = "/twilio/voice/incoming";

const refused = { status: 403, body: "" };

test("an unsigned request is refused with nothing said", async () => {
  const { post, memory } = carrier();
  expect(await post(incoming, call(), null)).toMatchObject(refused);
  expect(memory.legs.size).toBe(0);
});

test.each([
  ["nonsense", "nonsense"],
  ["another token", sign(incoming, call(), "another token")],
  ["another path", sign("/twilio/voice/other", call())],
  ["another field", sign(incoming, { ...call(), From: "+15555550124" })],
  ["a field left out", sign(incoming, { CallSid: "CA1" })],
])("a wrong signature is refused: %s", async (_what, signature) => {
  const { post, memory } = carrier();
  expect(await post(incoming, call(), signature)).toMatchObject(refused);
  expect(memory.legs.size).toBe(0);
});

test.each([TOKEN, PREVIOUS])("both tokens sign while one is being replaced", async (token) => {
  const { post } = carrier();
  expect((await post(incoming, call(), sign(incoming, call(), token))).status).toBe(200);
});

test("values are checked as they came: blanks, spaces and accents", async () => {
  const { post } = carrier();
  const fields = call({ CallerName: "  Zoé & co ", FromCity: "", ZNew: "1 + 1" });
  expect((await post(incoming, fields)).status).toBe(200);
});

test("the query is part of what is signed", async () => {
  const { post } = carrier();
  const path = `${incoming}?away=1`;
  expect((await post(path, call())).status).toBe(200);
  expect((await post(path, call(), sign(incoming, call()))).status).toBe(403);
});

test.each([
  incoming,
  "/twilio/legs/1",
  "/twilio/voice/fallback",
  "/twilio/announcements/x.y",
  "/twilio/status/legs/1",
  "/twilio/status/incoming",
  "/twilio/status/conference/1",
  "/twilio/messages/incoming",
])("%s has to be signed", async (path) => {
  expect(await carrier().post(path, call(), null)).toMatchObject(refused);
});
