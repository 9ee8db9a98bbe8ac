import { expect, test } from "vitest";
import { CALLER, DESK, LINE, rig, twiml } from "./harness.ts";

const EVENTS = ["initiated", "ringing", "answered", "completed"];
const inline = (words: string) => twiml(`<Say>${words}</Say>`);

async function ringing(extra: object = {}) {
  const set = await rig({ "/status": () => ({ status: 204 }), "/leg": () => inline("Hello you") });
  const create = {
    to: DESK,
    from: LINE,
    twiml: inline("This is the line"),
    statusCallback: `${set.line.url}/status`,
    statusCallbackEvent: EVENTS,
    ...extra,
  };
  const statuses = () => set.line.at("/status").map(({ params }) => params);
  return { ...set, create, statuses };
}

test("an answered call tells its status in order, from zero", async () => {
  const { network, client, create, statuses, passes } = await ringing();
  network.phone(DESK, { answers: { afterMs: 3000 } });
  await client.calls.create(create);
  await passes(30_000);
  expect(statuses().map((one) => [one["SequenceNumber"], one["CallStatus"]])).toEqual([
    ["0", "initiated"],
    ["1", "ringing"],
    ["2", "in-progress"],
    ["3", "completed"],
  ]);
  expect(statuses()[0]).toMatchObject({
    CallbackSource: "call-progress-events",
    Direction: "outbound-api",
    Timestamp: expect.stringMatching(/^Sun, 22 Nov 2026 \d\d:\d\d:\d\d \+0000$/),
  });
  expect(statuses()[3]).toMatchObject({ CallDuration: "1", Duration: "1" });
  expect(network.unexpected()).toEqual([]);
});

test("only the end is told unless more was asked", async () => {
  const { network, client, create, statuses, passes } = await ringing();
  network.phone(DESK, { answers: { afterMs: 0 } });
  await client.calls.create({ ...create, statusCallbackEvent: [] });
  await passes(10_000);
  expect(statuses()).toMatchObject([{ SequenceNumber: "0", CallStatus: "completed" }]);
});

test("events joined by a space are accepted, and no callback ever comes", async () => {
  const { network, client, create, statuses, passes } = await ringing();
  network.phone(DESK, { answers: { afterMs: 0 } });
  await client.calls.create({ ...create, statusCallbackEvent: ["initiated ringing completed"] });
  await passes(10_000);
  expect(statuses()).toEqual([]);
  expect(network.log.entries).toContainEqual(
    expect.objectContaining({ kind: "warned", code: 21626 }),
  );
});

test.each([
  ["busy", ["initiated", "busy"], "486"],
  ["rejects", ["initiated", "ringing", "busy"], "486"],
  ["unreachable", ["initiated", "failed"], "404"],
  ["never", ["initiated", "ringing", "no-answer"], "487"],
] as const)("a phone that is %s", async (answers, expected, sip) => {
  const { network, client, create, statuses, passes } = await ringing({ timeout: 20 });
  network.phone(DESK, { answers });
  await client.calls.create(create);
  await passes(26_000);
  expect(statuses().map((one) => one["CallStatus"])).toEqual(expected);
  expect(statuses().at(-1)).toMatchObject({ SipResponseCode: sip, CallDuration: "0" });
});

test("a call rings five seconds longer than asked", async () => {
  const { network, client, create, statuses, passes } = await ringing({ timeout: 10 });
  network.phone(DESK, { answers: "never" });
  await client.calls.create(create);
  await passes(250 + 14_900);
  expect(statuses().at(-1)).toMatchObject({ CallStatus: "ringing" });
  await passes(200);
  expect(statuses().at(-1)).toMatchObject({ CallStatus: "no-answer" });
});

test("voicemail picks up, greets, and the log marks what it heard", async () => {
  const { network, client, create, passes } = await ringing({
    twiml: twiml('<Say loop="3">Somebody needs help at twelve Rehearsal Lane</Say>'),
  });
  network.phone(DESK, {
    answers: "voicemail",
    voicemailAfterMs: 8000,
    greeting: "Leave a message",
  });
  await client.calls.create(create);
  await passes(20_000);
  const heard = network.log.entries.filter((entry) => entry.kind === "heard");
  expect(heard).toHaveLength(3);
  expect(heard).toMatchObject([{ handset: DESK, voicemail: true }, {}, {}]);
  expect(network.log.entries).toContainEqual(
    expect.objectContaining({ kind: "said", handset: DESK, text: "Leave a message" }),
  );
});

test("a voicemail's greeting is speech to a Gather that listens for speech", async () => {
  const { network, client, create, line, passes } = await ringing();
  network.phone(DESK, { answers: "voicemail", voicemailAfterMs: 1000, greeting: "Yes leave it" });
  await client.calls.create({
    ...create,
    twiml: twiml(`<Gather input="dtmf speech" speechTimeout="1" action="${line.url}/leg"/>`),
  });
  await passes(10_000);
  expect(line.at("/leg")[0]?.params).toMatchObject({ SpeechResult: "Yes leave it" });
});

