/** What the design's fifth section says of the carrier, line by line: one address per leg, waiting and asking. */
import { expect, test } from "vitest";
import { CALLER, DESK, LINE, rig, twiml } from "./harness.ts";

const ASK = (text: string) =>
  twiml(
    `<Gather input="dtmf speech" numDigits="1" finishOnKey="" timeout="5" actionOnEmptyResult="true" action="/leg?ask=1"><Say>${text}</Say></Gather>`,
  );
const WAIT = twiml(
  '<Gather numDigits="1" timeout="8" action="/leg"/>',
  "<Redirect>/leg</Redirect>",
);
const ROOM = twiml(
  '<Dial action="/leg"><Conference beep="false" waitUrl="">s-1</Conference></Dial>',
);

/** One leg with one address, `/leg`, which answers `script.now` whatever it is asked for. */
async function oneLeg(now: string) {
  const script = { now };
  const set = await rig({ "/voice": () => script.now, "/leg": () => script.now });
  const call = await set.network.phone(CALLER).calls(LINE);
  await set.passes(100);
  const fetches = () =>
    set.line.at("/leg").map(({ params, url, method }) => ({ params, url, method }));
  const inputs = () => fetches().filter(({ params }) => params["Digits"] || params["SpeechResult"]);
  const move = () => set.client.calls(call.callSid).update({ url: `${set.line.url}/leg` });
  return { ...set, call, script, fetches, inputs, move };
}

test("a REST move is Calls/{sid} Url=: the call goes there whatever it was doing", async () => {
  const { call, script, move } = await oneLeg(twiml('<Pause length="60"/>'));
  script.now = twiml("<Say>Here I am</Say>");
  await move();
  await call.hears(/here i am/i);
  expect(call.heard()).toEqual(["Here I am"]);
});

test("actions and redirects come by POST to the leg's own address", async () => {
  const { call, passes, fetches } = await oneLeg(WAIT);
  await call.presses("1");
  await passes(9000);
  expect(fetches().map(({ method }) => method)).toEqual(["POST", "POST"]);
  expect(fetches().map(({ params }) => params["Digits"])).toEqual(["1", undefined]);
  expect(fetches().every(({ params }) => params["CallSid"] === call.callSid)).toBe(true);
});

test("a REST redirect also fetches the interrupted Gather's action: a fetch is never an answer", async () => {
  const { call, passes, fetches, inputs, script, move } = await oneLeg(ASK("You okay?"));
  script.now = twiml("<Say>Moved</Say>", '<Pause length="60"/>');
  await move();
  await passes(1000);
  expect(fetches().map(({ url }) => url)).toEqual(["/leg?ask=1", "/leg"]);
  expect(inputs()).toEqual([]);
  expect(call.heard()).toEqual(["You okay?", "Moved"]);
});

test("nor does that fetch carry keys of an answer that was not finished", async () => {
  const gather = twiml('<Gather numDigits="4" action="/leg?ask=1"><Say>Code?</Say></Gather>');
  const { call, passes, inputs, fetches, script, move } = await oneLeg(gather);
  await call.presses("12");
  script.now = twiml('<Pause length="60"/>');
  await move();
  await passes(1000);
  expect([fetches().length, inputs()]).toEqual([2, []]);
});

test("a REST redirect also fetches the interrupted Dial's action", async () => {
  const { passes, fetches, script, move } = await oneLeg(ROOM);
  script.now = twiml('<Pause length="60"/>');
  await move();
  await passes(1000);
  expect(fetches()).toHaveLength(2);
  expect(fetches()[0]?.params).toMatchObject({ DialCallStatus: "answered" });
});

test("a leg moved twice at once runs the second document alone", async () => {
  const { call, passes, script, move } = await oneLeg(twiml('<Pause length="60"/>'));
  await move();
  script.now = twiml("<Say>Second</Say>", '<Pause length="60"/>');
  await move();
  await passes(2000);
  expect(call.heard()).toEqual(["Second"]);
});

test("waiting is a loop of at most ten seconds, and each turn is heard of", async () => {
  const { passes, fetches } = await oneLeg(WAIT);
  await passes(60_000);
  expect(fetches().length).toBeGreaterThanOrEqual(6);
});

