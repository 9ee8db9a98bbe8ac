import { expect, test } from "vitest";
import type { Act } from "../../../src/emulator/behaviour.ts";
import { connect } from "../../../src/emulator/remote.ts";
import { follow } from "../../../src/emulator/log.ts";
import { realClock } from "../../../src/emulator/clock.ts";
import { CALLER, DESK, LINE, rig, twiml } from "./harness.ts";

const SECOND = "+15555550104";
const ASK = twiml('<Gather numDigits="1" action="/thanks"><Say>You okay? Press 1</Say></Gather>');
const SCRIPT = {
  "/voice": () => ASK,
  "/thanks": () => twiml("<Say>Good. I'm right here</Say>", '<Pause length="60"/>'),
  "/sms": () => twiml("<Message>We got your text</Message>"),
};

test("someone who waits in vain is told what they heard instead", async () => {
  const { network } = await rig(SCRIPT);
  const call = await network.phone(CALLER).calls(LINE);
  await expect(call.hears(/goodbye/, { within: 2000 })).rejects.toThrow(
    /\+15555550101 did not hear \/goodbye\/.*\n {2}> You okay\? Press 1/,
  );
  await expect(network.phone(DESK).isRung({ within: 100 })).rejects.toThrow(/does not ring/);
});

test("hears goes forward: one line is not heard twice", async () => {
  const { network, passes } = await rig(SCRIPT);
  const call = await network.phone(CALLER).calls(LINE);
  await passes(1000);
  await call.hears(/okay/, { within: 0 });
  await expect(call.hears(/okay/, { within: 0 })).rejects.toThrow(/did not hear/);
});

test("a person can react to what they hear, each time", async () => {
  const { network, passes, line } = await rig(SCRIPT);
  const caller = network.phone(CALLER);
  const stop = caller.onHears(/press 1/i, (call) => call.presses("1"));
  const first = await caller.calls(LINE);
  await first.hears(/right here/);
  await first.hangsUp();
  await (await caller.calls(LINE)).hears(/right here/);
  stop();
  await caller.calls(LINE);
  await passes(2000);
  expect(line.at("/thanks")).toHaveLength(2);
  expect(network.problems).toEqual([]);
});

test("rings nobody declared are unexpected", async () => {
  const { network, client, passes } = await rig(SCRIPT);
  const known = network.phone(DESK);
  const stranger = "+15555550177";
  await client.calls.create({ to: stranger, from: LINE, twiml: ASK });
  await client.calls.create({ to: DESK, from: LINE, twiml: ASK });
  await passes(3000);
  expect(network.unexpected()).toMatchObject([
    { kind: "rang", handset: stranger },
    { kind: "rang", handset: DESK },
  ]);
  await known.isRung();
  expect(network.unexpected()).toMatchObject([{ kind: "rang", handset: stranger }]);
});

test("speech outside what someone may hear is unexpected", async () => {
  const { network, passes } = await rig(SCRIPT);
  const caller = network.phone(CALLER);
  caller.mayHear(/okay/);
  const call = await caller.calls(LINE);
  await passes(1000);
  await call.presses("1");
  await passes(1000);
  expect(network.unexpected()).toMatchObject([{ kind: "heard", text: "Good. I'm right here" }]);
});

test("what a telephone cannot do is refused in words", async () => {
  const { network, client } = await rig(SCRIPT);
  const caller = network.phone(CALLER);
  await expect(caller.calls("+15555550188")).rejects.toThrow(/not a number of the line/);
  const call = await caller.calls(LINE);
  await call.hangsUp();
  await expect(call.presses("1")).rejects.toThrow(/is over/);
  await expect(call.hangsUp()).rejects.toThrow(/already over/);
  await client.calls.create({ to: DESK, from: LINE, twiml: ASK });
  const ring = await network.phone(DESK).isRung();
  await expect(ring.hangsUp()).rejects.toThrow(/decline it/);
});

