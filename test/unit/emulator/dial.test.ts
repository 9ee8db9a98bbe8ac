import { expect, test } from "vitest";
import { CALLER, DESK, LINE, rig, twiml } from "./harness.ts";

const SECOND = "+15555550103";

async function dialling(dial: string, nouns: string) {
  const set = await rig({
    "/voice": () => twiml(`<Dial ${dial}>${nouns}</Dial>`, "<Say>Going on</Say>"),
    "/after": () => twiml("<Say>That was all</Say>"),
    // A Gather without action asks its own document again; an empty one connects.
    "/whisper": ({ params }) =>
      params["Digits"] === "1"
        ? twiml()
        : twiml('<Gather numDigits="1"><Say>Press 1 to take it</Say></Gather>', "<Hangup/>"),
    "/ask": () => twiml("<Say>You okay?</Say>"),
  });
  const dialled = () => set.line.at("/after").map(({ params }) => params);
  return { ...set, dialled };
}

test("the first to answer is connected, the others stop ringing, and both hear each other", async () => {
  const { network, dialled } = await dialling(
    'action="/after"',
    `<Number>${DESK}</Number><Client>responder_1</Client>`,
  );
  const desk = network.phone(DESK);
  const responder = network.softphone("responder_1");
  const call = await network.phone(CALLER).calls(LINE);
  const lost = await desk.isRung();
  const taken = await responder.accept();
  expect(await lost.ends()).toBe("canceled");
  await call.says("are you there");
  await taken.hears(/are you there/);
  await taken.says("I am");
  await call.hears(/I am/);
  await taken.hangsUp();
  await call.hears(/that was all/i);
  expect(dialled()).toMatchObject([{ DialCallStatus: "completed", DialCallSid: taken.callSid }]);
  expect(network.unexpected()).toEqual([]);
});

test("nobody answers: the action says why", async () => {
  const { network, dialled } = await dialling(
    'action="/after" timeout="5"',
    `<Number>${DESK}</Number>`,
  );
  network.phone(DESK, { answers: "never" });
  const call = await network.phone(CALLER).calls(LINE);
  await call.hears(/that was all/i, { within: 12_000 });
  expect(dialled()).toMatchObject([{ DialCallStatus: "no-answer", DialBridged: "false" }]);
});

test("a whisper is heard before the two are connected", async () => {
  const { network, passes } = await dialling("", `<Number url="/whisper">${DESK}</Number>`);
  const desk = network.phone(DESK);
  const caller = await network.phone(CALLER).calls(LINE);
  const taken = await desk.answers();
  await taken.hears(/press 1/i);
  await caller.says("too early");
  expect(taken.heard()).toEqual(["Press 1 to take it"]);
  await taken.presses("1");
  await passes(100);
  await caller.says("hello");
  await taken.hears(/hello/, { within: 0 });
});

test("a whisper nobody answers hangs up, as a voicemail would be", async () => {
  const { network, dialled } = await dialling(
    'action="/after"',
    `<Number url="/whisper">${DESK}</Number>`,
  );
  network.phone(DESK, { answers: "voicemail", voicemailAfterMs: 1000 });
  const caller = await network.phone(CALLER).calls(LINE);
  await caller.hears(/that was all/i);
  expect(dialled()).toMatchObject([{ DialCallStatus: "no-answer", DialBridged: "false" }]);
});

test("star ends the dialled call with hangupOnStar", async () => {
  const { network } = await dialling('hangupOnStar="true"', `<Number>${DESK}</Number>`);
  const desk = network.phone(DESK);
  const caller = await network.phone(CALLER).calls(LINE);
  const taken = await desk.answers();
  await caller.presses("*");
  expect(await taken.ends()).toBe("completed");
  await caller.hears(/going on/i);
});

test("with answerOnBridge the caller goes on ringing until somebody is there", async () => {
  const { network, client } = await dialling('answerOnBridge="true"', `<Number>${DESK}</Number>`);
  const desk = network.phone(DESK);
  const caller = await network.phone(CALLER).calls(LINE);
  await desk.isRung();
  expect((await client.calls(caller.callSid).fetch()).status).toBe("ringing");
  await desk.answers();
  expect((await client.calls(caller.callSid).fetch()).status).toBe("in-progress");
});

test("a caller who hangs up takes the dialled leg with them, and the action is still asked", async () => {
  const { network, dialled, passes } = await dialling(
    'action="/after"',
    `<Number>${DESK}</Number>`,
  );
  const desk = network.phone(DESK);
  const caller = await network.phone(CALLER).calls(LINE);
  const taken = await desk.answers();
  await caller.hangsUp();
  expect(await taken.ends()).toBe("completed");
  await passes(1000);
  expect(dialled()).toMatchObject([{ CallStatus: "completed", DialCallStatus: "completed" }]);
});

test("a REST move ends the dialled leg, asks the action, then the new document", async () => {
  const { network, client, line, dialled, passes } = await dialling(
    'action="/after"',
    `<Number>${DESK}</Number><Number>${SECOND}</Number>`,
  );
  const desk = network.phone(DESK);
  network.phone(SECOND, { answers: "never" });
  const caller = await network.phone(CALLER).calls(LINE);
  const taken = await desk.answers();
  await client.calls(caller.callSid).update({ url: `${line.url}/ask` });
  expect(await taken.ends({ within: 0 })).toBe("completed");
  await passes(400);
  expect(dialled()).toMatchObject([{ DialCallStatus: "completed" }]);
  expect(line.at("/ask")).toEqual([]);
  await caller.hears(/you okay/i);
});

test("a Dial to an emergency number is refused, and reported", async () => {
  const { network, dialled } = await dialling('action="/after"', "<Number>911</Number>");
  const caller = await network.phone(CALLER).calls(LINE);
  await caller.hears(/that was all/i);
  expect(dialled()).toMatchObject([{ DialCallStatus: "failed" }]);
  expect(network.unexpected()).toMatchObject([{ kind: "refused", to: "911", code: 13225 }]);
});
