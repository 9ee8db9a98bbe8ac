import { expect, test } from "vitest";
import { openRecording, sealRecording } from "../../../src/adapters/twilio/recording-token.ts";
import { twiml } from "../../../src/adapters/twilio/twiml.ts";
import { urls } from "../../../src/adapters/twilio/urls.ts";

const at = urls("https://line.example.org", null, "key");
const leg = { legId: "duty-1", sessionId: "s1", turn: 1, at: 5 };

test("an address for a recording opens only with our mark, for that leg and that recording", () => {
  const token = sealRecording({ legId: "duty-1", take: 3 }, "key");
  expect(openRecording(token, "key")).toEqual({ legId: "duty-1", take: 3 });
  expect(openRecording(token, "another")).toBeNull();
  expect(openRecording(token.replace("duty-1.3", "duty-2.3"), "key")).toBeNull();
  expect(openRecording(token.replace("duty-1.3", "duty-1.4"), "key")).toBeNull();
  expect(openRecording("", "key")).toBeNull();
});

test("what is said is recorded until pound, 9 or star, never turned into text, and asked again in silence", () => {
  const document = twiml([{ step: "record", ask: "r3", take: 3, longestMs: 60_000 }], leg, at);
  expect(document).toMatch(/finishOnKey="#9\*" maxLength="60"/);
  expect(document).toMatch(/playBeep="true"/);
  expect(document).toMatch(/trim="trim-silence"/);
  expect(document).toMatch(/recordingStatusCallback="[^"]*status\/recordings\/duty-1\?take=3/);
  expect(document).not.toMatch(/transcribe/i);
  expect(document).toMatch(/<\/Record>|<Record[^>]*\/><Redirect/);
});

test("a recording is played from an address that holds ids and our mark alone", () => {
  const document = twiml([{ step: "recording", take: 3, ms: 8_000 }], leg, at);
  expect(document).toMatch(
    /<Play>https:\/\/line\.example\.org\/twilio\/recordings\/duty-1\.3\.[\w-]{22}<\/Play>/,
  );
});
