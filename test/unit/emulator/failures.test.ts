import { expect, test } from "vitest";
import { CALLER, DESK, LINE, rig, twiml } from "./harness.ts";

const SORRY = /we're sorry, an application error has occurred/i;
const calling = async (set: Awaited<ReturnType<typeof rig>>) =>
  set.network.phone(CALLER).calls(LINE);

test("a failing document goes to the fallback, with the reason", async () => {
  const set = await rig({
    "/voice": () => ({ status: 500, body: "oh" }),
    "/fallback": () => twiml("<Say>One moment</Say>"),
  });
  const call = await calling(set);
  await call.hears(/one moment/i);
  expect(set.line.at("/fallback")[0]?.params).toMatchObject({
    ErrorCode: "11200",
    ErrorUrl: `${set.line.url}/voice`,
    CallSid: call.callSid,
  });
});

test.each([
  ["a wrong status", { status: 404, body: "no" }, "11200"],
  ["bad XML", "<Response><Say>hi</Response>", "12100"],
  ["an empty answer", "", "12100"],
  ["another kind of content", { type: "application/json", body: "{}" }, "12300"],
  ["an answer over 64 kB", `<Response><Say>${"x".repeat(66_000)}</Say></Response>`, "11750"],
])("%s fails the document", async (_what, answer, code) => {
  const set = await rig({
    "/voice": () => answer,
    "/fallback": () => twiml("<Say>One moment</Say>"),
  });
  const call = await calling(set);
  await call.hears(/one moment/i);
  expect(set.line.at("/fallback")[0]?.params).toMatchObject({ ErrorCode: code });
});

test("an action that fails uses the call's fallback too", async () => {
  const set = await rig({
    "/voice": () => twiml('<Gather numDigits="1" action="/broken"><Say>Press</Say></Gather>'),
    "/broken": () => ({ status: 503 }),
    "/fallback": () => twiml("<Say>One moment</Say>"),
  });
  const call = await calling(set);
  await call.hears(/press/i);
  await call.presses("1");
  await call.hears(/one moment/i);
  expect(set.line.at("/fallback")[0]?.params).toMatchObject({ ErrorCode: "11200" });
});

test("no answer in fifteen seconds is a failure", async () => {
  const set = await rig({
    "/voice": () => null,
    "/fallback": () => twiml("<Say>One moment</Say>"),
  });
  const call = await calling(set);
  await expect.poll(() => set.line.at("/voice").length).toBe(1);
  // The request is under way: time passes without waiting for it.
  await set.clock.passes(15_000, async () => {});
  await call.hears(/one moment/i);
});

test("without a working fallback the caller hears the carrier's apology, and is cut off", async () => {
  const set = await rig({
    "/voice": () => ({ status: 500 }),
    "/fallback": () => ({ status: 500 }),
  });
  const call = await calling(set);
  await call.hears(SORRY);
  expect(await call.ends()).toBe("completed");

  const made = await rig({ "/leg": () => ({ status: 500 }) });
  const desk = made.network.phone(DESK);
  await made.client.calls.create({ to: DESK, from: LINE, url: `${made.line.url}/leg` });
  const taken = await desk.answers();
  await made.passes(10_000);
  expect(made.network.unexpected()).toMatchObject([{ kind: "heard", callSid: taken.callSid }]);
});

test("inline TwiML needs absolute addresses (15004)", async () => {
  const set = await rig({ "/fallback": () => twiml("<Say>One moment</Say>") });
  const desk = set.network.phone(DESK);
  const inline = twiml('<Gather numDigits="1" action="/answer"><Say>Press</Say></Gather>');
  const fallbackUrl = `${set.line.url}/fallback`;
  await set.client.calls.create({ to: DESK, from: LINE, twiml: inline, fallbackUrl });
  const call = await desk.answers();
  await call.hears(/press/i);
  await call.presses("1");
  await call.hears(/one moment/i);
  expect(set.line.at("/fallback")[0]?.params).toMatchObject({ ErrorCode: "15004" });
});

test("unknown verbs are warned of and passed over", async () => {
  const set = await rig({ "/voice": () => twiml("<Shout>hi</Shout>", "<Say>Hello</Say>") });
  const call = await calling(set);
  await call.hears(/hello/i);
  expect(set.network.log.entries).toContainEqual(
    expect.objectContaining({ kind: "warned", code: 12200 }),
  );
});

test("a retry asked for in the fragment carries the same token; the fragment is never sent", async () => {
  let failures = 0;
  const set = await rig({
    "/voice": () => {
      failures += 1;
      return failures < 3 ? { status: 500 } : twiml("<Say>Third time</Say>");
    },
  });
  set.network.number(LINE, { voiceUrl: `${set.line.url}/voice?x=1#rc=2&rp=all` });
  const call = await calling(set);
  await call.hears(/third time/i);
  const asked = set.line.at("/voice");
  expect(asked.map(({ url }) => url)).toEqual(["/voice?x=1", "/voice?x=1", "/voice?x=1"]);
  const tokens = asked.map(({ headers }) => headers["i-twilio-idempotency-token"]);
  expect(new Set(tokens).size).toBe(1);
});

test("a server error is not retried unless asked", async () => {
  const set = await rig({
    "/voice": () => ({ status: 500 }),
    "/fallback": () => twiml("<Say>One moment</Say>"),
  });
  const call = await calling(set);
  await call.hears(/one moment/i);
  expect(set.line.at("/voice")).toHaveLength(1);
});

async function withCallbacks() {
  const set = await rig({ "/status": () => ({ status: 204 }) });
  set.network.phone(DESK, { answers: { afterMs: 500 } });
  const run = async () => {
    await set.client.calls.create({
      to: DESK,
      from: LINE,
      twiml: twiml("<Say>Hello</Say>"),
      statusCallback: `${set.line.url}/status`,
      statusCallbackEvent: ["initiated", "ringing", "answered", "completed"],
    });
    await set.passes(10_000);
  };
  const told = () => set.line.at("/status").map(({ params }) => params["CallStatus"]);
  return { ...set, run, told };
}

test("callbacks can be lost, doubled and late", async () => {
  const { network, run, told } = await withCallbacks();
  const status = (CallStatus: string) =>
    ({ on: "webhook", match: { purpose: "status", CallStatus } }) as const;
  network.faults.add({ ...status("initiated"), effect: "drop" });
  network.faults.add({ ...status("ringing"), effect: { delayMs: 3000 } });
  network.faults.add({ ...status("in-progress"), effect: "duplicate" });
  await run();
  expect(told()).toEqual(["in-progress", "in-progress", "completed", "ringing"]);
});

test("chance has a seed", async () => {
  const first = await withCallbacks();
  const second = await withCallbacks();
  for (const { network, run } of [first, second]) {
    network.faults.add({
      on: "webhook",
      effect: "drop",
      probability: 0.5,
      match: { purpose: "status" },
    });
    await run();
  }
  expect(second.told()).toEqual(first.told());
});
