import { expect, test } from "vitest";

import { atRest } from "../support/at-rest.ts";
import { night, PUBLIC, seconds, type Night } from "../support/night.ts";
import { sign } from "../../src/emulator/signature.ts";

const TWIML = /^<\?xml.*<Response/s;

/** A request that claims to come from the carrier. */
async function post(line: Night, path: string, params: Record<string, string>, signedBy?: string) {
  const url = `${line.publicUrl}${path}`;
  return fetch(url, {
    method: "POST",
    headers: {
      "Content-Type": "application/x-www-form-urlencoded",
      "X-Twilio-Signature": sign(signedBy ?? line.authToken, url, params),
    },
    body: new URLSearchParams(params).toString(),
  });
}

test("what the carrier did not sign is turned away, and changes nothing", async () => {
  const line = await night();
  const robin = await line.responder("robin");
  const call = await line.accompanied(robin);
  await robin.startsWatch();
  const { id, caller } = await robin.session();
  const before = (await line.line.store.events(id)).length;

  const forged = [
    post(
      line,
      "/twilio/voice/incoming",
      { CallSid: "CAforged", From: "+15555550139", To: PUBLIC },
      "nobody",
    ),
    post(
      line,
      `/twilio/legs/${caller.legId}?ask=c1.1`,
      { CallSid: call.callSid, Digits: "1" },
      "nobody",
    ),
    post(
      line,
      `/twilio/status/legs/${caller.legId}`,
      { CallSid: call.callSid, CallStatus: "completed" },
      "nobody",
    ),
    post(line, "/twilio/messages/incoming", { MessageSid: "SMforged", Body: "1" }, "nobody"),
  ];
  for (const answer of await Promise.all(forged)) expect(answer.status).toBe(403);
  expect(await line.line.store.events(id)).toHaveLength(before);
  expect(await line.reads.openSessions()).toHaveLength(1);
  await robin.hearsGoodbye();

  await atRest(line);
});

test("garbage that is signed is answered with something a person can hear, and changes nothing", async () => {
  const line = await night();
  const robin = await line.responder("robin");
  const call = await line.accompanied(robin);
  await robin.startsWatch();
  const { id, caller } = await robin.session();
  const before = (await line.line.store.events(id)).length;
  const sid = { CallSid: call.callSid, Direction: "inbound", From: line.caller.id, To: PUBLIC };

  const voice = [
    ["/twilio/voice/incoming", {}],
    ["/twilio/legs/no-such-leg", { CallSid: "CAnobody" }],
    [`/twilio/legs/${caller.legId}?ask=c99.7&at=x&turn=-5`, { ...sid, Digits: "1" }],
    [`/twilio/legs/${caller.legId}?ask=c1.1`, { ...sid, Digits: "1; DROP TABLE sessions" }],
    [`/twilio/legs/${caller.legId}?ask=brief`, { ...sid, Digits: "1" }],
    [`/twilio/legs/${caller.legId}?ask=star&turn=999999999999`, { ...sid, Digits: "99" }],
    [`/twilio/legs/${"x".repeat(150)}`, sid],
  ] as const;
  for (const [path, params] of voice) {
    const answer = await post(line, path, params);
    expect(answer.status, path).toBe(200);
    expect(await answer.text(), path).toMatch(TWIML);
  }
  const status = [
    ["/twilio/status/legs/no-such-leg", { CallSid: "CAnobody", CallStatus: "completed" }],
    [`/twilio/status/legs/${caller.legId}`, { CallSid: "CAsomebodyelse", CallStatus: "completed" }],
    [`/twilio/status/legs/${caller.legId}`, { CallStatus: "completed" }],
    ["/twilio/status/incoming", { CallSid: "CAnobody", CallStatus: "exploded" }],
    [`/twilio/status/conference/${id}`, { StatusCallbackEvent: "participant-leave" }],
  ] as const;
  for (const [path, params] of status) {
    expect((await post(line, path, params)).status, path).toBe(204);
  }
  const events = await line.line.store.events(id);
  expect(events.slice(before).map(({ kind }) => kind)).toEqual([]);
  line.log.forgetErrors();
  await line.passes(seconds(5));
  await robin.says("Still with you");
  await call.hears(/Still with you/);
  await robin.hearsGoodbye();

  await atRest(line);
});

test("webhooks that come twice, or late, count once", async () => {
  const line = await night();
  const robin = await line.responder("robin");
  const call = await line.accompanied(robin);
  await robin.startsWatch();
  const { id } = await robin.session();
  const path = "/twilio/status/incoming";
  const params = { CallSid: call.callSid, CallStatus: "in-progress", SequenceNumber: "1" };
  for (let times = 0; times < 3; times += 1) await post(line, path, params);
  await call.drops();
  await line.passes(seconds(3));
  const ended = { CallSid: call.callSid, CallStatus: "completed", SequenceNumber: "9" };
  for (let times = 0; times < 3; times += 1) await post(line, path, ended);
  const events = await line.line.store.events(id);
  expect(events.filter(({ kind }) => kind === "lineLost")).toHaveLength(1);
  await robin.hearsGoodbye();
  await line.passes(seconds(10));
  expect(line.requestsTo(line.caller)).toEqual([]);

  await atRest(line);
});
