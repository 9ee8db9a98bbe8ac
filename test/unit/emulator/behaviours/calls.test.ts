import { expect } from "vitest";
import { CALLER, DESK, LINE, rig, twiml } from "../harness.ts";
import { answering, ringingDesk } from "./given.ts";
import { table } from "./row.ts";

const CALL = "voice/api/call-resource";
const AMD = "voice/answering-machine-detection";
const GREETING = "One two three four five six seven eight nine ten eleven twelve";

/** A voicemail picks up after a second, and greets for 4.1 s. */
async function machine(extra: object) {
  const set = await ringingDesk(extra, { "/amd": () => ({ status: 204 }) });
  await set.desk.behaves({ answers: "voicemail", voicemailAfterMs: 1000, greeting: GREETING });
  return set;
}

table([
  {
    cite: `${CALL}#statuscallbackevent`,
    what: "the four events come in order, numbered from zero, with their source and time",
    async run() {
      const { desk, passes, told } = await ringingDesk();
      const taken = await desk.answers();
      await taken.ends();
      await passes(100);
      expect(told("/status").map((one) => [one["SequenceNumber"], one["CallStatus"]])).toEqual([
        ["0", "initiated"],
        ["1", "ringing"],
        ["2", "in-progress"],
        ["3", "completed"],
      ]);
      for (const one of told("/status")) {
        expect(one).toMatchObject({
          CallbackSource: "call-progress-events",
          Timestamp: expect.stringMatching(/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0000$/),
        });
      }
    },
  },
  {
    cite: `${CALL}#statuscallbackevent`,
    what: "CallDuration is in seconds, Duration in begun minutes, and only at the end",
    async run() {
      const { desk, passes, told } = await ringingDesk({ twiml: twiml('<Pause length="61"/>') });
      await desk.answers();
      await passes(70_000);
      expect(told("/status").at(-1)).toMatchObject({ CallDuration: "61", Duration: "2" });
      expect(told("/status").at(-2)).not.toHaveProperty("CallDuration");
    },
  },
  {
    cite: `${CALL}#timeout`,
    what: "Timeout has five more seconds",
    async run() {
      const { desk, passes, told } = await ringingDesk({ timeout: 20 });
      await desk.isRung();
      await passes(24_800);
      expect(told("/status").at(-1)).toMatchObject({ CallStatus: "ringing" });
      await passes(300);
      expect(told("/status").at(-1)).toMatchObject({
        CallStatus: "no-answer",
        SipResponseCode: "487",
      });
    },
  },
  {
    cite: `${CALL}#timelimit`,
    what: "TimeLimit ends a call that is up",
    async run() {
      const { desk, passes, told } = await ringingDesk({
        twiml: twiml('<Pause length="600"/>'),
        timeLimit: 30,
      });
      const taken = await desk.answers();
      expect(await taken.ends({ within: 30_200 })).toBe("completed");
      await passes(100);
      expect(told("/status").at(-1)).toMatchObject({ CallDuration: "30" });
    },
  },
  {
    cite: `${CALL}#update: status canceled`,
    what: "a ringing call can be canceled, and the telephone stops",
    async run() {
      const { desk, made, client, passes, told } = await ringingDesk();
      const ring = await desk.isRung();
      await client.calls(made.sid).update({ status: "canceled" });
      expect(await ring.ends({ within: 0 })).toBe("canceled");
      await passes(100);
      expect(told("/status").at(-1)).toMatchObject({
        CallStatus: "canceled",
        SipResponseCode: "487",
        CallDuration: "0",
      });
    },
  },
  {
    cite: `${CALL}#update: status canceled`,
    what: "canceled after the answer changes nothing; completed ends it",
    async run() {
      const { desk, made, client } = await ringingDesk({ twiml: twiml('<Pause length="60"/>') });
      const taken = await desk.answers();
      expect((await client.calls(made.sid).update({ status: "canceled" })).status).toBe(
        "in-progress",
      );
      await client.calls(made.sid).update({ status: "completed" });
      expect(await taken.ends({ within: 0 })).toBe("completed");
    },
  },
  {
    cite: `${CALL}: "canceled while queued"`,
    what: "a call canceled while it is queued tells nobody",
    async run() {
      const { made, client, passes, told } = await ringingDesk();
      await client.calls(made.sid).update({ status: "canceled" });
      await passes(1000);
      expect(told("/status")).toEqual([]);
    },
  },
  {
    cite: "api/errors/21220",
    what: "a call that is over cannot be moved",
    async run() {
      const { desk, made, client } = await ringingDesk();
      await (await desk.answers()).hangsUp();
      await expect(client.calls(made.sid).update({ twiml: twiml() })).rejects.toMatchObject({
        code: 21220,
      });
    },
  },
  {
    cite: "the line's design, 5: a REST redirect also fetches the interrupted verb's action",
    what: "a moved call fetches the interrupted Gather's action, and does not follow its answer",
    async run() {
      const { call, client, line } = await answering({
        "/voice": () => twiml('<Gather action="/answer" timeout="60"><Say>Press</Say></Gather>'),
        "/answer": () => twiml("<Say>Thrown away</Say>"),
        "/new": () => twiml("<Say>Somewhere new</Say>"),
      });
      await call.hears(/press/i);
      await client.calls(call.callSid).update({ url: `${line.url}/new` });
      await call.hears(/somewhere new/i);
      expect(line.asked.map(({ path }) => path)).toEqual(["/voice", "/answer", "/new"]);
      expect(call.heard()).not.toContain("Thrown away");
    },
  },
  {
    cite: `${AMD}#machinedetection`,
    what: "Enable: the document waits for a machine, and is told of it with how long it took",
    async run() {
      const { told, passes, line } = await machine({ machineDetection: "Enable" });
      await passes(100);
      expect(line.at("/leg")).toEqual([]);
      await passes(20_000);
      expect(told("/status").at(-1)).toMatchObject({ AnsweredBy: "machine_start" });
    },
  },
  {
    cite: `${AMD}#machinedetection`,
    what: "Enable: a person is told apart, and the document says so",
    async run() {
      const set = await rig({ "/leg": () => twiml("<Say>Hello you</Say>") });
      const desk = set.network.phone(DESK);
      const url = `${set.line.url}/leg`;
      await set.client.calls.create({ to: DESK, from: LINE, url, machineDetection: "Enable" });
      await (await desk.answers()).hears(/hello you/i);
      expect(set.line.at("/leg")[0]?.params).toMatchObject({
        AnsweredBy: "human",
        MachineDetectionDuration: "1000",
      });
    },
  },
  {
    cite: `${AMD}#machinedetection`,
    what: "DetectMessageEnd: the line speaks only after the greeting's tone",
    async run() {
      const { network, passes, told } = await machine({ machineDetection: "DetectMessageEnd" });
      await passes(20_000);
      const at = (kind: string) => network.log.entries.find((entry) => entry.kind === kind)?.at;
      expect((at("heard") ?? 0) - (at("answered") ?? 0)).toBe(4100);
      expect(told("/status").at(-1)).toMatchObject({ AnsweredBy: "machine_end_beep" });
    },
  },
  {
    cite: `${AMD}#machinedetectiontimeout`,
    what: "what is not found out in time is unknown",
    async run() {
      const { passes, told } = await machine({
        machineDetection: "DetectMessageEnd",
        machineDetectionTimeout: 3,
      });
      await passes(20_000);
      expect(told("/status").at(-1)).toMatchObject({ AnsweredBy: "unknown" });
    },
  },
  {
    cite: `${AMD}#asyncamd`,
    what: "AsyncAmd: the line speaks at once, and is told later",
    async run() {
      const set = await rig({ "/amd": () => ({ status: 204 }) });
      set.network.phone(DESK, { answers: "voicemail", voicemailAfterMs: 1000, greeting: GREETING });
      await set.client.calls.create({
        to: DESK,
        from: LINE,
        twiml: twiml("<Say>This is the line</Say>", '<Pause length="10"/>'),
        machineDetection: "Enable",
        asyncAmd: "true",
        asyncAmdStatusCallback: `${set.line.url}/amd`,
      });
      await set.passes(1300);
      expect(set.network.log.entries.some(({ kind }) => kind === "heard")).toBe(true);
      expect(set.line.at("/amd")).toEqual([]);
      await set.passes(4000);
      expect(set.line.at("/amd").map(({ params }) => Object.keys(params).toSorted())).toEqual([
        ["AccountSid", "AnsweredBy", "CallSid", "MachineDetectionDuration"],
      ]);
    },
  },
  {
    cite: "voice/twiml#request-parameters",
    what: "a caller who withholds their number is still a caller",
    async run() {
      const { network, line } = await rig({ "/voice": () => twiml("<Say>Hello</Say>") });
      const call = await network.phone(CALLER).calls(LINE, { from: "anonymous" });
      await call.hears(/hello/i);
      expect(line.at("/voice")[0]?.params).toMatchObject({ From: "anonymous", To: LINE });
    },
  },
  {
    cite: "api/errors/15003",
    what: "a status callback that fails, or answers what is no XML, is warned of",
    async run() {
      const answers = [
        { status: 500 },
        { type: "text/plain", body: "thanks" },
        twiml(),
        { status: 204 },
      ];
      const { desk, passes, warnings } = await ringingDesk(
        {},
        { "/status": () => answers.shift() ?? { status: 204 } },
      );
      await (await desk.answers()).ends();
      await passes(100);
      expect(warnings()).toEqual([15003, 15003]);
    },
  },
]);
