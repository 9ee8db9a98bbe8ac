import twilio from "twilio";
import { expect, test } from "vitest";
import { ACCOUNT, CALLER, clientOf, DESK, LINE, rig, TOKEN, twiml } from "./harness.ts";

const TWIML = twiml("<Say>Hello</Say>", '<Pause length="60"/>');
const create = { to: DESK, from: LINE, twiml: TWIML };

test("Twilio's own client creates, fetches, lists and ends a call", async () => {
  const { client, network, passes } = await rig({});
  network.phone(DESK, { answers: { afterMs: 0 } });
  const made = await client.calls.create(create);
  expect(made).toMatchObject({
    accountSid: ACCOUNT,
    status: "queued",
    direction: "outbound-api",
    toFormatted: "(555) 555-0102",
    queueTime: "0",
    duration: null,
  });
  expect(made.sid).toMatch(/^CA[0-9a-f]{32}$/);
  await passes(2000);
  const fetched = await client.calls(made.sid).fetch();
  expect(fetched.status).toBe("in-progress");
  expect(fetched.startTime).toBeInstanceOf(Date);
  expect(await client.calls.list({ status: "in-progress" })).toHaveLength(1);
  expect(await client.calls.list({ to: CALLER })).toHaveLength(0);
  const ended = await client.calls(made.sid).update({ status: "completed" });
  expect(ended).toMatchObject({ status: "completed", duration: "2" });
  expect(network.log.entries).toContainEqual(
    expect.objectContaining({ kind: "callRequested", callSid: made.sid, to: DESK, from: LINE }),
  );
});

test("lists come in pages that the client walks through", async () => {
  const { client } = await rig({}, { callsPerSecond: 30 });
  for (let made = 0; made < 5; made += 1) await client.calls.create(create);
  expect(await client.calls.list({ pageSize: 2 })).toHaveLength(5);
  expect(await client.calls.list({ pageSize: 2, limit: 3 })).toHaveLength(3);
});

test.each([
  [{ ...create, to: "" }, 21201],
  [{ ...create, to: "5550102" }, 21211],
  [{ ...create, from: CALLER }, 21210],
  [{ to: DESK, from: LINE }, 21205],
  [{ to: DESK, from: LINE, url: "/relative" }, 21205],
  [{ ...create, twiml: "x".repeat(4001) }, 20001],
])("refuses %j with %i", async (request, code) => {
  const { client } = await rig({});
  await expect(client.calls.create(request)).rejects.toMatchObject({ code, status: 400 });
});

test.each(["911", "933", "112", "988", "999", "211", "311", "511", "811", "+1911", "9-1-1"])(
  "never dials %s, and says so loudly",
  async (to) => {
    const { client, network } = await rig({});
    await expect(client.calls.create({ ...create, to })).rejects.toMatchObject({ code: 21216 });
    await expect(client.messages.create({ to, from: LINE, body: "x" })).rejects.toThrow(/REFUSED/);
    expect(network.unexpected()).toMatchObject([
      { kind: "refused", to },
      { kind: "refused", to },
    ]);
  },
);

test("an account dials one call a second; the rest queue and say how long", async () => {
  const { client, network, clock, passes } = await rig({});
  network.phone(DESK, { answers: "never" });
  const startedAt = clock.now();
  const made = await Promise.all([1, 2, 3].map(() => client.calls.create(create)));
  expect(made.map(({ queueTime }) => queueTime).toSorted()).toEqual(["0", "1000", "2000"]);
  await passes(5000);
  const rang = network.log.entries.filter(({ kind }) => kind === "rang");
  expect(rang.map(({ at }) => at - startedAt)).toEqual([250, 1250, 2250]);
});

test("a call cancelled while it queues never rings, and tells nobody", async () => {
  const { client, network, line, passes } = await rig({});
  network.phone(DESK, { answers: "never" });
  const statusCallback = `${line.url}/status`;
  await client.calls.create(create);
  const queued = await client.calls.create({ ...create, statusCallback });
  const canceled = await client.calls(queued.sid).update({ status: "canceled" });
  expect(canceled.status).toBe("canceled");
  await passes(10_000);
  expect(network.log.entries.filter(({ kind }) => kind === "rang")).toHaveLength(1);
  expect(line.at("/status")).toEqual([]);
});

test("cancelling comes too late once the call is answered; ending does not", async () => {
  const { client, network, passes } = await rig({});
  network.phone(DESK, { answers: { afterMs: 0 } });
  const { sid } = await client.calls.create(create);
  await passes(1000);
  expect((await client.calls(sid).update({ status: "canceled" })).status).toBe("in-progress");
  expect((await client.calls(sid).update({ status: "completed" })).status).toBe("completed");
});