test("the loop brings a caller along by itself, where no REST move came", async () => {
  const { passes, script, network } = await oneLeg(WAIT);
  script.now = ROOM;
  await passes(10_000);
  expect(network.log.entries).toContainEqual(expect.objectContaining({ kind: "joined" }));
});

test("a one-person conference is no way to wait: nothing is heard of it", async () => {
  const { passes, line } = await oneLeg(ROOM);
  const before = line.asked.length;
  await passes(300_000);
  expect(line.asked).toHaveLength(before);
});

test("an ask is answered by a key, even `*` or `#`", async () => {
  for (const key of ["1", "*", "#"]) {
    const { call, passes, inputs } = await oneLeg(ASK("You okay?"));
    await call.presses(key);
    await passes(100);
    expect(inputs()[0]).toMatchObject({ url: "/leg?ask=1", params: { Digits: key } });
  }
});

test("an ask is answered by speech, once the question was heard or while it is", async () => {
  const { call, passes, inputs } = await oneLeg(ASK("You okay?"));
  await passes(2000);
  await call.says("yes", { confidence: 0.4 });
  await passes(8000);
  expect(inputs()[0]?.params).toMatchObject({ SpeechResult: "yes", Confidence: "0.4" });
});

test("an ask that is not answered is told as such", async () => {
  const { passes, fetches } = await oneLeg(ASK("You okay?"));
  await passes(8000);
  const [silence] = fetches();
  expect(silence?.url).toBe("/leg?ask=1");
  expect([silence?.params["Digits"] ?? "", silence?.params["SpeechResult"] ?? ""]).toEqual([
    "",
    "",
  ]);
});

test("an answer reaches the line once", async () => {
  const { call, passes, inputs, script } = await oneLeg(ASK("You okay?"));
  script.now = twiml('<Pause length="60"/>');
  await call.presses("11");
  await passes(5000);
  expect(inputs()).toHaveLength(1);
});

test("a console confirmation moves the asked caller back at once, and the ask is over", async () => {
  const { call, passes, inputs, network, script, move } = await oneLeg(ASK("You okay?"));
  script.now = ROOM;
  await move();
  await passes(1000);
  await call.presses("1");
  await passes(1000);
  expect(inputs()).toEqual([]);
  expect(network.log.entries).toContainEqual(expect.objectContaining({ kind: "joined" }));
});

test("a key that comes while the redirect is under way is nobody's answer", async () => {
  const { call, passes, inputs, script, move } = await oneLeg(ASK("You okay?"));
  script.now = twiml('<Pause length="60"/>');
  await move();
  await call.presses("1");
  await passes(2000);
  expect(inputs()).toEqual([]);
});

test("away: 'stay with me', five seconds, and the same address again", async () => {
  const stay = twiml("<Say>Stay with me</Say>", '<Pause length="5"/>', "<Redirect>/leg</Redirect>");
  const { call, passes } = await oneLeg(stay);
  await passes(20_000);
  expect(call.heard().length).toBeGreaterThanOrEqual(3);
});

test("a fallback may be anywhere: a redirect to another host is followed", async () => {
  const outside = await rig({ "/voice": () => twiml("<Say>Fallback</Say>") });
  const there = `<Redirect>${outside.line.url}/voice</Redirect>`;
  const { call } = await oneLeg(twiml("<Say>One moment</Say>", there));
  await call.hears(/fallback/i);
  expect(outside.line.at("/voice")[0]?.params).toMatchObject({ CallSid: call.callSid });
});

test("a text message is known by its MessageSid, and so is its copy", async () => {
  const set = await rig({ "/sms": () => ({ status: 204 }) });
  set.network.faults.add({ on: "webhook", effect: "duplicate", match: { purpose: "sms" } });
  await set.network.phone(DESK).texts(LINE, "hello");
  await set.passes(100);
  const sids = set.line.at("/sms").map(({ params }) => params["MessageSid"]);
  expect(sids).toHaveLength(2);
  expect(new Set(sids).size).toBe(1);
});
