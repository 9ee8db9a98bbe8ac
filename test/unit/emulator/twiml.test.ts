import { expect, test } from "vitest";
import { readTwiml } from "../../../src/emulator/twiml/document.ts";
import { parseXml, textOf } from "../../../src/emulator/twiml/xml.ts";
import { silentWav, wavDurationMs } from "../../../src/emulator/wav.ts";

const twiml = (...verbs: readonly string[]) => `<Response>${verbs.join("")}</Response>`;

test("reads entities, comments, CDATA and both kinds of quotes", () => {
  const root = parseXml(
    `<?xml version="1.0"?><!-- a --><Response><Say voice='a"b' x="1 &lt; 2">L&#233;a &amp; <![CDATA[<you>]]></Say></Response>`,
  );
  const [say] = root.children;
  expect(say).toMatchObject({ name: "Say", attributes: { voice: 'a"b', x: "1 < 2" } });
  expect(textOf(root)).toBe("Léa & <you>");
});

test.each([
  ["nothing at all", ""],
  ["an open tag", "<Response><Say>hi</Response>"],
  ["a bare ampersand", "<Response><Say>you & me</Say></Response>"],
  ["an unquoted attribute", "<Response><Gather timeout=5/></Response>"],
  ["an attribute twice", '<Response><Gather timeout="5" timeout="6"/></Response>'],
  ["text after the document", "<Response/>hello"],
  ["text before the document", "hello<Response/>"],
  ["white space before the declaration", ' <?xml version="1.0"?><Response/>'],
  ["a document type", "<!DOCTYPE x><Response/>"],
  ["another root", "<Answer/>"],
  ["a wrongly written root", "<response/>"],
  ["an unknown entity", "<Response><Say>&nbsp;</Say></Response>"],
])("%s is 12100", (_what, body) => {
  expect(readTwiml(body, "call")).toMatchObject({ ok: false, code: 12100 });
});

test("leaves out what Twilio does not know, with a warning each", () => {
  const document = readTwiml(
    twiml("<Shout/>", '<Gather timeOut="5" timeout="5"><Dial>x</Dial><Say>hi</Say></Gather>'),
    "call",
  );
  expect(document).toMatchObject({
    ok: true,
    verbs: [{ name: "Gather", attributes: { timeout: "5" }, children: [{ name: "Say" }] }],
    warnings: [
      "<Shout> is not allowed in <Response>",
      "attribute timeOut is not allowed in <Gather>",
      "<Dial> is not allowed in <Gather>",
    ],
  });
});

test("an announcement may only say, play, pause and redirect", () => {
  const allowed = twiml("<Say>a</Say>", "<Play>b</Play>", "<Pause/>", "<Redirect>c</Redirect>");
  expect(readTwiml(allowed, "prompt").ok).toBe(true);
  const gather = twiml("<Say>a</Say>", "<Gather/>");
  expect(readTwiml(gather, "prompt")).toMatchObject({ ok: false, code: 13238 });
});

test("words are what is heard, without SSML", () => {
  const say = parseXml(
    `<Say>Reference <say-as interpret-as="digits">472</say-as>.<break time="1s"/>Press  1.</Say>`,
  );
  expect(textOf(say)).toBe("Reference 472. Press 1.");
});

test("reads how long a recording lasts from its header", () => {
  expect(wavDurationMs(silentWav(2500))).toBe(2500);
  expect(wavDurationMs(Buffer.from("not a recording at all"))).toBeNull();
});
