import { expect, test } from "vitest";
import { silentWav } from "../../../src/emulator/wav.ts";
import { CALLER, LINE, rig, twiml } from "./harness.ts";

const ASK = (attributes: string, inside = "<Say>Press a key</Say>") =>
  twiml(`<Gather action="/answer" ${attributes}>${inside}</Gather>`, "<Say>Nobody there</Say>");

async function asked(attributes: string, inside?: string) {
  const set = await rig({
    "/voice": () => ASK(attributes, inside),
    "/answer": () => twiml("<Say>Thank you</Say>"),
    "/short.wav": () => ({ type: "audio/x-wav", body: silentWav(700) }),
    "/other.mp3": () => ({ type: "audio/mpeg", body: "not a wav" }),
  });
  const caller = set.network.phone(CALLER);
  const call = await caller.calls(LINE);
  const answers = () => set.line.at("/answer").map(({ params }) => params);
  return { ...set, call, answers };
}

test("silence falls through to the next verb, five seconds after the prompt has ended", async () => {
  const { call, passes, answers, clock } = await asked("");
  await call.hears(/press a key/i);
  const startedAt = clock.now();
  const heard = await call.hears(/nobody there/i);
  expect(heard.at - startedAt).toBeLessThan(900 + 5000 + 100);
  expect(heard.at - startedAt).toBeGreaterThanOrEqual(900 + 5000 - 100);
  await passes(10_000);
  expect(answers()).toEqual([]);
});

test("silence reaches the line, empty, with actionOnEmptyResult", async () => {
  const { call, answers } = await asked('input="dtmf speech" actionOnEmptyResult="true"');
  await call.hears(/thank you/i);
  expect(answers()).toMatchObject([{ Digits: "", SpeechResult: "", CallStatus: "in-progress" }]);
});

test("a key during the prompt cuts it short", async () => {
  const { call, answers, network } = await asked(
    'numDigits="1"',
    "<Say>One two three four five six seven eight</Say><Say>Second part</Say>",
  );
  await call.hears(/one two three/i);
  await call.presses("7");
  await call.hears(/thank you/i, { within: 500 });
  expect(answers()).toMatchObject([{ Digits: "7" }]);
  expect(call.heard()).not.toContain("Second part");
  expect(network.unexpected()).toEqual([]);
});

test("the first key of several silences the prompt too", async () => {
  const { call, passes, answers } = await asked(
    'numDigits="2"',
    "<Say>One two three four five six seven eight</Say><Say>Second part</Say>",
  );
  await call.hears(/one two three/i);
  await call.presses("4");
  await passes(4000);
  expect(call.heard()).toEqual(["One two three four five six seven eight"]);
  await call.presses("7");
  await call.hears(/thank you/i);
  expect(answers()).toMatchObject([{ Digits: "47" }]);
});

test("the pound key ends a longer number, and alone is no input", async () => {
  const several = await asked("");
  await several.call.hears(/press/i);
  await several.call.presses("472#");
  await several.call.hears(/thank you/i);
  expect(several.answers()).toMatchObject([{ Digits: "472" }]);

  const alone = await asked("");
  await alone.call.hears(/press/i);
  await alone.call.presses("#");
  await alone.call.hears(/nobody there/i, { within: 200 });
});

test('finishOnKey="" makes every key an answer', async () => {
  const { call, answers } = await asked('numDigits="1" finishOnKey=""');
  await call.hears(/press/i);
  await call.presses("#");
  await call.hears(/thank you/i);
  expect(answers()).toMatchObject([{ Digits: "#" }]);
});

test("each key starts the wait again", async () => {
  const { call, answers, passes } = await asked('timeout="3"');
  await call.hears(/press/i);
  await call.presses("4");
  await passes(2500);
  await call.presses("7");
  await passes(2500);
  expect(answers()).toEqual([]);
  await passes(600);
  expect(answers()).toMatchObject([{ Digits: "47" }]);
});

test("what was said arrives with its confidence, once the person has stopped", async () => {
  const { call, answers, passes } = await asked('input="speech" speechTimeout="2"');
  await call.hears(/press/i);
  await call.says("je vais", { confidence: 0.4 });
  await passes(1000);
  await call.says("bien", { confidence: 0.8 });
  await passes(2200);
  expect(answers()).toEqual([]);
  await passes(200);
  expect(answers()).toMatchObject([{ SpeechResult: "je vais bien", Confidence: "0.8" }]);
});

test("a recogniser without confidence sends none", async () => {
  const { call, answers } = await asked('input="dtmf speech" speechTimeout="auto"');
  await call.hears(/press/i);
  await call.says("yes", { confidence: null });
  await call.hears(/thank you/i);
  expect(answers()[0]).toMatchObject({ SpeechResult: "yes" });
  expect(answers()[0]).not.toHaveProperty("Confidence");
});

test("a voice is nothing to a Gather for keys, nor a key to one for speech", async () => {
  const keys = await asked('input="dtmf"');
  await keys.call.hears(/press/i);
  await keys.call.says("hello");
  await keys.call.hears(/nobody there/i);
  const speech = await asked('input="speech"');
  await speech.call.hears(/press/i);
  await speech.call.presses("1");
  await speech.call.hears(/nobody there/i);
  expect([...keys.answers(), ...speech.answers()]).toEqual([]);
});

test("recordings are as long as their header says, others two seconds", async () => {
  const { call, clock } = await asked(
    'timeout="1"',
    "<Play>/short.wav</Play><Play>/other.mp3</Play><Pause length='3'/>",
  );
  const first = await call.hears(/short\.wav$/);
  const second = await call.hears(/other\.mp3$/);
  expect(second.at - first.at).toBe(700);
  const end = await call.hears(/nobody there/i);
  expect(end.at - second.at).toBe(2000 + 3000 + 1000);
  expect(clock.now()).toBeGreaterThan(0);
});

test("a recording is kept, handed over and can be played back", async () => {
  let url = "";
  const { network, passes, line } = await rig({
    "/voice": () => twiml('<Say>Where are you?</Say><Record action="/place" timeout="3"/>'),
    "/place": ({ params }) => {
      url = params["RecordingUrl"] ?? "";
      return twiml(`<Play>${url}</Play>`);
    },
  });
  const call = await network.phone(CALLER).calls(LINE);
  await call.hears(/beep/);
  await call.says("twelve rehearsal lane");
  await passes(1200);
  await call.presses("#");
  await call.hears(/^\[recording\] twelve rehearsal lane/);
  expect(line.at("/place")[0]?.params).toMatchObject({ Digits: "#", RecordingDuration: "1" });
  expect((await fetch(url)).headers.get("content-type")).toBe("audio/x-wav");
});
