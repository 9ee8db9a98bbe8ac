import { expect } from "vitest";
import { silentWav } from "../../../../src/emulator/wav.ts";
import { CALLER, DESK, LINE, rig, twiml } from "../harness.ts";
import { answering, calling, ringingDesk, SORRY } from "./given.ts";
import { table, type Row } from "./row.ts";

const TYPES = "voice/twiml#twilio-understands-mime-types";
const PLAIN = "<Response><Say>Hello</Say></Response>";

/** A document that cannot be used goes to the fallback, which is told why. */
function failing(cite: string, what: string, answer: object | string, code: string): Row {
  return {
    cite,
    what,
    async run() {
      const { call, told, line } = await answering({
        "/voice": () => answer,
        "/fallback": () => twiml("<Say>One moment</Say>"),
      });
      await call.hears(/one moment/i);
      expect(told("/fallback")).toMatchObject([
        { ErrorCode: code, ErrorUrl: `${line.url}/voice`, CallSid: call.callSid },
      ]);
    },
  };
}

function notDone(name: string, verb: string): Row {
  return {
    cite: "ours: what the emulator does not do, it says",
    what: `${name} is refused aloud, and no fallback hides it`,
    async run() {
      const { call, network, told } = await calling(["<Say>Hello</Say>", verb], {
        "/fallback": () => twiml("<Say>One moment</Say>"),
      });
      await call.hears(SORRY);
      expect(await call.ends()).toBe("completed");
      expect(call.heard()).toHaveLength(1);
      expect(told("/fallback")).toEqual([]);
      const message = `the emulator does not do <${name}>`;
      expect(network.log.entries).toContainEqual(
        expect.objectContaining({ kind: "warned", code: 12200, message }),
      );
    },
  };
}

