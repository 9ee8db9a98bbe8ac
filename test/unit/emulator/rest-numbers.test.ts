import { expect, test } from "vitest";
import { CALLER, LINE, rig, twiml } from "./harness.ts";

const script = {
  "/voice": () => twiml("<Say>The old one</Say>"),
  "/other": () => twiml("<Say>The new one</Say>"),
  "/broken": () => ({ status: 500 }),
  "/fallback-sms": () => twiml("<Message>Later</Message>"),
};

test("a number has the same name every time, and its calls carry it", async () => {
  const { client, network, passes } = await rig(script);
  const [number] = await client.incomingPhoneNumbers.list();
  expect(number).toMatchObject({ phoneNumber: LINE, friendlyName: "(555) 555-0100" });
  const { callSid } = await network.phone(CALLER).calls(LINE);
  await passes(5000);
  expect(await client.calls(callSid).fetch()).toMatchObject({ phoneNumberSid: number?.sid });
  const again = await rig(script);
  expect(await again.client.incomingPhoneNumbers.list()).toMatchObject([{ sid: number?.sid }]);
});

test("where a number points decides where its next call goes, and who is told", async () => {
  const { client, network, passes, line } = await rig(script);
  const [number] = await client.incomingPhoneNumbers.list();
  await client.incomingPhoneNumbers(number?.sid ?? "").update({
    voiceUrl: `${line.url}/broken`,
    voiceFallbackUrl: `${line.url}/other`,
    voiceFallbackMethod: "GET",
    statusCallback: `${line.url}/told`,
    statusCallbackMethod: "GET",
  });
  const call = await network.phone(CALLER).calls(LINE);
  await call.hears(/new one/i);
  await passes(5000);
  expect(line.at("/other")).toMatchObject([{ method: "GET" }]);
  expect(line.at("/told")).toMatchObject([{ method: "GET" }]);
  expect(line.at("/inbound-status")).toEqual([]);
});

test("and where its next message goes", async () => {
  const { client, network, passes, line } = await rig(script);
  const [number] = await client.incomingPhoneNumbers.list();
  const settings = {
    smsUrl: `${line.url}/broken`,
    smsMethod: "GET",
    smsFallbackUrl: `${line.url}/fallback-sms`,
  };
  await client.incomingPhoneNumbers(number?.sid ?? "").update(settings);
  const caller = network.phone(CALLER);
  await caller.texts(LINE, "hello");
  await caller.receives(/later/i);
  expect(line.at("/broken")).toMatchObject([{ method: "GET" }]);
  expect(line.at("/fallback-sms")).toMatchObject([{ params: { ErrorCode: "11200" } }]);
  await client.incomingPhoneNumbers(number?.sid ?? "").update({ smsUrl: "" });
  await caller.texts(LINE, "hello again");
  await passes(2000);
  expect(line.at("/broken")).toHaveLength(1);
});

test("a number given up cannot be called, called from or found", async () => {
  const { client, network } = await rig(script);
  const [number] = await client.incomingPhoneNumbers.list();
  await client.incomingPhoneNumbers(number?.sid ?? "").remove();
  await expect(network.phone(CALLER).calls(LINE)).rejects.toThrow(/not a number of the line/);
  const call = client.calls.create({ to: CALLER, from: LINE, twiml: "<Response/>" });
  await expect(call).rejects.toMatchObject({ code: 21210 });
  expect(await client.incomingPhoneNumbers.list()).toEqual([]);
});

test("a number that cannot be had is refused with Twilio's code", async () => {
  const { client, network } = await rig(script);
  await network.phone(CALLER).behaves({ answers: "never" });
  for (const [request, code] of [
    [{ phoneNumber: "5" }, 21421],
    [{ phoneNumber: LINE }, 21422],
    [{ phoneNumber: CALLER }, 21422],
    [{ areaCode: "5" }, 21451],
    [{}, 21452],
    [{ areaCode: "514", voiceUrl: "/relative" }, 21402],
  ] as const) {
    await expect(client.incomingPhoneNumbers.create(request)).rejects.toMatchObject({ code });
  }
});
