import { expect } from "vitest";
import { twiml } from "../harness.ts";
import { calling } from "./given.ts";
import { table } from "./row.ts";

const RECORD = "voice/twiml/record";

async function recording(attributes: string) {
  const set = await calling(
    [`<Record action="/after" ${attributes}/>`, "<Say>Nothing was said</Say>"],
    { "/status": () => ({ status: 204 }), "/elsewhere": () => twiml("<Say>Elsewhere</Say>") },
  );
  return { ...set, after: () => set.told("/after") };
}

table([
  {
    cite: `${RECORD}#playbeep`,
    what: "a beep comes first, unless playBeep is false",
    async run() {
      const { call } = await recording("");
      await call.hears(/beep/);
      const quiet = await recording('playBeep="false"');
      await quiet.call.hears(/nothing was said/i);
      expect(quiet.call.heard()).toEqual(["Nothing was said"]);
    },
  },
  {
    cite: `${RECORD}#timeout`,
    what: "five seconds of silence end it, and silence alone goes on to the next verb",
    async run() {
      const { call, after } = await recording("");
      const beep = await call.hears(/beep/);
      expect((await call.hears(/nothing was said/i)).at - beep.at).toBe(5000);
      expect(after()).toEqual([]);
    },
  },
  {
    cite: `${RECORD}#finishonkey`,
    what: "any key ends it by default, and is told",
    async run() {
      const { call, after } = await recording("");
      await call.hears(/beep/);
      await call.says("twelve rehearsal lane");
      await call.presses("4");
      await call.hears(/that was all/i);
      expect(after()).toMatchObject([{ Digits: "4", RecordingSid: expect.stringMatching(/^RE/) }]);
    },
  },
  {
    cite: `${RECORD}#finishonkey`,
    what: "with a finishOnKey other keys do not end it",
    async run() {
      const { call, after, passes } = await recording('finishOnKey="#"');
      await call.hears(/beep/);
      await call.says("twelve");
      await call.presses("4");
      await passes(500);
      expect(after()).toEqual([]);
      await call.presses("#");
      await call.hears(/that was all/i);
    },
  },
  {
    cite: `${RECORD}#maxlength`,
    what: "maxLength ends it in the middle of a word",
    async run() {
      const { call, passes, after } = await recording('maxLength="3" timeout="10"');
      await call.hears(/beep/);
      await call.says("one two three four five six seven eight nine ten eleven twelve");
      await passes(3100);
      expect(after()).toMatchObject([{ RecordingDuration: "3" }]);
    },
  },
  {
    cite: `${RECORD}#trim`,
    what: "silence before and after is cut off, unless trim says not to",
    async run() {
      const durations = [];
      for (const trim of ["", 'trim="do-not-trim"']) {
        const { call, passes, after } = await recording(`timeout="4" ${trim}`);
        await call.hears(/beep/);
        await passes(3000);
        await call.says("one two three four");
        await call.hears(/that was all/i);
        durations.push(after()[0]?.["RecordingDuration"]);
      }
      expect(durations).toEqual(["1", "8"]);
    },
  },
  {
    cite: `${RECORD}#recordingstatuscallbackevent`,
    what: "the recording's own callback is told what it asked for",
    async run() {
      const { call, told, passes } = await recording(
        'recordingStatusCallback="/status" recordingStatusCallbackEvent="in-progress completed"',
      );
      await call.hears(/beep/);
      await call.says("twelve");
      await call.presses("#");
      await passes(100);
      expect(told("/status").map((one) => one["RecordingStatus"])).toEqual([
        "in-progress",
        "completed",
      ]);
      expect(told("/status")[1]).toMatchObject({
        CallSid: call.callSid,
        RecordingSource: "RecordVerb",
      });
    },
  },
  {
    cite: `${RECORD}#recordingstatuscallbackevent`,
    what: "a recording of silence is absent",
    async run() {
      const { call, told } = await recording(
        'recordingStatusCallback="/status" recordingStatusCallbackEvent="absent completed"',
      );
      await call.hears(/nothing was said/i);
      expect(told("/status")).toMatchObject([{ RecordingStatus: "absent" }]);
    },
  },
  {
    cite: `${RECORD}#action`,
    what: "a caller who hangs up is told as a key called hangup",
    async run() {
      const { call, passes, after } = await recording("");
      await call.hears(/beep/);
      await call.says("twelve");
      await call.hangsUp();
      await passes(100);
      expect(after()).toMatchObject([{ Digits: "hangup", CallStatus: "completed" }]);
    },
  },
  {
    cite: "the line's design, 5: a REST redirect also fetches the interrupted verb's action",
    what: "a call moved during a recording hands over what there is, then goes where it was sent",
    async run() {
      const { call, client, line, after } = await recording("");
      await call.hears(/beep/);
      await call.says("twelve");
      await client.calls(call.callSid).update({ url: `${line.url}/elsewhere` });
      await call.hears(/elsewhere/i);
      expect(after()).toHaveLength(1);
      expect(call.heard()).not.toContain("That was all");
    },
  },
]);
