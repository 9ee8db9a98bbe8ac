import { expect, test } from "vitest";
import { LINE, rig, twiml } from "./harness.ts";

const OTHER = "+15555550190";

/** The line calls its own number from another of its own, and plays keys into the call. */
async function callsItself(digits: string, more: string = '<Pause length="60"/>') {
  const set = await rig({
    "/voice": () => twiml('<Gather action="/keys" numDigits="3" timeout="5"/>', "<Hangup/>"),
    "/keys": () => twiml("<Say>Thank you</Say>", '<Pause length="60"/>'),
    "/inbound-status": () => ({ status: 204 }),
    "/status": () => ({ status: 204 }),
  });
  set.network.number(OTHER, { voiceUrl: `${set.line.url}/voice` });
  for (const number of [LINE, OTHER]) set.network.phone(number, { answers: "manual" });
  await set.client.calls.create({
    to: LINE,
    from: OTHER,
    twiml: twiml(`<Play digits="${digits}"/>`, more),
    statusCallback: `${set.line.url}/status`,
  });
  return set;
}

test("keys played into a call to one's own number are keys at its other end", async () => {
  const { line, passes, network } = await callsItself("ww086");
  await passes(10_000);
  expect(line.at("/voice").map(({ params }) => params)).toMatchObject([
    { Direction: "inbound", From: OTHER, To: LINE },
  ]);
  expect(line.at("/keys").map(({ params }) => params["Digits"])).toEqual(["086"]);
  expect(network.unexpected()).toEqual([]);
});

test("what ends one end of it ends the other", async () => {
  const hungUp = await callsItself("086", "<Hangup/>");
  await hungUp.passes(10_000);
  expect(hungUp.line.at("/inbound-status").map(({ params }) => params["CallStatus"])).toEqual([
    "completed",
  ]);
  const silent = await callsItself("w");
  await silent.passes(20_000);
  expect(silent.line.at("/keys")).toEqual([]);
  expect(silent.line.at("/status").map(({ params }) => params["CallStatus"])).toEqual([
    "completed",
  ]);
});

test("keys sent as sound reach nobody who acts on them", async () => {
  const set = await callsItself("ww086");
  set.network.faults.add({ on: "press", effect: "inBand" });
  await set.passes(20_000);
  expect(set.line.at("/keys")).toEqual([]);
});
