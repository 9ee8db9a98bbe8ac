import { expect, test } from "vitest";
import { CALLER, DESK, LINE, rig, twiml } from "./harness.ts";
import { room } from "./room.ts";

const GATHER =
  '<Gather input="dtmf speech" numDigits="1" action="/said" actionOnEmptyResult="true"><Say>You okay?</Say></Gather>';
const create = { to: DESK, from: LINE, twiml: twiml('<Pause length="60"/>') };

/** A line that asks a caller, and one it calls whose status it follows. */
async function line(options: Parameters<typeof rig>[1] = {}) {
  const set = await rig(
    {
      "/voice": () => twiml(GATHER),
      "/said": () => twiml("<Say>Thank you</Say>", '<Pause length="60"/>'),
      "/fallback": () => twiml("<Say>One moment</Say>"),
      "/status": () => ({ status: 204 }),
      "/leg": () => twiml('<Pause length="60"/>'),
    },
    options,
  );
  const statusCallback = `${set.line.url}/status`;
  const statusCallbackEvent = ["initiated", "ringing", "answered", "completed"];
  const dial = () => set.client.calls.create({ ...create, statusCallback, statusCallbackEvent });
  const told = () => set.line.at("/status").map(({ params }) => params["CallStatus"]);
  const answered = () => set.line.at("/said").map(({ params }) => params);
  const kinds = () => set.network.log.entries.map(({ kind }) => kind);
  return { ...set, dial, told, answered, kinds };
}

test("faults are set, shown and cleared over HTTP, and the log says what they did", async () => {
  const { url, network, dial, passes, told } = await line();
  const faults = `${url}/control/faults`;
  const headers = { "Content-Type": "application/json" };
  const rule = { on: "webhook", effect: "drop", match: { purpose: "^status$" }, next: 2 };
  const added = await fetch(faults, { method: "POST", headers, body: JSON.stringify(rule) });
  expect([added.status, await added.json()]).toEqual([201, { ...rule, id: 1, met: 0 }]);
  network.phone(DESK, { answers: { afterMs: 100 } });
  const call = await dial();
  await passes(2000);
  expect(told()).toEqual(["in-progress"]);
  const shown = { faults: [{ ...rule, id: 1, met: 2 }], counts: { "status drop": 2 } };
  expect(await (await fetch(faults)).json()).toEqual(shown);
  expect(network.log.entries).toContainEqual(
    expect.objectContaining({
      kind: "faulted",
      fault: 1,
      what: "status",
      effect: "drop",
      sid: call.sid,
    }),
  );
  expect(await (await fetch(faults, { method: "DELETE" })).json()).toEqual(shown);
  expect(network.faults.show()).toEqual({ faults: [], counts: {} });
});

test.each([
  { on: "weather", effect: "rain" },
  { on: "webhook", effect: "explode" },
  { on: "ring", effect: "never", next: 0 },
  { on: "ring", effect: "never", match: { To: "(" } },
  { on: "ring", effect: "never", chance: 1 },
])("a rule that makes no sense is refused: %j", async (rule) => {
  const { url } = await line();
  const headers = { "Content-Type": "application/json" };
  const body = JSON.stringify(rule);
  const answer = await fetch(`${url}/control/faults`, { method: "POST", headers, body });
  expect(answer.status).toBe(400);
});

test("a callback is overtaken by the next one about the same call", async () => {
  const { network, dial, passes, told } = await line();
  const match = { purpose: "status", CallStatus: "ringing" };
  network.faults.add({ on: "webhook", effect: "reorder", match });
  network.phone(DESK, { answers: { afterMs: 100 } });
  await dial();
  await passes(1000);
  expect(told()).toEqual(["initiated", "in-progress", "ringing"]);
});

test("a callback that nothing overtakes comes after two seconds", async () => {
  const { network, dial, passes, told } = await line();
  const match = { purpose: "status", CallStatus: "ringing" };
  network.faults.add({ on: "webhook", effect: "reorder", match });
  network.phone(DESK, { answers: "never" });
  await dial();
  await passes(2000);
  expect(told()).toEqual(["initiated"]);
  await passes(500);
  expect(told()).toEqual(["initiated", "ringing"]);
});