table([
  ...["text/xml", "application/xml; charset=utf-8", "text/html"].map((type) => ({
    cite: TYPES,
    what: `${type} is TwiML`,
    async run() {
      const { call } = await answering({ "/voice": () => ({ type, body: PLAIN }) });
      await call.hears(/^Hello$/);
    },
  })),
  {
    cite: TYPES,
    what: "plain text is read aloud, then the call ends",
    async run() {
      const body = "Hello & <good> day";
      const { call } = await answering({ "/voice": () => ({ type: "text/plain", body }) });
      await call.hears(/^Hello & <good> day$/);
      expect(await call.ends()).toBe("completed");
    },
  },
  {
    cite: TYPES,
    what: "plain text that is TwiML is TwiML",
    async run() {
      const { call } = await answering({ "/voice": () => ({ type: "text/plain", body: PLAIN }) });
      await call.hears(/^Hello$/);
    },
  },
  {
    cite: TYPES,
    what: "a recording is played to its end, then the call ends; it may be over 64 kB",
    async run() {
      const { call, clock, line } = await answering({
        "/voice": () => ({ type: "audio/x-wav", body: silentWav(9000) }),
      });
      const played = await call.hears(/\/voice$/);
      expect(await call.ends()).toBe("completed");
      expect(clock.now() - played.at).toBeGreaterThanOrEqual(9000);
      expect(line.at("/voice")).toHaveLength(1);
    },
  },
  failing(
    "api/errors/12300",
    "another content type is 12300",
    { type: "image/png", body: "" },
    "12300",
  ),
  failing("api/errors/12300", "no content type is 12300", { type: "", body: PLAIN }, "12300"),
  failing(
    "api/errors/12100",
    "what is no XML is 12100",
    "<Response><Say>Hello</Response>",
    "12100",
  ),
  failing("api/errors/12100", "another root than Response is 12100", "<Answer/>", "12100"),
  failing("api/errors/11200", "404 is 11200", { status: 404, body: "no" }, "11200"),
  failing("api/errors/11200", "500 is 11200", { status: 500, body: "no" }, "11200"),
  failing(
    "api/errors/11750",
    "70 kB are 11750",
    twiml(`<Say>${"x".repeat(70_000)}</Say>`),
    "11750",
  ),
  {
    cite: "api/errors/11200",
    what: "without a fallback the caller hears Twilio's apology, in English, and is cut off",
    async run() {
      const set = await rig({ "/voice": () => ({ status: 500 }) });
      set.network.number(LINE, { voiceUrl: `${set.line.url}/voice` });
      const call = await set.network.phone(CALLER).calls(LINE);
      expect((await call.hears(SORRY)).language).toBe("en-US");
      expect(await call.ends()).toBe("completed");
    },
  },
  {
    cite: "usage/webhooks/webhooks-faq#fallback",
    what: "a fallback that fails too ends in the apology",
    async run() {
      const { call, told } = await answering({
        "/voice": () => ({ status: 500 }),
        "/fallback": () => ({ status: 500 }),
      });
      await call.hears(SORRY);
      expect(await call.ends()).toBe("completed");
      expect(told("/fallback")).toHaveLength(1);
    },
  },
  {
    cite: "voice/api/call-resource#fallbackurl",
    what: "a call made by REST has a fallback of its own, asked by its own method",
    async run() {
      const { line, client, network, passes } = await rig({
        "/leg": () => ({ status: 500 }),
        "/own": () => twiml("<Say>One moment</Say>"),
      });
      const desk = network.phone(DESK);
      await client.calls.create({
        to: DESK,
        from: LINE,
        url: `${line.url}/leg`,
        fallbackUrl: `${line.url}/own`,
        fallbackMethod: "GET",
      });
      const taken = await desk.answers();
      await taken.hears(/one moment/i);
      expect(line.at("/own")[0]).toMatchObject({
        method: "GET",
        url: expect.stringContaining("ErrorCode=11200"),
      });
      await passes(0);
    },
  },
  {
    cite: "api/errors/15004",
    what: "inline TwiML needs absolute addresses",
    async run() {
      const { desk, warnings } = await ringingDesk({
        twiml: twiml('<Gather numDigits="1" action="/leg"><Say>Press</Say></Gather>'),
      });
      const taken = await desk.answers();
      await taken.hears(/press/i);
      await taken.presses("1");
      await taken.hears(SORRY);
      expect(warnings()).toEqual([15004]);
    },
  },
  {
    cite: "api/errors/12200",
    what: "an unknown verb or attribute is warned of, and the rest runs",
    async run() {
      const { call, warnings } = await calling([
        "<Shout>hi</Shout>",
        '<Gather timeOut="1"><Say>Press</Say></Gather>',
      ]);
      await call.hears(/press/i);
      expect(warnings()).toEqual([12200, 12200]);
    },
  },
  {
    cite: "voice/twiml/redirect",
    what: "Redirect leaves the rest of the document unheard, and may go by GET",
    async run() {
      const { call, line } = await calling(
        ['<Redirect method="GET">/other?x=1</Redirect>', "<Say>Never</Say>"],
        { "/other": () => twiml("<Say>Here</Say>") },
      );
      await call.hears(/here/i);
      expect(call.heard()).toEqual(["Here"]);
      expect(line.at("/other")[0]).toMatchObject({
        method: "GET",
        url: expect.stringMatching(/^\/other\?x=1&.*CallSid=CA/),
      });
    },
  },
  {
    cite: "voice/twiml/redirect",
    what: "documents that redirect to each other for ever do not stop the network",
    async run() {
      const { call, passes, network } = await calling(["<Redirect>/voice</Redirect>"]);
      await passes(500);
      const other = await network.phone("+15555550144").calls(LINE);
      await passes(100);
      await call.hangsUp();
      await other.hangsUp();
    },
  },
  {
    cite: "voice/twiml/hangup",
    what: "Hangup ends the call at once",
    async run() {
      const { call } = await calling(["<Say>Bye</Say>", "<Hangup/>", "<Say>Never</Say>"]);
      expect(await call.ends()).toBe("completed");
      expect(call.heard()).toEqual(["Bye"]);
    },
  },
  ...(
    [
      ["<Reject/>", "no-answer"],
      ['<Reject reason="busy"/>', "busy"],
    ] as const
  ).map(([verb, status]) => ({
    cite: "voice/twiml/reject",
    what: `${verb} first: never answered, and ${status}`,
    async run() {
      const { call, network } = await calling([verb, "<Say>Never</Say>"]);
      expect(await call.ends()).toBe(status);
      expect(call.heard()).toEqual([]);
      expect(network.log.entries.some(({ kind }) => kind === "answered")).toBe(false);
    },
  })),
  {
    cite: "voice/twiml#the-twiml-interpreter",
    what: "an empty Response hangs up",
    async run() {
      const { call } = await calling([]);
      expect(await call.ends()).toBe("completed");
    },
  },
  notDone("Enqueue", "<Enqueue>waiting</Enqueue>"),
  notDone("Start", '<Start><Stream url="wss://example.org/"/></Start>'),
  notDone("Connect", "<Connect><ConversationRelay/></Connect>"),
  notDone("Pay", "<Pay/>"),
  notDone("Sip", "<Dial><Sip>sip:alice@example.org</Sip></Dial>"),
  notDone("Queue", "<Dial><Queue>waiting</Queue></Dial>"),
  notDone("Leave", "<Leave/>"),
]);
