import { expect } from "vitest";
import { DESK, twiml } from "../harness.ts";
import { dialling, number } from "./dialling.ts";
import { calling } from "./given.ts";
import { table } from "./row.ts";

const SECOND = "+15555550103";

table([
  {
    cite: "api/errors/13223",
    what: "what is no telephone number fails the Dial",
    async run() {
      const { call, warnings, after } = await dialling("", "<Number>the desk</Number>");
      await call.hears(/that was all/i);
      expect(warnings()).toEqual([13223]);
      expect(after()).toMatchObject([{ DialCallStatus: "failed" }]);
    },
  },
  {
    cite: "voice/twiml/number",
    what: "a North American number may be written as people write it",
    async run() {
      const { desk } = await dialling("", "<Number>(555) 555-0102</Number>");
      await desk.isRung();
    },
  },
  {
    cite: "voice/twiml/number#senddigits",
    what: "sendDigits are sent once it is answered, before the two are connected",
    async run() {
      const { desk, call, passes } = await dialling("", number('sendDigits="w1"'));
      const taken = await desk.answers();
      await taken.hears(/^w1$/);
      await call.says("too early");
      await passes(1000);
      await call.says("hello");
      expect(taken.heard()).toEqual(["w1", "hello"]);
    },
  },
  {
    cite: "voice/twiml/number#url",
    what: "the whisper is heard by the desk alone; a key connects the two",
    async run() {
      const { desk, call, passes } = await dialling("", number('url="/whisper"'));
      const taken = await desk.answers();
      await taken.hears(/press 1/i);
      await taken.presses("1");
      await passes(100);
      await call.says("hello");
      await taken.hears(/hello/, { within: 0 });
      expect(call.heard()).toEqual([]);
    },
  },
  {
    cite: "api/errors/13201",
    what: "a whisper cannot dial",
    async run() {
      const set = await calling(
        [`<Dial action="/after"><Number url="/w">${DESK}</Number></Dial>`],
        {
          "/w": () => twiml(`<Dial>${SECOND}</Dial>`),
        },
      );
      await set.network.phone(DESK).answers();
      await set.call.hears(/that was all/i);
      expect(set.warnings()).toEqual([13201]);
    },
  },
  {
    cite: "voice/twiml/number#machinedetection",
    what: "who answered is told to the number's own callback, without holding the call up",
    async run() {
      const detect = 'machineDetection="Enable" amdStatusCallback="/amd"';
      const { desk, passes, told } = await dialling("", number(detect));
      await desk.behaves({ answers: "voicemail", voicemailAfterMs: 500 });
      await passes(6000);
      expect(told("/amd")).toMatchObject([
        { AnsweredBy: "machine_start", MachineDetectionDuration: "4000" },
      ]);
    },
  },
  {
    cite: "voice/twiml/number#statuscallbackevent",
    what: "the noun's events name the call it belongs to",
    async run() {
      const events =
        'statusCallback="/leg" statusCallbackEvent="initiated ringing answered completed"';
      const { desk, call, told, passes } = await dialling("", number(events));
      const taken = await desk.answers();
      await taken.hangsUp();
      await passes(100);
      expect(told("/leg").map((one) => one["CallStatus"])).toEqual([
        "initiated",
        "ringing",
        "in-progress",
        "completed",
      ]);
      expect(told("/leg")[0]).toMatchObject({
        ParentCallSid: call.callSid,
        Direction: "outbound-dial",
      });
    },
  },
  {
    cite: "voice/twiml/client#parameter",
    what: "a softphone is told the parameters beside the call",
    async run() {
      const { network } = await dialling(
        "",
        '<Client><Identity>responder_1</Identity><Parameter name="session" value="s-1"/></Client>',
      );
      const ring = await network.softphone("responder_1").isRung();
      expect(network.log.entries).toContainEqual(
        expect.objectContaining({
          kind: "rang",
          callSid: ring.callSid,
          to: "client:responder_1",
          parameters: { session: "s-1" },
        }),
      );
    },
  },
]);
