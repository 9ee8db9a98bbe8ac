import { expect, test } from "vitest";
import { ACCOUNT, CALLER, DESK, LINE, rig, TOKEN, twiml } from "./harness.ts";

const BASE = `/2010-04-01/Accounts/${ACCOUNT}`;
const NOBODY = "0".repeat(32);
const LOGIN = `Basic ${Buffer.from(`${ACCOUNT}:${TOKEN}`).toString("base64")}`;
const FORM = "application/x-www-form-urlencoded";
const create = { to: DESK, from: LINE, twiml: twiml('<Pause length="60"/>') };

type Asking = { method?: string; type?: string; body?: string | Buffer; login?: string };

async function asking(options: Parameters<typeof rig>[1] = {}) {
  const network = await rig({}, options);
  return {
    ...network,
    ask: async (path: string, { method = "GET", type, body, login = LOGIN }: Asking = {}) => {
      const headers = {
        Authorization: login,
        ...(type === undefined ? {} : { "Content-Type": type }),
      };
      const init = { method, headers, ...(body === undefined ? {} : { body }) };
      const answer = await fetch(network.url + path, init);
      const text = await answer.text();
      const parsed: unknown = text === "" ? null : JSON.parse(text);
      return { status: answer.status, body: parsed };
    },
  };
}

test("a refusal has Twilio's four parts", async () => {
  const { ask } = await asking();
  const { body } = await ask(`${BASE}/Calls.json`, { method: "POST", type: FORM, body: "From=x" });
  expect(body).toEqual({
    code: 21201,
    message: "No 'To' number is specified",
    more_info: "https://www.twilio.com/docs/errors/21201",
    status: 400,
  });
});

const CALL = `/Calls/CA${NOBODY}.json`;
const ROOM = `/Conferences/CF${NOBODY}`;

test("what is not there is not found", async () => {
  const { ask } = await asking();
  for (const path of [
    "/nothing",
    `/2010-04-01/Accounts/AC${NOBODY}/Calls.json`,
    `${BASE}/Queues.json`,
    `${BASE}${CALL}`,
    `${BASE}${ROOM}/Participants.json`,
    `${BASE}/Calls/CA${NOBODY}`,
    `${BASE}/Calls/${"x".repeat(3000)}.json`,
  ]) {
    expect(await ask(path)).toMatchObject({ status: 404, body: { code: 20404, status: 404 } });
  }
});

test("what an address does not do is said (20004)", async () => {
  const { ask } = await asking();
  for (const [method, path] of [
    ["PUT", "/Calls.json"],
    ["PATCH", CALL],
    ["DELETE", "/Calls.json"],
    ["POST", "/Recordings.json"],
    ["DELETE", `${ROOM}.json`],
  ] as const) {
    const answer = await ask(BASE + path, { method });
    expect(answer).toMatchObject({ status: 405, body: { code: 20004 } });
  }
});

test("nobody gets in without the account's token, except to hear a recording", async () => {
  const { ask } = await asking();
  const login = `Basic ${Buffer.from(`${ACCOUNT}:wrong`).toString("base64")}`;
  for (const path of ["/Calls.json", `/Recordings/RE${NOBODY}.json`, "/Messages.json"]) {
    expect(await ask(BASE + path, { login })).toMatchObject({ status: 401, body: { code: 20003 } });
  }
  expect(await ask(`${BASE}/Recordings/RE${NOBODY}.wav`, { login })).toMatchObject({ status: 404 });
});

test("what is no form is the asker's mistake", async () => {
  const { ask, network } = await asking();
  for (const [asked, status] of [
    [{ type: "application/json", body: "{}" }, 415],
    [{ type: "application/json", body: "{" }, 415],
    [{ type: "text/plain", body: "To=1" }, 415],
    [{ type: "?", body: "To=1" }, 415],
    [{ type: FORM, body: `To=${"1".repeat(2_000_000)}` }, 413],
    [{}, 400],
    [{ type: FORM, body: "" }, 400],
    [{ type: FORM, body: "To=%E0%A4%A&%=%&&&=&To" }, 400],
    [{ type: FORM, body: Buffer.from([0, 255, 254, 38, 61, 0]) }, 400],
    [{ type: FORM, body: "__proto__=1&constructor=2&toString=3" }, 400],
  ] as const) {
    const answer = await ask(`${BASE}/Calls.json`, { method: "POST", ...asked });
    expect(answer).toMatchObject({ status, body: { status } });
  }
  expect(network.log.entries.filter(({ kind }) => kind === "callRequested")).toEqual([]);
});

test("a list that is asked for badly says so", async () => {
  const { ask } = await asking();
  for (const [path, status] of [
    ["/Calls/%E0%A4%A.json", 400],
    ["/Calls.json?PageSize=many", 400],
    ["/Calls.json?Page=-1", 400],
    ["/Calls.json?PageToken=nonsense", 400],
    ["/Calls.json?StartTime=yesterday", 400],
    ["/Conferences.json?DateCreated%3C=x", 400],
    ["/IncomingPhoneNumbers.json?PhoneNumber=%5B(*", 200],
    ["/Calls.json?PageSize=5000&Nonsense=1", 200],
  ] as const) {
    expect([path, (await ask(BASE + path)).status]).toEqual([path, status]);
  }
});