test("text messages go both ways, and are answered", async () => {
  const { network, client, line, passes } = await rig({
    ...SCRIPT,
    "/sent": () => ({ status: 204 }),
  });
  const caller = network.phone(CALLER);
  await caller.texts(LINE, "1");
  await caller.receives(/we got your text/i);
  expect(line.at("/sms")[0]?.params).toMatchObject({ From: CALLER, To: LINE, Body: "1" });
  const statusCallback = `${line.url}/sent`;
  const body = "Text 1 if you're good";
  const sent = await client.messages.create({ to: CALLER, from: LINE, body, statusCallback });
  expect(sent).toMatchObject({ status: "queued", direction: "outbound-api" });
  await caller.receives(/text 1/i);
  await passes(2000);
  const told = line.at("/sent").map(({ params }) => params["MessageStatus"]);
  expect(told).toEqual(["sent", "delivered"]);
  expect(network.unexpected()).toEqual([]);
});

test("the log is one ordered story that can be followed", async () => {
  const { network, passes } = await rig(SCRIPT);
  const aborter = new AbortController();
  const kinds: string[] = [];
  const following = (async () => {
    for await (const entry of follow(network.log, 0, aborter.signal)) kinds.push(entry.kind);
  })();
  const call = await network.phone(CALLER).calls(LINE);
  await call.hears(/okay/);
  await passes(100);
  aborter.abort();
  await following;
  expect(kinds).toEqual(["called", "webhook", "answered", "heard"]);
  expect(network.log.entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  expect(network.log.since(2).map(({ kind }) => kind)).toEqual(["answered", "heard"]);
});

test("the same words work from another process", async () => {
  const { url, network, client } = await rig(SCRIPT, {
    clock: realClock(),
    timings: { ringDelayMs: 1 },
  });
  const remote = await connect(url);
  const caller = remote.phone(CALLER);
  const call = await caller.calls(LINE, { from: "anonymous" });
  await call.hears(/okay/);
  await call.presses("1");
  await call.hears(/right here/);
  await call.says("thank you");
  await call.drops();
  expect(await call.ends()).toBe("completed");
  const responder = remote.softphone("responder_1");
  await remote.phone(DESK).behaves({ answers: "never" });
  await client.calls.create({ to: "client:responder_1", from: LINE, twiml: ASK });
  const taken = await responder.accept();
  await taken.hears(/okay/);
  await expect(caller.calls("+15555550188")).rejects.toThrow(/not a number of the line/);
  expect(remote.unexpected()).toEqual([]);
  expect(remote.log.entries).toEqual(network.log.entries.slice(0, remote.log.entries.length));
  expect(remote.problems).toEqual([]);
  await remote.close();
});

test("a command that makes no sense is refused", async () => {
  const { url } = await rig({});
  const send = (body: object) =>
    fetch(`${url}/control/commands`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  expect((await send({ do: "explode" })).status).toBe(400);
  expect((await send({ do: "hangUp", callSid: "CA0" })).status).toBe(409);
});

test("someone gone silent reacts to nothing, and can still be made to answer late", async () => {
  const { network, passes, line } = await rig(SCRIPT);
  const caller = network.phone(CALLER);
  caller.onHears(/press 1/i, (call) => call.presses("1"));
  const call = await caller.calls(LINE);
  call.goesSilent();
  await passes(4000);
  expect(line.at("/thanks")).toEqual([]);
  await call.presses("1");
  await call.hears(/right here/);
});

/** The line calls a desk, which behaves as told. */
async function desk(acts: readonly Act[], words = "<Say>Someone needs help</Say>") {
  const set = await rig({ ...SCRIPT, "/heard": () => twiml('<Pause length="60"/>') });
  set.network.phone(DESK, { answers: { afterMs: 500 }, acts });
  const call = await set.client.calls.create({
    to: DESK,
    from: LINE,
    twiml: twiml(words, '<Pause length="60"/>'),
  });
  const said = () =>
    set.network.log.entries.flatMap((entry) => (entry.kind === "said" ? [entry.text] : []));
  const status = async () => (await set.client.calls(call.sid).fetch()).status;
  return { ...set, said, status };
}

test("a desk can hang up after four seconds", async () => {
  const { passes, status } = await desk([{ do: "hangUp", afterMs: 4000 }]);
  await passes(4500);
  expect(await status()).toBe("in-progress");
  await passes(500);
  expect(await status()).toBe("completed");
});

test("a desk can talk over us, again and again", async () => {
  const { passes, said } = await desk([
    { do: "say", text: "Hello? Who is this?", afterMs: 500, everyMs: 2000 },
  ]);
  await passes(6000);
  expect(said()).toEqual(Array.from({ length: 3 }, () => "Hello? Who is this?"));
});

test("a desk can ask when it hears something, each time", async () => {
  const words = "<Say>Reference seven</Say><Pause length='3'/><Say>Reference seven</Say>";
  const ask = "And the address?";
  const { passes, said } = await desk(
    [{ do: "say", text: ask, hears: "reference", afterMs: 800 }],
    words,
  );
  await passes(9000);
  expect(said()).toEqual([ask, ask]);
});

test("a desk can press a key when it is asked to", async () => {
  const words = "<Gather numDigits='1'><Say>Press 1</Say></Gather><Say>Nobody pressed</Say>";
  const { passes, network } = await desk(
    [{ do: "press", digits: "1", hears: "press 1", afterMs: 700 }],
    words,
  );
  await passes(4000);
  expect(network.log.entries).toContainEqual(
    expect.objectContaining({ kind: "pressed", handset: DESK, digits: "1" }),
  );
});

test("a desk can put us through to another desk, which then hears us", async () => {
  const { network, passes, status } = await desk(
    [{ do: "transfer", to: SECOND, afterMs: 4000 }],
    "<Say loop='20'>Someone needs help</Say>",
  );
  const second = network.phone(SECOND, {
    answers: "manual",
    acts: [{ do: "say", text: "Second desk", afterMs: 200 }],
  });
  await passes(8000);
  const heardAt = (handset: string) =>
    network.log.entries.filter((entry) => entry.kind === "heard" && entry.handset === handset);
  const transferred = network.log.entries.find(({ kind }) => kind === "transferred");
  expect(transferred).toMatchObject({ handset: DESK, to: second.id });
  expect(heardAt(DESK).every(({ at }) => at <= (transferred?.at ?? 0))).toBe(true);
  expect(heardAt(SECOND).length).toBeGreaterThan(0);
  expect(network.log.entries).toContainEqual(
    expect.objectContaining({ kind: "said", handset: SECOND, text: "Second desk" }),
  );
  expect(await status()).toBe("in-progress");
});

test("a call is transferred by hand, and each hears their own part of it", async () => {
  const { network, client, passes } = await rig(SCRIPT);
  const first = network.phone(DESK);
  const second = network.phone(SECOND);
  const words = twiml("<Say>One</Say>", "<Pause length='5'/>", "<Say>Two</Say>");
  await client.calls.create({ to: DESK, from: LINE, twiml: words });
  const taken = await first.answers();
  await taken.hears(/one/i);
  const passed = await taken.transfersTo(second);
  await passes(7000);
  expect([taken.heard(), passed.heard()]).toEqual([["One"], ["Two"]]);
  expect(await passed.ends()).toBe("completed");
});

test.each([
  ["busy", "busy"],
  ["unreachable", "failed"],
  ["never", "no-answer"],
] as const)("a telephone can be %s", async (answers, status) => {
  const { network, client, passes } = await rig(SCRIPT);
  network.phone(DESK, { answers });
  const call = await client.calls.create({ to: DESK, from: LINE, twiml: ASK, timeout: 5 });
  await passes(12_000);
  expect((await client.calls(call.sid).fetch()).status).toBe(status);
});

test("a voicemail greets, and does nothing a person would", async () => {
  const { network, client, passes } = await rig(SCRIPT);
  network.phone(DESK, {
    answers: "voicemail",
    voicemailAfterMs: 1000,
    greeting: "Not here",
    acts: [{ do: "press", digits: "1", hears: "press", afterMs: 100 }],
  });
  await client.calls.create({ to: DESK, from: LINE, twiml: ASK });
  await passes(6000);
  const kinds = new Set(network.log.entries.map(({ kind }) => kind));
  expect([kinds.has("said"), kinds.has("pressed")]).toEqual([true, false]);
});