test("who answered is known after a second for people, four for machines", async () => {
  const { network, client, create, line, clock, passes } = await ringing();
  const url = `${line.url}/leg`;
  network.phone(DESK, { answers: { afterMs: 0 } });
  network.phone(CALLER, { answers: "voicemail", voicemailAfterMs: 0 });
  const answeredAt = clock.now() + 250;
  await client.calls.create({ ...create, url, machineDetection: "Enable" });
  await passes(1200);
  expect(line.at("/leg")).toEqual([]);
  await passes(50);
  expect(clock.now() - answeredAt).toBe(1000);
  expect(line.at("/leg")[0]?.params).toMatchObject({ AnsweredBy: "human" });

  const made = await client.calls.create({
    ...create,
    to: CALLER,
    url,
    machineDetection: "Enable",
  });
  await passes(4200);
  expect(line.at("/leg")).toHaveLength(1);
  await passes(100);
  expect(line.at("/leg")[1]?.params).toMatchObject({ AnsweredBy: "machine_start" });
  expect((await client.calls(made.sid).fetch()).answeredBy).toBe("machine_start");
});

test("a softphone rings, is accepted, and only then fetches its document", async () => {
  const { network, client, create, line, passes } = await ringing();
  const responder = network.softphone("responder_1");
  const url = `${line.url}/leg`;
  await client.calls.create({
    ...create,
    to: "client:responder_1?session=s-1",
    url,
  });
  const ring = await responder.isRung();
  expect(line.at("/leg")).toEqual([]);
  const call = await responder.accept();
  expect(call.callSid).toBe(ring.callSid);
  await call.hears(/hello you/i);
  await passes(100);
  expect(network.unexpected()).toEqual([]);
});

test("a softphone whose browser is gone is not there at once, yet is said to ring", async () => {
  const { network, client, create, statuses, passes } = await ringing({ to: "client:responder_1" });
  const responder = network.softphone("responder_1");
  await responder.goesOffline();
  await client.calls.create(create);
  await passes(1000);
  expect(statuses().map((one) => one["CallStatus"])).toEqual(["initiated", "ringing", "no-answer"]);
  expect(network.log.entries.some(({ kind }) => kind === "rang")).toBe(false);
});

test("a softphone that declines or is on a call is busy", async () => {
  const { network, client, create, statuses, passes } = await ringing({
    to: "client:responder_1",
    twiml: twiml('<Pause length="60"/>'),
  });
  const responder = network.softphone("responder_1");
  await client.calls.create(create);
  await responder.decline();
  await passes(1000);
  expect(statuses().at(-1)).toMatchObject({ CallStatus: "busy" });
  await client.calls.create(create);
  await responder.accept();
  await client.calls.create(create);
  await passes(2000);
  expect(statuses().at(-1)).toMatchObject({ CallStatus: "busy" });
});

test("an incoming call is ringing for its first document, then in progress", async () => {
  const { network, line, passes } = await rig({ "/voice": () => inline("Hello") });
  const call = await network.phone(CALLER).calls(LINE);
  await call.hears(/hello/i);
  expect(line.at("/voice")[0]?.params).toMatchObject({
    CallSid: call.callSid,
    CallStatus: "ringing",
    Direction: "inbound",
    From: CALLER,
    To: LINE,
  });
  expect(await call.ends()).toBe("completed");
  await passes(100);
  expect(line.at("/inbound-status")[0]?.params).toMatchObject({ CallStatus: "completed" });
});

test.each(["anonymous", "client:alice", "sip:alice@example.org", "Unavailable", ""])(
  "a caller may show %j",
  async (from) => {
    const { network, line } = await rig({ "/voice": () => inline("Hello") });
    const call = await network.phone(CALLER).calls(LINE, { from });
    await call.hears(/hello/i);
    expect(line.at("/voice")[0]?.params).toMatchObject({ From: from, Caller: from });
  },
);

test("a rejected call was never answered", async () => {
  const { network } = await rig({ "/voice": () => twiml('<Reject reason="busy"/>') });
  const call = await network.phone(CALLER).calls(LINE);
  expect(await call.ends()).toBe("busy");
  expect(network.log.entries.some(({ kind }) => kind === "answered")).toBe(false);
});

test("hanging up and losing the line end alike for the line, not for the log", async () => {
  const { network, line, passes } = await rig({
    "/voice": () => inline("One two three four five"),
  });
  const caller = network.phone(CALLER);
  const first = await caller.calls(LINE);
  await first.hears(/one/i);
  await first.hangsUp();
  const second = await caller.calls(LINE);
  await second.hears(/one/i);
  await second.drops();
  await passes(100);
  const statuses = line.at("/inbound-status").map(({ params }) => params["CallStatus"]);
  expect(statuses).toEqual(["completed", "completed"]);
  const ended = network.log.entries.filter((entry) => entry.kind === "ended");
  expect(ended.map(({ by }) => by)).toEqual(["person", "dropped"]);
});

test("a call ends by itself after four hours", async () => {
  const { network, passes } = await rig({
    "/voice": () => twiml("<Say>Hello</Say>", '<Pause length="20000"/>'),
  });
  const call = await network.phone(CALLER).calls(LINE);
  await passes(4 * 3_600_000 - 1000);
  expect(network.log.entries.some(({ kind }) => kind === "ended")).toBe(false);
  await passes(1000);
  expect(await call.ends({ within: 0 })).toBe("completed");
});

test("documents that redirect to each other for ever do not stop the clock", async () => {
  const { network, line, passes } = await rig({
    "/voice": () => twiml("<Redirect>/voice</Redirect>"),
  });
  await network.phone(CALLER).calls(LINE);
  await passes(200);
  expect(line.at("/voice").length).toBe(21);
});
