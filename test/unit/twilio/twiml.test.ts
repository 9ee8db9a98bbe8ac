import { expect, test } from "vitest";
import type { Script, Step } from "../../../src/domain/session/steps.ts";
import { inlineTwiml, twiml } from "../../../src/adapters/twilio/twiml.ts";
import { urls } from "../../../src/adapters/twilio/urls.ts";

const at = urls("https://line.example.org/", null);
const leg = { legId: "duty-1", sessionId: "session", turn: 3, at: 1_700_000_000_000 };

const spoken = (...script: Script) =>
  twiml(script, leg, at).replace('<?xml version="1.0" encoding="UTF-8"?>', "");

const overrides = "#rc=2&amp;rp=all&amp;rt=4000&amp;tt=12000";
const home = "https://line.example.org/twilio/legs/duty-1";
const onward = `<Redirect method="POST">${home}?turn=3${overrides}</Redirect>`;

const gather: Step & { step: "gather" } = {
  step: "gather",
  ask: "c7.1",
  says: [{ step: "say", text: "You okay?", language: "en" }],
  listenMs: 8_900,
  speech: false,
  digits: 1,
  language: "en",
};

test("say, in one voice per language", () => {
  expect(spoken({ step: "say", text: "Hi <you> & me", language: "en" })).toBe(
    `<Response><Say voice="Polly.Joanna-Neural" language="en-US">Hi &lt;you&gt; &amp; me</Say>${onward}</Response>`,
  );
  expect(spoken({ step: "say", text: "Ça va?", language: "fr" })).toBe(
    `<Response><Say voice="Polly.Gabrielle-Neural" language="fr-CA">Ça va?</Say>${onward}</Response>`,
  );
});

test("nothing pasted into an address can spoil a document", () => {
  const text = `12 Main\u0000\u000B\uD800 St`;
  expect(spoken({ step: "say", text, language: "en" })).toContain(">12 Main    St<");
});

test("tones and pauses", () => {
  const tones = spoken({ step: "tone", tone: "two" }, { step: "tone", tone: "loud" });
  expect(tones).toBe(
    `<Response><Play>https://line.example.org/twilio/sounds/two.wav</Play><Play>https://line.example.org/twilio/sounds/loud.wav</Play>${onward}</Response>`,
  );
  expect(spoken({ step: "pause", ms: 5_000 })).toBe(
    `<Response><Pause length="5"/>${onward}</Response>`,
  );
  expect(spoken({ step: "pause", ms: 200 })).toContain('<Pause length="1"/>');
});

test("a gather listens for one key, and brings silence back too", () => {
  expect(spoken(gather)).toBe(
    `<Response><Gather action="${home}?ask=c7.1&amp;at=1700000000000&amp;turn=3${overrides}" actionOnEmptyResult="true" finishOnKey="" input="dtmf" method="POST" numDigits="1" timeout="8"><Say voice="Polly.Joanna-Neural" language="en-US">You okay?</Say></Gather>${onward}</Response>`,
  );
});

test("a gather that listens for speech says in which language", () => {
  const french = spoken({ ...gather, speech: true, language: "fr", says: [], listenMs: 300 });
  expect(french).toContain('input="dtmf speech"');
  expect(french).toContain('language="fr-CA"');
  expect(french).toContain('speechTimeout="auto"');
  expect(french).toContain('timeout="1"');
  expect(french).toMatch(/hints="oui, /);
});

test("before the end of a document silence goes on to what follows", () => {
  const both = spoken(gather, gather);
  expect(both.match(/actionOnEmptyResult="(true|false)"/g)).toEqual([
    'actionOnEmptyResult="false"',
    'actionOnEmptyResult="true"',
  ]);
});

const conference = (given: Partial<Step & { step: "conference" }> = {}): Step => ({
  step: "conference",
  starMenu: false,
  muted: false,
  coach: null,
  ...given,
});

test("a conference", () => {
  expect(spoken(conference())).toBe(
    `<Response><Dial action="${home}?ask=conference&amp;turn=3${overrides}" hangupOnStar="false" method="POST" timeLimit="13800"><Conference beep="false" endConferenceOnExit="false" jitterBufferSize="small" muted="false" region="us1" startConferenceOnEnter="true" statusCallback="https://line.example.org/twilio/status/conference/session${overrides}" statusCallbackEvent="start end join leave announcement" waitUrl="">s-session</Conference></Dial></Response>`,
  );
});

test("every leg of a conference has the same settings, but for what it may say and hear", () => {
  const own = /<Conference ([^>]*)>/.exec(spoken(conference({ starMenu: true })))?.[1];
  const listening = /<Conference ([^>]*)>/.exec(
    spoken(conference({ muted: true, coach: "CA1" })),
  )?.[1];
  expect(listening?.replace('muted="true"', 'muted="false"').replace(' coach="CA1"', "")).toBe(own);
  expect(spoken(conference({ starMenu: true }))).toContain('hangupOnStar="true"');
});

test("again, and hanging up", () => {
  expect(spoken({ step: "again" })).toBe(`<Response>${onward}</Response>`);
  expect(spoken({ step: "hangUp" })).toBe("<Response><Hangup/></Response>");
});

const saying = (text: string): Step => ({
  ...gather,
  says: [{ step: "say", text, language: "en" }],
});

test("the first words of a call fit in the request, and end at the leg's address", () => {
  const opening = saying("Medical emergency & ambulance needed. ".repeat(10));
  const brief = saying("We are not on scene. ".repeat(60));
  const script = [...Array.from({ length: 12 }, () => opening), brief];
  const words = inlineTwiml(script, leg, at);
  expect(words.length).toBeLessThanOrEqual(4_000);
  expect(words).toContain("Medical emergency");
  expect(words).toContain("We are not on scene");
  expect(words).toMatch(/\?turn=0#[^<]*<\/Redirect><\/Response>$/);
});

test("when even that is too long, the end is left to the fetch", () => {
  const script = [saying("Medical emergency. "), saying("Way in. ".repeat(600)), gather];
  const words = inlineTwiml(script, leg, at);
  expect(words.length).toBeLessThanOrEqual(4_000);
  expect(words).toContain("Medical emergency");
  expect(words.match(/<Gather/g)).toHaveLength(2);
});

test("short first words are sent whole", () => {
  const words = inlineTwiml([gather, saying("Can you go now?")], leg, at);
  expect(words.match(/<Gather/g)).toHaveLength(2);
  expect(words).toContain("&amp;turn=0");
});

test("one sentence too long for the request is left to the fetch", () => {
  const script: Script = [{ step: "say", text: "x".repeat(5_000), language: "en" }];
  expect(inlineTwiml(script, leg, at)).toMatch(/<Response><Redirect[^>]*>[^<]*<\/Redirect>/);
});
