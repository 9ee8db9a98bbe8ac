import { createHash } from "node:crypto";
import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks.js";
import { expect, test } from "vitest";
import { sign, signedUrl } from "../../../src/emulator/signature.ts";

/** Twilio's vectors sign these numbers; in two parts, so that no number outside 555 stands in our files. */
const published = (last: string) => `+1415867${last}`;

const params = {
  CallSid: "CA1234567890ABCDE",
  Caller: published("5309"),
  Digits: "1234",
  From: published("5309"),
  To: "+18005551212",
};

test.each([
  ["https://mycompany.com/myapp.php?foo=1&bar=2", "RSOYDt4T1cUTdK1PDd93/VVr8B8="],
  ["https://mycompany.com:443/myapp.php?foo=1&bar=2", "kvajT1Ptam85bY51eRf/AJRuM3w="],
  ["http://mycompany.com:1234/myapp.php?foo=1&bar=2", "Zmvh+3yNM1Phv2jhDCwEM3q5ebU="],
  ["http://mycompany.com:80/myapp.php?foo=1&bar=2", "0ZXoZLH/DfblKGATFgpif+LLRf4="],
  ["https://user:pass@mycompany.com/myapp.php?foo=1&bar=2", "CukzLTc1tT5dXEDIHm/tKBanW10="],
  [
    "https://mycompany.com/myapp.php?foo=1&bar=2&Body=It%27s+amazing",
    "TfZzewPq8wqrGlMfyAud8+/IvJ0=",
  ],
])("signs %s as Twilio's published vector", (url, expected) => {
  expect(sign("12345", url, params)).toBe(expected);
});

test.each([
  ["mycompany.com", '{"property": "value", "boolean": true}', "a9nBmqA0ju/hNViExpshrM61xv4="],
  ["mycompany.com:443", "{}", "Ldidvp12m26NI7eqEvxnEpkd9Hc="],
])("signs for %s a JSON body, %s, by the hash in its address", (host, body, expected) => {
  const hash = createHash("sha256").update(body).digest("hex");
  const url = `https://${host}/myapp.php?foo=1&bar=2&bodySHA256=${hash}`;
  expect(sign("12345", url, {})).toBe(expected);
});

test("signs a parameter given several times: each value once, in order", () => {
  const given = { Sid: "CA123", SidAccount: "AC123", Digits: ["5678", "1234", "1234"] };
  const url = "https://mycompany.com/myapp.php?foo=1&bar=2";
  expect(sign("12345", url, given)).toBe("IK+Dwps556ElfBT0I3Rgjkr1wJU=");
});

test("signs the documentation's vector", () => {
  const numbers = { Caller: published("5310"), From: published("5310") };
  const signature = sign("12345", "https://example.com/myapp.php?foo=1&bar=2", {
    ...params,
    ...numbers,
  });
  expect(signature).toBe("L/OH5YylLD5NRKLltdqwSvS0BnU=");
});

test("sorts by name, capitals first", () => {
  const url = "https://line.example.org/twilio/voice/inbound?env=prod";
  const call = {
    To: "+18005550199",
    From: "+15145550123",
    Direction: "inbound",
    CallStatus: "ringing",
    CallSid: "CAbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
    ApiVersion: "2010-04-01",
    AccountSid: "ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
  };
  expect(sign("f00dfacef00dfacef00dfacef00dface", url, call)).toBe("3LNlA65zfB7XEvHWv6MFKFZ3NGQ=");
});

test("agrees with Twilio's library where a name begins another name", () => {
  const ended = { Reason: "x", ReasonConferenceEnded: "last-participant-left", a: "1", B: "é" };
  const url = "https://line.example.org/conference?b=2&a=1";
  expect(sign("12345", url, ended)).toBe(getExpectedTwilioSignature("12345", url, { ...ended }));
});

test("the signed address has no fragment, no credentials, and over https no port for voice", () => {
  const url = "https://user:pass@line.example.org:8443/legs/1?ask=2#rc=2&rp=all";
  expect(signedUrl(url, "voice")).toBe("https://line.example.org/legs/1?ask=2");
  expect(signedUrl(url, "messaging")).toBe("https://line.example.org:8443/legs/1?ask=2");
  expect(signedUrl("http://127.0.0.1:4010/a@b?x=1", "voice")).toBe("http://127.0.0.1:4010/a@b?x=1");
});
