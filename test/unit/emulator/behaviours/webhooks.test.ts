import { expect } from "vitest";
import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks.js";
import { CALLER, LINE, rig, TOKEN, twiml } from "../harness.ts";
import { table } from "./row.ts";

const OVERRIDES = "usage/webhooks/webhooks-connection-overrides";
const HELLO = twiml("<Say>Hello</Say>");

/** A caller on a line whose number leads to this address. */
async function callingAt(
  path: string,
  script: Parameters<typeof rig>[0],
  settings: { voiceMethod?: "GET" } = {},
) {
  const set = await rig(script);
  set.network.number(LINE, { voiceUrl: set.line.url + path, ...settings });
  const call = await set.network.phone(CALLER).calls(LINE);
  return { ...set, call };
}

table([
  {
    cite: "voice/twiml#request-parameters",
    what: "a first webhook has every parameter, the old duplicates and empty places too",
    async run() {
      const { call, line } = await callingAt("/voice", { "/voice": () => HELLO });
      await call.hears(/hello/i);
      const [first] = line.at("/voice");
      expect(first).toMatchObject({ method: "POST", url: "/voice" });
      expect(first?.params).toMatchObject({
        CallSid: expect.stringMatching(/^CA[0-9a-f]{32}$/),
        ApiVersion: "2010-04-01",
        Direction: "inbound",
        CallStatus: "ringing",
        From: CALLER,
        Caller: CALLER,
        To: LINE,
        Called: LINE,
        FromCity: "",
        CalledCountry: "US",
      });
      expect(first?.headers).toMatchObject({
        "user-agent": "TwilioProxy/1.1",
        "content-type": "application/x-www-form-urlencoded; charset=UTF-8",
        "x-home-region": "us1",
      });
    },
  },
  {
    cite: "usage/security#validating-requests",
    what: "a POST is signed as Twilio's own library expects, its fragment left out",
    async run() {
      const { call, line } = await callingAt("/voice?a=1#rc=2", { "/voice": () => HELLO });
      await call.hears(/hello/i);
      const [first] = line.at("/voice");
      const expected = getExpectedTwilioSignature(TOKEN, `${line.url}/voice?a=1`, {
        ...first?.params,
      });
      expect(first?.headers["x-twilio-signature"]).toBe(expected);
    },
  },
  {
    cite: "usage/security#validating-requests",
    what: "a GET has its parameters in the signed address",
    async run() {
      const settings = { voiceMethod: "GET" } as const;
      const { call, line } = await callingAt("/voice?a=1", { "/voice": () => HELLO }, settings);
      await call.hears(/hello/i);
      const [first] = line.at("/voice");
      expect(first?.url).toMatch(/^\/voice\?a=1&CallSid=CA/);
      expect(first?.headers["x-twilio-signature"]).toBe(
        getExpectedTwilioSignature(TOKEN, line.url + (first?.url ?? ""), {}),
      );
    },
  },
  {
    cite: "usage/security#http-authentication",
    what: "a password is shown only to a server that asks for it, and never signed",
    async run() {
      const asks = (headers: Record<string, unknown>) =>
        headers["authorization"] === undefined
          ? { status: 401, headers: { "WWW-Authenticate": 'Basic realm="line"' } }
          : HELLO;
      const { network, line } = await rig({ "/voice": ({ headers }) => asks(headers) });
      const voiceUrl = `${line.url.replace("http://", "http://us%40er:pa%3Ass@")}/voice`;
      network.number(LINE, { voiceUrl });
      await (await network.phone(CALLER).calls(LINE)).hears(/hello/i);
      const [plain, withPassword] = line.at("/voice");
      expect(plain?.headers["authorization"]).toBeUndefined();
      expect(withPassword?.headers["authorization"]).toBe(`Basic ${btoa("us@er:pa:ss")}`);
      expect(withPassword?.headers["x-twilio-signature"]).toBe(
        getExpectedTwilioSignature(TOKEN, `${line.url}/voice`, { ...withPassword?.params }),
      );
    },
  },
  {
    cite: "voice/twiml#cookies",
    what: "cookies come back for as long as the call lasts, and not on another call",
    async run() {
      const { call, line, network } = await callingAt("/voice", {
        "/voice": () => ({
          body: twiml("<Redirect>/next</Redirect>"),
          headers: { "Set-Cookie": ["step=1; Path=/; HttpOnly", "lang=fr"] },
        }),
        "/next": () => ({
          body: twiml("<Redirect>/last</Redirect>"),
          headers: { "Set-Cookie": "step=; Max-Age=0" },
        }),
        "/last": () => HELLO,
      });
      await call.hears(/hello/i);
      expect(line.asked.map(({ headers }) => headers["cookie"])).toEqual([
        undefined,
        "step=1; lang=fr",
        "lang=fr",
      ]);
      const other = await network.phone("+15555550144").calls(LINE);
      await other.hears(/hello/i);
      expect(line.at("/voice")[1]?.headers["cookie"]).toBeUndefined();
    },
  },
  {
    cite: "voice/twiml#redirects",
    what: "a 302 turns a POST into a GET, as browsers do; relative addresses then start from there",
    async run() {
      const { call, line } = await callingAt("/voice", {
        "/voice": () => ({ status: 302, headers: { Location: "/moved/here" } }),
        "/moved/here": () => twiml("<Redirect>there</Redirect>"),
        "/moved/there": () => HELLO,
      });
      await call.hears(/hello/i);
      expect(line.asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
        "POST /voice",
        "GET /moved/here",
        "POST /moved/there",
      ]);
    },
  },
  {
    cite: "voice/twiml#redirects",
    what: "a 307 repeats the POST, signed for where it goes",
    async run() {
      const { call, line } = await callingAt("/voice", {
        "/voice": () => ({ status: 307, headers: { Location: "/moved" } }),
        "/moved": () => HELLO,
      });
      await call.hears(/hello/i);
      const [moved] = line.at("/moved");
      expect(moved?.params["CallSid"]).toBe(call.callSid);
      expect(moved?.headers["x-twilio-signature"]).toBe(
        getExpectedTwilioSignature(TOKEN, `${line.url}/moved`, { ...moved?.params }),
      );
    },
  },
  {
    cite: OVERRIDES,
    what: "a retry has the same idempotency token; the next webhook has another",
    async run() {
      let asked = 0;
      const { call, line } = await callingAt("/voice#rc=2&rp=5xx", {
        "/voice": () => {
          asked += 1;
          return asked < 3 ? { status: 503 } : twiml("<Redirect>/next</Redirect>");
        },
        "/next": () => HELLO,
      });
      await call.hears(/hello/i);
      const tokens = line.asked.map(({ headers }) => headers["i-twilio-idempotency-token"]);
      expect(new Set(tokens.slice(0, 3)).size).toBe(1);
      expect(new Set(tokens).size).toBe(2);
    },
  },
  {
    cite: OVERRIDES,
    what: "a policy counts only for its own kind of failure",
    async run() {
      const { call, line } = await callingAt("/voice#rc=3&rp=4xx", {
        "/voice": () => ({ status: 500 }),
      });
      await call.ends();
      expect(line.at("/voice")).toHaveLength(1);
    },
  },
  {
    cite: OVERRIDES,
    what: "overrides count in the addresses of TwiML too",
    async run() {
      let asked = 0;
      const { call } = await callingAt("/voice", {
        "/voice": () => twiml("<Redirect>/next#rc=1&amp;rp=all</Redirect>"),
        "/next": () => {
          asked += 1;
          return asked === 1 ? { status: 500 } : HELLO;
        },
      });
      await call.hears(/hello/i);
    },
  },
  {
    cite: `${OVERRIDES}#e`,
    what: "the edge asked for is noted, the next one on a retry",
    async run() {
      let asked = 0;
      const { call, network } = await callingAt("/voice#e=dublin,ashburn&rc=1&rp=all", {
        "/voice": () => {
          asked += 1;
          return asked === 1 ? { status: 500 } : HELLO;
        },
      });
      await call.hears(/hello/i);
      expect(network.log.entries).toContainEqual(
        expect.objectContaining({ kind: "webhook", status: 200, edge: "ashburn" }),
      );
    },
  },
  {
    cite: "api/errors/11243",
    what: "a retry policy that does not exist is warned of",
    async run() {
      const { call, network } = await callingAt("/voice#rp=sometimes", { "/voice": () => HELLO });
      await call.hears(/hello/i);
      expect(network.log.entries).toContainEqual(
        expect.objectContaining({ kind: "warned", code: 11243 }),
      );
    },
  },
]);