test("whatever one sends to whichever address, it is never the network's own failure", async () => {
  const { ask, client, network } = await asking({ callsPerSecond: 30 });
  const call = await client.calls.create(create);
  const added = await client.conferences("s-1").participants.create({ to: DESK, from: LINE });
  const room = `/Conferences/${added.conferenceSid}`;
  const junk = ["", "\0", "-1", "%", "client:", "sip:911@x", "1e9", "null", "é".repeat(300)];
  const names = (
    "To From Url Method Twiml Status Timeout TimeLimit StatusCallback StatusCallbackEvent Body SendAt ScheduleType " +
    "MessagingServiceSid Label Muted MaxParticipants CallSidToCoach AnnounceUrl PhoneNumber AreaCode VoiceUrl"
  ).split(" ");
  for (const path of [
    "/Calls.json",
    `/Calls/${call.sid}.json`,
    `${room}.json`,
    `${room}/Participants.json`,
    "/Messages.json",
    "/IncomingPhoneNumbers.json",
  ]) {
    for (const place of junk.keys()) {
      const form = new URLSearchParams({ To: DESK, From: LINE });
      for (const [at, name] of names.entries()) {
        if ((at + place) % 3 > 0) form.append(name, junk[(place + at) % junk.length] ?? "");
      }
      const asked = { method: "POST", type: FORM, body: form.toString() };
      expect((await ask(BASE + path, asked)).status).toBeLessThan(500);
    }
  }
  const own = network.log.entries.filter((one) => one.kind === "warned" && one.code === 20500);
  expect(own).toEqual([]);
});

test("a parameter nobody knows is accepted, and noted", async () => {
  const { ask, network } = await asking();
  const body = new URLSearchParams({ To: DESK, From: LINE, Twiml: "<Response/>", Colour: "red" });
  const asked = { method: "POST", type: FORM, body: body.toString() };
  expect(await ask(`${BASE}/Calls.json`, asked)).toMatchObject({ status: 201 });
  const noted = network.log.entries.filter((one) => one.kind === "warned" && one.code === 20001);
  expect(noted).toMatchObject([{ message: expect.stringContaining("Colour") }]);
});

test("a call that cannot be made is refused with Twilio's code", async () => {
  const { client } = await asking();
  for (const [request, code] of [
    [{ ...create, from: "5550100" }, 21212],
    [{ ...create, from: "client:desk" }, 21212],
    [{ ...create, from: "" }, 21213],
    [{ ...create, to: `+44${"5".repeat(10)}` }, 21215],
    [{ ...create, to: `+1900${"5".repeat(7)}` }, 21216],
    [{ ...create, applicationSid: `AP${NOBODY}` }, 21218],
    [{ to: DESK, from: LINE, url: "http://127.0.0.1/x", method: "PUT" }, 21209],
    [{ ...create, timeout: Number.NaN }, 20001],
  ] as const) {
    await expect(client.calls.create(request)).rejects.toMatchObject({ code, status: 400 });
  }
});

test("a message that cannot be sent is refused with Twilio's code", async () => {
  const { client } = await asking();
  for (const [request, code] of [
    [{ to: DESK, from: LINE, body: "" }, 21602],
    [{ to: DESK, from: CALLER, body: "x" }, 21606],
    [{ to: DESK, body: "x" }, 21603],
    [{ to: "5", from: LINE, body: "x" }, 21211],
    [{ to: DESK, from: LINE, body: "x".repeat(1601) }, 21617],
    [{ to: DESK, messagingServiceSid: "MG1", body: "x" }, 21701],
    [{ to: DESK, from: LINE, body: "x", scheduleType: "fixed" }, 35118],
  ] as const) {
    await expect(client.messages.create(request)).rejects.toMatchObject({ code, status: 400 });
  }
});

test("nobody is added to a conference or bought that is an emergency number, and the log says so", async () => {
  const { client, network } = await asking();
  const { participants } = client.conferences("s-1");
  const numbers =
    `911 933 112 988 999 411 +1911 +44999 sip:911@x 911,,1 +1911${"5".repeat(7)}`.split(" ");
  for (const to of numbers) {
    const added = participants.create({ to, from: LINE });
    await expect(added).rejects.toMatchObject({ code: 21216 });
    const bought = client.incomingPhoneNumbers.create({ phoneNumber: to });
    await expect(bought).rejects.toMatchObject({ code: 21421 });
  }
  const refused = network.unexpected().map((entry) => entry.kind === "refused" && entry.to);
  expect(refused).toEqual(numbers.flatMap((to) => [to, to]));
  expect(await client.calls.list()).toEqual([]);
});

test("what is not over cannot be deleted", async () => {
  const { client, passes } = await asking();
  const call = await client.calls.create(create);
  await expect(client.calls(call.sid).remove()).rejects.toMatchObject({ status: 409, code: 20009 });
  const message = await client.messages.create({ to: DESK, from: LINE, body: "x" });
  const { sid } = message;
  await expect(client.messages(sid).remove()).rejects.toMatchObject({ status: 409, code: 20009 });
  await expect(client.messages(sid).update({ status: "canceled" })).rejects.toMatchObject({
    code: 30409,
  });
  await passes(2000);
  expect(await client.messages(sid).remove()).toBe(true);
});