test("chance is the same for one seed, and another for another", async () => {
  const dropped = async (seed: number) => {
    const { network, dial, passes, told } = await line({ callsPerSecond: 30 });
    network.faults.add({ on: "webhook", effect: "drop", probability: 0.5, seed });
    network.phone(DESK, { answers: "busy" });
    for (let call = 0; call < 8; call += 1) await dial();
    await passes(2000);
    return told().join(" ");
  };
  expect(await dropped(7)).toBe(await dropped(7));
  expect(await dropped(8)).not.toBe(await dropped(7));
});

test("a document lost once is asked for again; lost twice, the fallback is", async () => {
  const { network, line: asked } = await line();
  const lost = { on: "webhook", effect: "drop", match: { purpose: "voice" } } as const;
  network.faults.add({ ...lost, next: 1 });
  const first = await network.phone(CALLER).calls(LINE);
  await first.hears(/you okay/i);
  network.faults.add({ ...lost, next: 2 });
  const second = await network.phone(DESK).calls(LINE);
  await second.hears(/one moment/i, { within: 20_000 });
  expect(asked.at("/fallback")[0]?.params).toMatchObject({ ErrorCode: "11205" });
});

test("a document asked for twice is followed once", async () => {
  const { network, line: asked, passes } = await line();
  network.faults.add({ on: "webhook", effect: "duplicate", match: { path: "^/said$" } });
  const call = await network.phone(CALLER).calls(LINE);
  await call.hears(/you okay/i);
  await call.presses("1");
  await passes(3000);
  expect(asked.at("/said")).toHaveLength(2);
  expect(call.heard()).toEqual(["You okay?", "Thank you"]);
});

test("a document can be late", async () => {
  const { network, passes } = await line();
  network.faults.add({ on: "webhook", effect: { delayMs: 4000 }, match: { purpose: "action" } });
  const call = await network.phone(CALLER).calls(LINE);
  await call.hears(/you okay/i);
  await call.presses("1");
  await passes(3900);
  expect(call.heard()).toEqual(["You okay?"]);
  await call.hears(/thank you/i, { within: 200 });
});

test.each([
  ["serverError", { status: 500, code: 20500 }],
  ["tooManyRequests", { status: 429, code: 20429 }],
] as const)("a request can meet %s, and is not acted on", async (effect, error) => {
  const { network, dial, kinds } = await line();
  network.faults.add({ on: "rest", effect, match: { path: "^/Calls.json$" }, next: 1 });
  await expect(dial()).rejects.toMatchObject(error);
  expect(kinds()).not.toContain("callRequested");
  await expect(dial()).resolves.toMatchObject({ status: "queued" });
});

test("a request can hang without being acted on", async () => {
  const { network, dial, passes, kinds } = await line();
  network.faults.add({ on: "rest", effect: "hang", next: 1 });
  const outcome = dial().catch(() => "closed");
  await expect.poll(kinds).toEqual(["faulted"]);
  await passes(30_000);
  expect(kinds()).toEqual(["faulted"]);
  expect(await Promise.race([outcome, Promise.resolve("still waiting")])).toBe("still waiting");
});

test("a request can be acted on at once and answered late", async () => {
  const { network, dial, passes, kinds } = await line();
  network.faults.add({ on: "rest", effect: { delayMs: 3000 }, match: { To: "0102$" } });
  let answered = false;
  const asked = dial().then((call) => {
    answered = true;
    return call;
  });
  await expect.poll(kinds).toEqual(["faulted", "callRequested"]);
  await passes(2900);
  expect(answered).toBe(false);
  await passes(200);
  expect((await asked).to).toBe(DESK);
});

test.each([
  ["busy", "busy"],
  ["rejects", "busy"],
  ["unreachable", "failed"],
  ["never", "no-answer"],
] as const)("somebody who would answer can be %s", async (effect, ended) => {
  const { network, client, passes } = await line();
  network.phone(DESK, { answers: { afterMs: 100 } });
  network.faults.add({ on: "ring", effect, match: { handset: "0102$" }, next: 1 });
  const call = await client.calls.create({ ...create, timeout: 5 });
  await passes(12_000);
  expect((await client.calls(call.sid).fetch()).status).toBe(ended);
});