test("a call that is over cannot be moved", async () => {
  const { client } = await rig({});
  const { sid } = await client.calls.create(create);
  await client.calls(sid).update({ status: "completed" });
  const moved = client.calls(sid).update({ twiml: TWIML });
  await expect(moved).rejects.toMatchObject({ code: 21220, status: 400 });
});

test("a call moved before it is answered starts with its new document", async () => {
  const { client, network } = await rig({});
  const desk = network.phone(DESK);
  const { sid } = await client.calls.create(create);
  await desk.isRung();
  await client.calls(sid).update({ twiml: twiml("<Say>Something else</Say>") });
  const call = await desk.answers();
  await call.hears(/something else/i);
  expect(call.heard()).toEqual(["Something else"]);
});

test("only the account's token and its API key are let in", async () => {
  const { url } = await rig({});
  const key = clientOf(url, { user: "SK0123456789abcdef0123456789abcdef", pass: "secret" });
  expect(await key.calls.list()).toEqual([]);
  const stranger = clientOf(url, { user: ACCOUNT, pass: "wrong" });
  await expect(stranger.calls.list()).rejects.toMatchObject({ status: 401, code: 20003 });
});

test("what is not there is 20404", async () => {
  const { client } = await rig({});
  const none = "0".repeat(32);
  await expect(client.calls(`CA${none}`).fetch()).rejects.toMatchObject({ code: 20404 });
  await expect(client.conferences(`CF${none}`).fetch()).rejects.toMatchObject({ code: 20404 });
});

test("too many requests: refused and not acted on", async () => {
  const { client, network } = await rig({});
  network.faults.add({ on: "rest", effect: "tooManyRequests", match: { To: "5555550102" } });
  await expect(client.calls.create(create)).rejects.toMatchObject({ status: 429, code: 20429 });
  expect(network.log.entries).toMatchObject([{ kind: "faulted", effect: "tooManyRequests" }]);
});

test("a create can act and never answer", async () => {
  const { client, network, passes } = await rig({});
  network.phone(DESK, { answers: "never" });
  network.faults.add({ on: "rest", effect: "actThenHang", match: { method: "POST" } });
  const outcome = client.calls.create(create).then(
    () => "answered",
    () => "closed",
  );
  await expect.poll(() => network.log.entries.length).toBe(2);
  await passes(1000);
  expect(network.log.entries.map(({ kind }) => kind)).toEqual(["faulted", "callRequested", "rang"]);
  expect(await Promise.race([outcome, Promise.resolve("still waiting")])).toBe("still waiting");
});

test("every field that Twilio's client knows is there", async () => {
  const dial = "<Dial><Conference waitUrl=''>s-1</Conference></Dial>";
  const { client, network, passes } = await rig({ "/voice": () => twiml(dial) });
  const caller = await network.phone(CALLER).calls(LINE);
  const message = await client.messages.create({ to: DESK, from: LINE, body: "hello" });
  await passes(100);
  const call = await client.calls(caller.callSid).fetch();
  const [conference] = await client.conferences.list();
  const [participant] = await client.conferences(conference?.sid ?? "").participants.list();
  for (const resource of [call, conference, participant, message]) {
    const fields = Object.entries(resource?.toJSON() ?? { nothing: undefined });
    expect(fields.filter(([, value]) => value === undefined)).toEqual([]);
  }
});

test("Twilio's library accepts the signature of what the network sends", async () => {
  const { network, line, passes } = await rig({ "/voice": () => twiml("<Say>Hello</Say>") });
  await network.phone(CALLER).calls(LINE);
  await passes(10_000);
  expect(line.asked.length).toBeGreaterThan(1);
  for (const { url, params: sent, headers } of line.asked) {
    const signature = String(headers["x-twilio-signature"]);
    expect(twilio.validateRequest(TOKEN, signature, line.url + url, sent)).toBe(true);
  }
});

test("a GET webhook carries everything in its signed address, before any fragment", async () => {
  const { network, line } = await rig({ "/voice": () => twiml("<Say>Hello</Say>") });
  network.number(LINE, { voiceUrl: `${line.url}/voice?x=1#rc=1`, voiceMethod: "GET" });
  const call = await network.phone(CALLER).calls(LINE);
  await call.hears(/hello/i);
  const [asked] = line.at("/voice");
  const url = new URL(line.url + (asked?.url ?? ""));
  expect([asked?.method, url.searchParams.get("CallSid")]).toEqual(["GET", call.callSid]);
  const signature = String(asked?.headers["x-twilio-signature"]);
  expect(twilio.validateRequest(TOKEN, signature, url.href, {})).toBe(true);
});