test("a voicemail can answer instead of somebody, and hears what was meant for them", async () => {
  const { network, client, passes } = await line();
  network.phone(DESK, { answers: { afterMs: 100 } });
  network.faults.add({ on: "ring", effect: "voicemail" });
  await client.calls.create({ ...create, twiml: twiml("<Say loop='30'>Secret</Say>") });
  await passes(17_000);
  expect(network.log.entries).toContainEqual(
    expect.objectContaining({ kind: "heard", handset: DESK, text: "Secret", voicemail: true }),
  );
});

test("a leg can be sent to a conference and never get there", async () => {
  const { network, enter, events, passes, client } = await room();
  network.faults.add({ on: "join", effect: "never", match: { From: "0102$" } });
  const caller = await enter(CALLER);
  const desk = await enter(DESK);
  await caller.says("hello?");
  await desk.says("hello?");
  await passes(60_000);
  expect(events()).toEqual(["participant-join"]);
  expect([caller.heard(), desk.heard()]).toEqual([[], []]);
  expect((await client.calls(desk.callSid).fetch()).status).toBe("in-progress");
  await client.calls(desk.callSid).update({ status: "completed" });
  expect(await desk.ends()).toBe("completed");
});

test.each([
  ["canceled", "in-progress"],
  ["completed", "completed"],
] as const)("somebody can pick up just before Status=%s", async (status, becomes) => {
  const { network, client, passes, line: asked } = await line();
  network.phone(DESK, { answers: "manual" });
  network.faults.add({ on: "cancel", effect: "answeredFirst", match: { Status: status } });
  const call = await client.calls.create({ ...create, url: `${asked.url}/leg` });
  await passes(1000);
  expect((await client.calls(call.sid).update({ status })).status).toBe(becomes);
  await passes(100);
  expect(asked.at("/leg")).toHaveLength(1);
  expect(network.log.entries).toContainEqual(expect.objectContaining({ kind: "answered" }));
});

test("keys sent as sound are not understood", async () => {
  const { network, answered, passes } = await line();
  network.faults.add({ on: "press", effect: "inBand", next: 1 });
  const call = await network.phone(CALLER).calls(LINE);
  await call.hears(/you okay/i);
  await call.presses("1");
  await passes(1000);
  expect(answered()).toEqual([]);
  await call.presses("2");
  await passes(1000);
  expect(answered()).toMatchObject([{ Digits: "2" }]);
});

test.each([{ confidence: 0.1 }, { confidence: null }])(
  "speech can be recognised with %j",
  async (effect) => {
    const { network, answered, passes } = await line();
    network.faults.add({ on: "speech", effect });
    const call = await network.phone(CALLER).calls(LINE);
    await passes(3000);
    await call.says("oui");
    await passes(9000);
    expect(answered()).toMatchObject([{ SpeechResult: "oui" }]);
    expect(answered()[0]?.["Confidence"]).toBe(effect.confidence === null ? undefined : "0.1");
  },
);

test("speech can be too faint for anybody", async () => {
  const { network, answered, passes } = await line();
  network.faults.add({ on: "speech", effect: "nothing", match: { text: "^mm" } });
  const call = await network.phone(CALLER).calls(LINE);
  await passes(2000);
  await call.says("mm-hm");
  await passes(10_000);
  expect(answered()[0]?.["SpeechResult"] ?? "").toBe("");
});

test("a caller's number can be withheld", async () => {
  const { network, line: asked, passes } = await line();
  network.faults.add({ on: "incoming", effect: { from: "anonymous" }, next: 1 });
  for (let call = 0; call < 2; call += 1) {
    await network.phone(CALLER).calls(LINE);
    await passes(100);
  }
  expect(asked.at("/voice").map(({ params }) => params["From"])).toEqual(["anonymous", CALLER]);
});

test("lists can lag behind what was made", async () => {
  const { network, client, dial, passes } = await line();
  network.faults.add({ on: "list", effect: { lagMs: 2000 }, match: { path: "^/Calls.json$" } });
  const call = await dial();
  expect(await client.calls.list()).toEqual([]);
  expect((await client.calls(call.sid).fetch()).sid).toBe(call.sid);
  await passes(2000);
  expect((await client.calls.list()).map(({ sid }) => sid)).toEqual([call.sid]);
});
